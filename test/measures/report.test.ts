import { describe, expect, it } from "vitest";
import { measure } from "../../src/measures/report.js";
import type { Event } from "../../src/model/result.js";
import { loss, result, round, shape } from "./small-run.js";

const report = measure(shape, result);

describe("measure", () => {
  it("totals the run", () => {
    expect(report.totals).toEqual({
      lossUsd: { direct: 40, price: 70, claim: 10, run: 0 },
      totalLossUsd: 120,
      amplification: 3,
      liquidations: 3,
      liquidatedUsd: 210,
      soldUsd: 210,
      badDebtUsd: 20,
      withdrawnUsd: 7,
      unmetWithdrawalsUsd: 9,
      depth: 2,
      breadth: 2,
      loopsUnwound: 1,
    });
  });

  it("gives no amplification without a direct loss, and no depth without a forced sale", () => {
    const { totals } = measure(shape, { ...result, events: [], nodes: [] });
    expect(totals).not.toHaveProperty("amplification");
    expect(totals).toMatchObject({ totalLossUsd: 0, depth: 0, breadth: 0, loopsUnwound: 0 });
  });

  it("tells what had been lost before gains undid nearly all of it, in place of an amplification", () => {
    const totalsOf = (back: number) => {
      const rounds = [
        round(0, { lossUsd: loss({ direct: 60 }) }),
        round(1, { lossUsd: loss({ price: 40 }) }),
        round(2, { lossUsd: loss({ price: 20, claim: -back }) }),
      ];
      const [node, ...others] = result.nodes.map((each) => ({ ...each, lossUsd: loss() }));
      if (node === undefined) throw new Error("no node");
      const nodes = [{ ...node, lossUsd: loss({ direct: 60, price: 60, claim: -back }) }, ...others];
      return measure(shape, { ...result, rounds, nodes }).totals;
    };
    // 100 lost by round 1; of 120, 119.5 come back, or 118.5: 0.5 and 1.5 are left.
    expect(totalsOf(119.5)).toMatchObject({
      totalLossUsd: 0.5,
      beforeGains: { round: 1, totalLossUsd: 100, lossUsd: { direct: 60, price: 40, claim: 0 } },
    });
    expect(totalsOf(119.5)).not.toHaveProperty("amplification");
    expect(totalsOf(118.5)).toMatchObject({ totalLossUsd: 1.5, amplification: 1.5 / 60 });
    expect(totalsOf(118.5)).not.toHaveProperty("beforeGains");
  });

  it("counts a loop as unwound when its last debt went, and a closed loan that is no loop never", () => {
    const closed = (id: string) => {
      const nodes = result.nodes.map(({ closedRound: _, ...node }) =>
        node.key === `position:${id}` ? { ...node, closedRound: 1 } : node,
      );
      return measure(shape, { ...result, nodes }).totals.loopsUnwound;
    };
    expect(closed("loop")).toBe(1);
    expect(closed("loan")).toBe(0);
    expect(closed("nobody")).toBe(0);
  });

  it("counts no round in which only gains were passed on", () => {
    const gain = { ...result.events.at(-1), id: 6, round: 3, lossUsd: -1 } as Event;
    expect(measure(shape, { ...result, events: [...result.events, gain] }).totals.depth).toBe(2);
  });

  it("measures every round, liquidation velocity included", () => {
    expect(report.rounds.map(({ liquidatedUsdPerSecond }) => liquidatedUsdPerSecond)).toEqual([0, 0.25, 0.1, 0]);
    expect(report.rounds.map(({ cumulativeLiquidatedUsd }) => cumulativeLiquidatedUsd)).toEqual([0, 150, 210, 210]);
    expect(report.rounds.map(({ failed }) => failed)).toEqual([0, 1, 1, 0]);
    expect(report.rounds[2]).toMatchObject({ round: 2, seconds: 1200, badDebtUsd: 20, withdrawnUsd: 7 });
  });

  it("measures every node, and leaves the share out where it had nothing", () => {
    const [market, vault, loop, loan] = report.nodes;
    expect(market).toMatchObject({ liquidatedUsd: 210, badDebtUsd: 20, totalLossUsd: 0, failedRound: 2 });
    expect(vault).toMatchObject({ lossShare: 0.01, liquidatedUsd: 0 });
    expect(vault).not.toHaveProperty("failedRound");
    expect(loop).toMatchObject({ liquidatedUsd: 210, badDebtUsd: 20, totalLossUsd: 70, lossUsd: loss({ price: 70 }) });
    expect(loan).not.toHaveProperty("lossShare");
  });

  it("hands on what each edge transmitted", () => {
    expect(report.transmissions).toEqual([
      { from: "asset:ETH", to: "position:loan", channel: "direct", firstRound: 0, lossUsd: 40 },
      { from: "market:aave", to: "position:loop", channel: "price", firstRound: 1, lossUsd: 70 },
      { from: "market:aave", to: "vault:curator", channel: "claim", firstRound: 2, lossUsd: 10 },
    ]);
  });

  it("keeps the largest shortfall and the last, of reserves that had one", () => {
    expect(report.shortfalls).toEqual([
      { market: "aave", asset: "USDC", shortfallUsd: 12, largestUsd: 30, largestRound: 1 },
    ]);
  });

  it("takes vaults over", () => {
    expect(report.vaults).toEqual([
      { id: "curator", startSharePrice: 1, endSharePrice: 0.7, writeDown: -0.3, lossUsd: 10 },
    ]);
  });
});
