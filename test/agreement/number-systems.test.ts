import { describe, expect, it } from "vitest";
import { simulate } from "../../src/propagation/index.js";
import { differences, disagreements, factsOf } from "../laws/facts.js";
import { type RandomOptions, randomScenario } from "../laws/random-scenario.js";

/** The same decisions, and numbers within 1e-9 of the largest of their kind. */
function expectAgreement(seed: number, options: Partial<RandomOptions>): void {
  const scenario = randomScenario(seed, options);
  const float = factsOf(simulate(scenario).result);
  const decimal = factsOf(simulate(scenario, { numbers: "decimal" }).result);
  expect(disagreements(decimal, float), `seed ${seed}`).toEqual([]);
  expect(differences(decimal, float, 1e-9), `seed ${seed}`).toEqual([]);
}

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => k + 1);

describe("float and decimal", () => {
  it("decide alike and come to the same numbers", () => {
    for (const seed of seeds(20)) expectAgreement(seed, { stableswap: false, positions: [2, 10], maxRounds: 6 });
  });

  it("sell all of a position's collateral to the last digit, where an owner needs to sell it all", () => {
    expectAgreement(268, { stableswap: false, positions: [2, 10], maxRounds: 8 });
  });

  it("and so they do with stableswap pools, which take many steps in 40 digits", () => {
    for (const seed of seeds(3)) expectAgreement(seed, { positions: [2, 5], maxRounds: 2 });
  });
});
