import { expect, it } from "vitest";
import { simulate } from "../../../src/propagation/index.js";
import { disguise, reordered } from "../disguise.js";
import { differences, disagreements, factsOf } from "../facts.js";
import { randomMixed } from "./mixed.js";

it("a scenario that mixes everything gives the same when every list is shuffled and every id renamed", () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const plain = randomMixed(seed);
    // Random orders are drawn by id.
    const { scenario, original } =
      plain.sequencing === "random" ? { scenario: reordered(plain, seed) } : disguise(plain, seed);
    const expected = factsOf(simulate(plain).result);
    const found = factsOf(simulate(scenario).result, original);
    expect(disagreements(expected, found), `seed ${seed}`).toEqual([]);
    expect(differences(expected, found, 1e-8), `seed ${seed}`).toEqual([]);
  }
}, 300_000);
