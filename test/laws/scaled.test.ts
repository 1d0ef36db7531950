import { expect, it } from "vitest";
import { simulate } from "../../src/propagation/index.js";
import { differences, disagreements, type Facts, factsOf } from "./facts.js";
import { randomScenario } from "./random-scenario.js";
import { scaled } from "./scaled.js";

/** What is no amount: it stays when amounts are scaled. */
const PURE = /^(price of|oracle|health|share|nav|recovery|utilisation|borrowRate) /;

const backToSize = (facts: Facts, factor: number): Facts => ({
  ...facts,
  numbers: new Map([...facts.numbers].map(([name, value]) => [name, PURE.test(name) ? value : value / factor])),
});

/** Without Aave v3, whose close factor and leftovers have thresholds in USD, and without costs in USD per call. */
it("scales every loss and flow, and no price, when all amounts are scaled", () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const scenario = randomScenario(seed, { aaveV3: false, costs: false });
    const expected = factsOf(simulate(scenario).result);
    const found = backToSize(factsOf(simulate(scaled(scenario, "3.7")).result), 3.7);
    expect(disagreements(expected, found), `seed ${seed}`).toEqual([]);
    expect(differences(expected, found, 1e-9), `seed ${seed}`).toEqual([]);
  }
});
