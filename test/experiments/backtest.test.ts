import { describe, expect, test } from "vitest";
import { backtest, rebalancers } from "../../src/experiments/backtest.js";
import { constantLeverageEquity } from "../../src/mechanics/loops/constant-leverage.js";
import type { Actor, Scenario } from "../../src/model/scenario.js";
import { float } from "../../src/numbers/float.js";
import { readScenario } from "../../src/scenario/index.js";
import { aave, flat, literal, pool, position, priceShock, reserve, small } from "../propagation/small.js";

/** At leverage 3 and a threshold of 0.8, health is 0.8 · 3 / 2 = 1.2: acting below it keeps leverage at 3 while prices fall. */
const levered: Actor = {
  ...{ id: "levered", holdings: [] },
  policies: [{ kind: "deleverage", whenHealthBelow: literal(1.1999), toHealth: literal(1.2) }],
};
const account = (parts: Partial<Scenario>): Scenario => {
  const scenario = small(
    { ETH: 1000, USDC: 1 },
    {
      markets: [aave([reserve("ETH", { threshold: 0.8, bonus: 0.05 }), reserve("USDC", { supplied: 1_000_000 })])],
      positions: [position("p", "aave", { ETH: 30 }, { USDC: 20_000 }, { owner: "levered" })],
      actors: [levered],
      venues: [flat("ETH", "USDC", 1000)],
      ...parts,
    },
  );
  return { ...scenario, clock: { ...scenario.clock, maxRounds: 60 } };
};
const fall = (asset: string, prices: readonly number[]) => ({
  ...({ kind: "price-path", round: 0, asset } as const),
  path: prices.map((price, round) => ({ round, priceUsd: literal(price) })),
});

describe("a backtest", () => {
  test("of falling prices at no cost is constant leverage, looked after every k rounds", () => {
    const prices = Array.from({ length: 25 }, (_, i) => 1000 * 0.992 ** i);
    const study = backtest(account({ shocks: [fall("ETH", prices)] }), {
      ...{ actor: "levered", every: [1, 2, 3, 4, 8], path: { kind: "own" } },
    });
    expect(study).toMatchObject({ startUsd: 10_000, leverage: 3 });
    for (const { everyRounds, endUsd, liquidatedShare, costUsd } of study.rows) {
      // The path ends in round 24, in which all of them look.
      expect(endUsd / 10_000).toBeCloseTo(constantLeverageEquity(float, 3, prices, everyRounds), 8);
      expect(liquidatedShare).toBe(0);
      expect(Math.abs(costUsd)).toBeLessThan(1e-6);
    }
    // In small steps E = (S_T/S_0)^3: 0.992^72 = 0.5608.
    expect((study.rows[0]?.endUsd ?? 0) / 10_000).toBeCloseTo(0.992 ** 72, 2);
    expect(study.rows.map(({ orders }) => orders)).toEqual([24, 12, 8, 6, 3]);
    const [first, second] = study.rows;
    expect(second?.trackingErrorUsd).toBeCloseTo(Math.abs((second?.endUsd ?? 0) - (first?.endUsd ?? 0)), 8);
  });

  test("tells who looked too rarely", () => {
    // Health 1.2 falls below 1 at 1 − 1/1.2 = 16.7 %: a fall by 20 % over 4 rounds liquidates whoever looks every 8.
    const prices = [1000, 950, 900, 850, 800];
    const { rows } = backtest(account({ shocks: [fall("ETH", prices)] }), {
      ...{ actor: "levered", every: [1, 8], path: { kind: "own" } },
    });
    expect(rows.map(({ liquidatedShare }) => liquidatedShare)).toEqual([0, 1]);
    expect(rows[0]?.endUsd).toBeGreaterThan(rows[1]?.endUsd ?? 0);
  });

  test("costs what the venue takes: fee and slippage of what is sold", () => {
    const shocks = [priceShock("ETH", -0.05)];
    const venues = [pool({ ETH: 1000, USDC: 1_000_000 }, { fee: 0.01, arbitrage: 1 })];
    const { rows, startUsd } = backtest(account({ shocks, venues }), {
      ...{ actor: "levered", every: [1], path: { kind: "own" } },
    });
    const [row] = rows;
    // Without cost equity would be 30 · 950 − 20,000 = 8,500.
    expect(startUsd).toBe(10_000);
    expect(row?.costUsd).toBeGreaterThan(0.01 * 2500);
    expect(row?.endUsd).toBeCloseTo(8500 - (row?.costUsd ?? 0), 6);
  });

  test("on drawn paths is a function of seed and path, and knows the drag", () => {
    const path = { kind: "gbm", asset: "ETH", drift: 0, volatility: 0.8, rounds: 20, paths: 3, seed: 9 } as const;
    const scenario = account({});
    const study = backtest(scenario, { actor: "levered", every: [1, 4], path });
    const fewer = backtest(scenario, { actor: "levered", every: [4], path: { ...path, paths: 2 } });
    expect(fewer.runs).toEqual(study.runs.filter(({ everyRounds, path: number }) => everyRounds === 4 && number < 2));
    expect(study.volatilityDrag).toBeCloseTo(1.92, 12);
    expect(new Set(study.runs.slice(0, 3).map(({ endUsd }) => endUsd)).size).toBe(3);
    expect(study.rows[0]).toMatchObject({ everyRounds: 1, trackingErrorUsd: 0 });
  });

  test("of a hedger: the rarer it looks, the further from its hedge", async () => {
    const scenario = await readScenario("scenarios/13-short-gamma.yaml");
    expect(rebalancers(scenario).map(({ id }) => id)).toEqual(["dealer"]);
    const { rows } = backtest(scenario, { actor: "dealer", every: [1, 2, 4], path: { kind: "own" } });
    const [often = 0, less = 0, rarely = 0] = rows.map(({ orders }) => orders);
    expect(often).toBeGreaterThan(less);
    expect(less).toBeGreaterThan(rarely);
    expect(rows.map(({ trackingErrorUsd }) => trackingErrorUsd).toSorted((a, b) => a - b)).toEqual(
      rows.map(({ trackingErrorUsd }) => trackingErrorUsd),
    );
  });
});
