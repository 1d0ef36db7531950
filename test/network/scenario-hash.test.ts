import { expect, test } from "vitest";
import type { Population, Scenario } from "../../src/model/scenario.js";
import { scenarioHash } from "../../src/network/scenario-hash.js";
import { readScenario } from "../../src/scenario/index.js";

const scenario = await readScenario("scenarios/01-one-position.yaml");

const withUnits = (...units: number[]): Scenario => {
  const none = { start: new Uint32Array(3), asset: new Uint16Array(0), units: new Float64Array(0) };
  const collateral = {
    start: Uint32Array.of(0, 1, 2),
    asset: Uint16Array.of(0, 0),
    units: Float64Array.from(units),
  };
  const accounts = { count: 2, market: new Uint16Array(2), markets: ["aave"], assets: ["ETH"], collateral, debt: none };
  const population: Population = { id: "many", accounts };
  return { ...scenario, populations: [population] };
};

test("the hash is over the amounts of every account", () => {
  expect(scenarioHash(withUnits(1, 2))).toBe(scenarioHash(withUnits(1, 2)));
  const hashes = [scenario, withUnits(1, 2), withUnits(2, 1), withUnits(1, 2.0000000000000004)].map(scenarioHash);
  expect(new Set(hashes).size).toBe(4);
});

test("a column that is part of a longer buffer counts by itself", () => {
  const whole = Float64Array.of(9, 1, 2, 9);
  const part = withUnits(1, 2);
  const [population] = part.populations ?? [];
  if (population === undefined) throw new Error("there is no population");
  const collateral = { ...population.accounts.collateral, units: whole.subarray(1, 3) };
  const same = { ...part, populations: [{ ...population, accounts: { ...population.accounts, collateral } }] };
  expect(scenarioHash(same)).toBe(scenarioHash(part));
});
