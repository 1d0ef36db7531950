import { describe, expect, it } from "vitest";
import type { CompletedRun } from "../../../src/model/result.js";
import type { Scenario } from "../../../src/model/scenario.js";
import { simulate } from "../../../src/propagation/index.js";
import { parseScenario } from "../../../src/scenario/index.js";

/** ETH is sold at its price whatever the size, so that every number can be worked out by hand. */
const scenario = (market: string, debtUsdc: string, ethUsd: string) => `
format: 1
title: For a test
assets:
  ETH: { priceUsd: 2_000 }
  USDC: { priceUsd: 1 }
venues:
  book: { kind: depth-curve, asset: ETH, quote: USDC, points: [[1_000_000, 0]] }
markets:
  lender: ${market}
positions:
  alice: { market: lender, collateral: { ETH: 10 }, debt: { USDC: ${debtUsdc} } }
shocks:
  - { round: 0, kind: price, asset: ETH, priceUsd: ${ethUsd} }
`;

const parse = (text: string): Promise<Scenario> =>
  parseScenario(text, { path: "test.yaml", readTable: () => Promise.reject(new Error("no tables here")) });

async function run(market: string, debtUsdc: string, ethUsd: string, numbers: "float" | "decimal"): Promise<Told> {
  const text = scenario(market, debtUsdc, ethUsd);
  return told(simulate(await parse(text), { numbers }));
}

interface Told {
  readonly rounds: readonly { readonly repaidUsd: number; readonly liquidatedUsd: number }[];
  readonly supplied: number;
  readonly borrowed: number;
  readonly cash: number;
  readonly shortfallUsd: number;
  readonly badDebtUsd: number;
  readonly declined: number;
  readonly stop: string;
}

/** What happened, and how the reserve of USDC stood at the end. */
function told({ result }: CompletedRun): Told {
  const rounds = result.rounds.filter(({ liquidations }) => liquidations > 0);
  const usdc = result.rounds.at(-1)?.reserves.find(({ asset }) => asset === "USDC");
  expect(result.audit.reserveResidual).toBeLessThan(1e-12);
  return {
    rounds: rounds.map(({ repaidUsd, liquidatedUsd }) => ({ repaidUsd, liquidatedUsd })),
    supplied: usdc?.suppliedUnits ?? Number.NaN,
    borrowed: usdc?.borrowedUnits ?? Number.NaN,
    cash: usdc?.cashUnits ?? Number.NaN,
    shortfallUsd: usdc?.shortfallUsd ?? Number.NaN,
    badDebtUsd: result.rounds.reduce((sum, round) => sum + round.badDebtUsd, 0),
    declined: result.rounds.at(-1)?.declined ?? 0,
    stop: result.stop.reason,
  };
}

const COMPOUND =
  "{ kind: compound-v2, closeFactor: 50%, liquidationIncentive: 1.08, reserves: { ETH: { collateralFactor: 75% }, USDC: { suppliedUnits: 20_000 } } }";
const euler = (ltv: string, socialise: boolean) =>
  `{ kind: euler, maxLiquidationDiscount: 15%, socialiseBadDebt: ${socialise}, reserves: { ETH: { ltv: 75%, liquidationThreshold: ${ltv} }, USDC: { suppliedUnits: 20_000 } } }`;
const morpho = (more: string) =>
  `{ kind: morpho-blue, collateral: ETH, loan: USDC, lltv: 86%, suppliedUnits: 20_000${more} }`;
const AGREED = ", preLiquidation: { lltv: 80%, closeFactor: [10%, 50%], incentive: [1.01, 1.03] }";

describe.each(["float", "decimal"] as const)("in %s", (numbers) => {
  it("Compound v2 repays half of the debt, for 1.08 of its value, and that is enough", async () => {
    // 10 ETH at 1,500 back 11,250 of 12,000. The call takes 6,480 USD; 8,520 are left and back 6,390 of 6,000.
    const { rounds, supplied, borrowed, cash } = await run(COMPOUND, "12_000", "1_500", numbers);
    expect(rounds).toHaveLength(1);
    expect(rounds[0]?.repaidUsd).toBeCloseTo(6_000, 8);
    expect(rounds[0]?.liquidatedUsd).toBeCloseTo(6_480, 8);
    expect([supplied, borrowed, cash].map((units) => units.toFixed(6))).toEqual([
      "20000.000000",
      "6000.000000",
      "14000.000000",
    ]);
  });

  it("Compound v2 leaves bad debt on the books: nobody's claim is cut", async () => {
    // At 800, half of 12,000 takes 6,480 USD of 8,000; the 1,520 left pay for 1,520 / 1.08 of the other half.
    const debtLeft = 6_000 - 1_520 / 1.08;
    const { rounds, supplied, borrowed, shortfallUsd, badDebtUsd } = await run(COMPOUND, "12_000", "800", numbers);
    expect(rounds.map(({ repaidUsd }) => repaidUsd.toFixed(6))).toEqual(["6000.000000", (1_520 / 1.08).toFixed(6)]);
    expect(borrowed).toBeCloseTo(debtLeft, 8);
    expect(shortfallUsd).toBeCloseTo(debtLeft, 8);
    expect(supplied).toBe(20_000);
    expect(badDebtUsd).toBe(0);
  });

  it("Euler's discount is as deep as the account is", async () => {
    // 17,500 · 0.9 = 15,750 of 16,000: the discount is 1 − 0.984375.
    const { rounds, borrowed, badDebtUsd } = await run(euler("90%", true), "16_000", "1_750", numbers);
    expect(rounds).toHaveLength(1);
    expect(rounds[0]?.repaidUsd).toBeCloseTo(16_000, 8);
    expect(rounds[0]?.liquidatedUsd).toBeCloseTo(16_000 / 0.984375, 8);
    expect([borrowed, badDebtUsd].map((amount) => Math.abs(amount) < 1e-9)).toEqual([true, true]);
  });

  it("on Euler equality counts, though a call without a discount tempts nobody", async () => {
    const { rounds, declined, stop } = await run(euler("80%", true), "12_000", "1_500", numbers);
    expect({ rounds, declined, stop }).toEqual({ rounds: [], declined: 1, stop: "exhausted" });
    const healthy = await run(euler("80%", true), "11_999.999", "1_500", numbers);
    expect(healthy).toMatchObject({ declined: 0, stop: "quiescent" });
  });

  it("Euler shares bad debt out among suppliers, or leaves it", async () => {
    // 10,000 · 0.9 of 16,000 is below 0.85: all 10 ETH go for 8,500.
    const shared = await run(euler("90%", true), "16_000", "1_000", numbers);
    expect(shared.rounds[0]?.repaidUsd).toBeCloseTo(8_500, 8);
    expect(shared.badDebtUsd).toBeCloseTo(7_500, 8);
    expect(shared.supplied).toBeCloseTo(12_500, 8);
    expect(Math.abs(shared.borrowed)).toBeLessThan(1e-9);
    const left = await run(euler("90%", false), "16_000", "1_000", numbers);
    expect([left.badDebtUsd, left.supplied]).toEqual([0, 20_000]);
    expect(left.shortfallUsd).toBeCloseTo(7_500, 8);
  });

  it("a liquidation LTV that Euler ramps down makes accounts liquidatable with no price moving", async () => {
    // 90 % → 70 % from round 2 over 4 rounds: 10 ETH at 2,000 back 17,000 in round 3 and 16,000 of 16,400 in round 4.
    const ramped = euler("70%, ramp: { from: 90%, startRound: 2, rounds: 4 }", true).replace("ltv: 75%", "ltv: 70%");
    const { result } = simulate(await parse(scenario(ramped, "16_400", "2_000")), { numbers });
    const acted = result.rounds.filter(({ liquidations }) => liquidations > 0);
    expect(acted.map(({ round }) => round)).toEqual([4]);
    expect(acted[0]?.repaidUsd).toBeCloseTo(16_400, 8);
    expect(acted[0]?.liquidatedUsd).toBeCloseTo(16_400 / (16_000 / 16_400), 8);
    expect(result.stop.round).toBeGreaterThanOrEqual(6);
    const rising = ramped.replace("from: 90%", "from: 60%");
    await expect(parse(scenario(rising, "1", "2_000"))).rejects.toThrow("only a fall is ramped");
  });

  it("Morpho borrowers who have agreed to it lose a part early, and keep the rest", async () => {
    // 16,600 of 20,000 is half-way from 80 % to 86 %: 30 % is repaid for 1.02, which leaves 11,620 of 14,920.4.
    const plain = await run(morpho(""), "16_600", "2_000", numbers);
    expect(plain.rounds).toEqual([]);
    const { rounds, borrowed } = await run(morpho(AGREED), "16_600", "2_000", numbers);
    expect(rounds).toHaveLength(1);
    expect(rounds[0]?.repaidUsd).toBeCloseTo(4_980, 8);
    expect(rounds[0]?.liquidatedUsd).toBeCloseTo(5_079.6, 8);
    expect(borrowed).toBeCloseTo(11_620, 8);
  });

  it("a jump rate is charged: 2 % + 5 % · 0.6 of utilisation, for a year", async () => {
    const rate = "rate: { kind: jump, base: 2%, slope: 5%, jumpSlope: 12, kink: 90% }";
    const market = COMPOUND.replace("suppliedUnits: 20_000", `suppliedUnits: 20_000, ${rate}`);
    const text = scenario(market, "12_000", "2_000").replace(
      "title:",
      "clock: { secondsPerRound: 31_536_000, maxRounds: 1 }\ntitle:",
    );
    const { result } = simulate(await parse(text), { numbers });
    expect(result.rounds[0]?.reserves.find(({ asset }) => asset === "USDC")?.borrowRate).toBeCloseTo(0.05, 14);
    const interest = result.events.find(({ kind, round }) => kind === "interest" && round === 0);
    expect(interest?.units).toBeCloseTo(12_000 * Math.expm1(0.05), 8);
  });
});

describe("what cannot be", () => {
  const refused = async (market: string) => {
    const outcome = await parse(scenario(market, "1", "2_000")).catch((error: Error) => error);
    return outcome instanceof Error ? outcome.message : "accepted";
  };

  it("a pre-liquidation that begins too late, falls, or costs more than there is", async () => {
    const message = await refused(
      morpho(", preLiquidation: { lltv: 86%, closeFactor: [50%, 10%], incentive: [1.2, 1.3] }"),
    );
    expect(message).toContain(
      "markets.lender.preLiquidation.lltv: found 0.86; expected less than the market's lltv (0.86)",
    );
    expect(message).toContain(
      "markets.lender.preLiquidation.closeFactor: found 0.1 after 0.5; expected a number that does not fall",
    );
    expect(message).toContain("markets.lender.preLiquidation.incentive: found an incentive of 1.3 at an lltv of 0.86");
  });

  it("an incentive below 1, a pair of one, and collateral that counts for nothing", async () => {
    expect(await refused(COMPOUND.replace("1.08", "8%"))).toContain("found 8%; expected a factor of 1 or more");
    expect(await refused(morpho(AGREED.replace("[1.01, 1.03]", "[1.01]")))).toContain("expected a pair of factors");
    expect(await refused(COMPOUND.replace("collateralFactor: 75%", ""))).toContain(
      "Give markets.lender.reserves.ETH a collateralFactor.",
    );
  });

  it("an Euler account with two debts", async () => {
    const text = scenario(euler("90%", true), "1, ETH: 1", "2_000");
    await expect(parse(text)).rejects.toThrow("one debt: an Euler account owes one vault");
  });
});
