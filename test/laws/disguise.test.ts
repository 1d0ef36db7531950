import { expect, it } from "vitest";
import type { Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { disguise, reordered } from "./disguise.js";
import { differences, disagreements, factsOf } from "./facts.js";
import { randomScenario } from "./random-scenario.js";

/** Draws in which a balanced pool once made the order of its tokens matter. */
const BALANCED = [109, 379];

it("changes nothing when every list is shuffled and every id renamed", () => {
  for (const seed of [...Array.from({ length: 33 }, (_, k) => k + 1), ...BALANCED]) {
    const plain = randomScenario(seed);
    const { scenario, original } = disguise(plain, seed);
    expect(scenario.positions.map(({ id }) => id)).not.toEqual(plain.positions.map(({ id }) => id));
    const expected = factsOf(simulate(plain).result);
    const found = factsOf(simulate(scenario).result, original);
    expect(disagreements(expected, found), `seed ${seed}`).toEqual([]);
    expect(differences(expected, found, 1e-9), `seed ${seed}`).toEqual([]);
  }
});

it("draws the same order of liquidations when every list is shuffled", () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const plain: Scenario = { ...randomScenario(seed), sequencing: "random" };
    const expected = factsOf(simulate(plain).result);
    const found = factsOf(simulate(reordered(plain, seed)).result);
    expect(disagreements(expected, found), `seed ${seed}`).toEqual([]);
    expect(differences(expected, found, 1e-9), `seed ${seed}`).toEqual([]);
  }
});
