import type { ComparedRun, Comparison } from "../../src/model/comparison.js";
import { lost } from "./fixture.js";

interface Sketch {
  readonly name: string;
  readonly loss?: Parameters<typeof lost>[0];
  readonly totals?: Partial<ComparedRun["totals"]>;
  readonly writeDown?: number;
  readonly prices: ComparedRun["prices"];
}

function compared({ name, loss = {}, totals = {}, writeDown, prices }: Sketch): ComparedRun {
  const lossUsd = lost(loss);
  const totalLossUsd = lossUsd.direct + lossUsd.price + lossUsd.claim + lossUsd.run;
  return {
    name,
    provenance: {
      title: "An invented run",
      scenarioHash: "0".repeat(64),
      seed: 1,
      numbers: "float",
      sequencing: "simultaneous",
      secondsPerRound: 3600,
      conventions: [],
    },
    stop: { reason: "quiescent", round: (prices[0]?.marketUsd.length ?? 1) - 1 },
    totals: {
      lossUsd,
      totalLossUsd,
      ...(lossUsd.direct > 0 ? { amplification: totalLossUsd / lossUsd.direct } : {}),
      liquidations: 0,
      liquidatedUsd: 0,
      soldUsd: 0,
      badDebtUsd: 0,
      withdrawnUsd: 0,
      unmetWithdrawalsUsd: 0,
      depth: 0,
      breadth: 0,
      loopsUnwound: 0,
      ...totals,
    },
    ...(writeDown === undefined
      ? {}
      : { worstVault: { id: "Vault", startSharePrice: 1, endSharePrice: 1 + writeDown, writeDown, lossUsd: 1e6 } }),
    prices,
  };
}

const falling = (by: number, rounds: number, end: number): ComparedRun["prices"][number] => ({
  asset: "Coin",
  startUsd: 100,
  marketUsd: Array.from({ length: rounds }, (_, round) => Math.max(end, 100 * (0.9 - by * round))),
});

/** An invented parameter, larger from run to run; the third run goes the way of the first, and one channel is a gain. */
export const parameterComparison = (): Comparison => ({
  runs: [
    compared({
      name: "as written",
      loss: { direct: 40e6, price: 22e6, claim: 9e6 },
      totals: { liquidatedUsd: 310e6, badDebtUsd: 9e6, breadth: 12 },
      writeDown: -0.31,
      prices: [falling(0.05, 8, 62)],
    }),
    compared({
      name: "Coin.liquidationBonus = 5%",
      loss: { direct: 40e6, price: 11e6, claim: -2.1e6 },
      totals: { liquidatedUsd: 180e6, breadth: 7 },
      prices: [falling(0.03, 10, 70)],
    }),
    compared({
      name: "Coin.liquidationBonus = 10%",
      loss: { direct: 40e6, price: 22e6, claim: 9e6 },
      totals: { liquidatedUsd: 310e6, badDebtUsd: 9e6, breadth: 12 },
      writeDown: -0.31,
      prices: [falling(0.05, 8, 62)],
    }),
    compared({
      name: "Coin.liquidationBonus = 20%",
      loss: { direct: 40e6, price: 61e6, claim: 31e6 },
      totals: { liquidatedUsd: 802e6, badDebtUsd: 44e6, breadth: 31 },
      writeDown: -0.984,
      prices: [falling(0.09, 6, 48)],
    }),
  ],
});

/** Many scenarios with nothing in common: long names, different assets, one in which nothing happened. */
export const scenarioComparison = (): Comparison => ({
  runs: Array.from({ length: 14 }, (_, i) =>
    compared({
      name: `${i + 1}-a-scenario-with-a-name-as-long-as-a-sentence, liquidators.gasUsd = ${i}`,
      loss: i === 3 ? {} : { direct: 1e3 * (i % 4), run: 4 ** i },
      totals: { withdrawnUsd: 5 ** i },
      prices: [{ ...falling(0.01 * (i % 5), 30 + i, 60), asset: `Coin ${i}` }],
    }),
  ),
});

/** No shock reached anything. */
export const quietComparison = (): Comparison => ({
  runs: ["as written", "calmer"].map((name) =>
    compared({ name, prices: [{ asset: "Coin", startUsd: 1, marketUsd: [1] }] }),
  ),
});
