import { expect, it } from "vitest";
import { weightedHealth } from "../../src/mechanics/lending/account.js";
import { at } from "../../src/numbers/arithmetic.js";
import { float } from "../../src/numbers/float.js";
import { accountOf } from "../../src/propagation/accounts/account.js";
import { type Opened, openRun } from "../../src/propagation/open-run.js";
import { playOut } from "../../src/propagation/play.js";
import { coverage } from "../../src/propagation/screen/evaluate.js";
import { judgedFactors } from "../../src/propagation/screen/factors.js";
import { randomPopulation } from "../laws/ladder/random-population.js";

const doubles = (column: unknown): Float64Array => {
  if (column instanceof Float64Array) return column;
  throw new Error("Columns of a run in doubles are typed arrays");
};

/** Checks every account of a state: what the screen works out, and what its market's own rule says. */
function expectAgreement({ world, state }: Opened<number>): number {
  const { positions } = world;
  const columns = {
    collateral: { ...positions.collateral, scaled: doubles(state.collateral) },
    debt: { ...positions.debt, scaled: doubles(state.debt) },
  };
  let compared = 0;
  let position = positions.listed;
  for (const { eMode, accounts } of world.scenario.populations ?? []) {
    const factors = judgedFactors(world, state, eMode);
    for (let i = 0; i < accounts.count; i += 1, position += 1) {
      const market = at(positions.market, position);
      const { capacityUsd, debtUsd } = at(world.lending, market).health(accountOf(world, state, position));
      const found = coverage(columns, factors, position);
      if (!(debtUsd > 0)) {
        expect(found).toBe(Number.POSITIVE_INFINITY);
        continue;
      }
      const health = capacityUsd / debtUsd;
      // The room that `SUSPECT_BELOW` leaves for rounding is a million times as wide.
      expect(Math.abs(found - health)).toBeLessThanOrEqual(1e-15 * 8 * health);
      compared += 1;
    }
  }
  return compared;
}

it("coverage() of the screen says what the health of every market's own rule says, before a run and after it", () => {
  const kinds = new Set<string>();
  let compared = 0;
  for (let seed = 1; seed <= 30; seed += 1) {
    const opened = openRun(float, randomPopulation(seed, 200), {});
    compared += expectAgreement(opened);
    const { world } = playOut(opened.world, opened.state);
    // The scenario that a run ends with is the one it began with, its terms are those that interventions have left.
    compared += expectAgreement({ ...opened, world });
    for (const { kind } of world.scenario.markets) kinds.add(kind);
  }
  expect(compared).toBeGreaterThan(8_000);
  expect([...kinds].sort()).toEqual(
    ["aave-v2", "aave-v3", "compound-v2", "compound-v3", "euler", "maker", "morpho-blue"].sort(),
  );
}, 300_000);

it("coverage() is weightedHealth() in columns", () => {
  const accounts = {
    collateral: { start: Int32Array.of(0, 2), reserve: Uint16Array.of(0, 1), scaled: Float64Array.of(3, 50) },
    debt: { start: Int32Array.of(0, 1), reserve: Uint16Array.of(2), scaled: Float64Array.of(4000) },
  };
  const factors = { collateral: Float64Array.of(0.8 * 2000, 0.5 * 40, 0), debt: Float64Array.of(2000, 40, 1) };
  const { capacityUsd, debtUsd } = weightedHealth(
    float,
    [
      { asset: 0, units: 3, oraclePriceUsd: 2000 },
      { asset: 1, units: 50, oraclePriceUsd: 40 },
    ],
    [{ asset: 2, units: 4000, oraclePriceUsd: 1 }],
    ({ asset }) => (asset === 0 ? 0.8 : 0.5),
  );
  expect([capacityUsd, debtUsd]).toEqual([5800, 4000]);
  expect(coverage(accounts, factors, 0)).toBe(capacityUsd / debtUsd);
}, 300_000);
