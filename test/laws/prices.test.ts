import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { literal } from "./draws.js";
import { PRICES } from "./random-lending.js";
import { randomScenario } from "./random-scenario.js";

const calm = (seed: number): Scenario =>
  randomScenario(seed, {
    shocks: false,
    runs: false,
    rates: false,
    policies: false,
    costs: false,
    health: [1.001, 1.3],
  });

/** The same scenario, judged by prices that never move. */
const judgedByFixed = (scenario: Scenario): Scenario => ({
  ...scenario,
  oracles: scenario.oracles.map(({ id, asset }) => ({
    ...{ id, asset, kind: "fixed" },
    priceUsd: literal(PRICES[asset] ?? 1),
  })),
});

const fall = (scenario: Scenario, by: number): Scenario => ({
  ...scenario,
  shocks: ["ETH", "ALT"].map((asset) => ({ round: 0, kind: "price", asset, change: literal(-by) })),
});

describe("two prices", () => {
  it("are never mixed: with oracles that stand still nobody is liquidated, however far the market falls", () => {
    for (let seed = 1; seed <= 25; seed += 1) {
      const { result } = simulate(judgedByFixed(fall(calm(seed), 0.95)));
      expect(
        result.events.some(({ kind }) => kind.startsWith("liquidation")),
        `seed ${seed}`,
      ).toBe(false);
      expect(result.nodes.reduce((sum, { lossUsd }) => sum + lossUsd.direct, 0)).toBeGreaterThan(0);
    }
  });
});

describe("a larger fall", () => {
  it("never puts fewer positions at risk in round 0, where it moves nothing but collateral", () => {
    let grew = 0;
    for (let seed = 1; seed <= 25; seed += 1) {
      const scenario = calm(seed);
      // Debts in what falls would be relieved by it.
      const positions = scenario.positions.filter(({ debt }) => debt.every(({ asset }) => asset.startsWith("USD")));
      const atRisk = [0.05, 0.1, 0.2, 0.4, 0.8].map((by) => {
        const { rounds } = simulate(fall({ ...scenario, positions }, by)).result;
        return (rounds[0]?.liquidations ?? 0) + (rounds[0]?.declined ?? 0);
      });
      expect(
        atRisk.toSorted((a, b) => a - b),
        `seed ${seed}`,
      ).toEqual(atRisk);
      if ((atRisk.at(-1) ?? 0) > (atRisk[0] ?? 0)) grew += 1;
    }
    expect(grew).toBeGreaterThan(12);
  });
});
