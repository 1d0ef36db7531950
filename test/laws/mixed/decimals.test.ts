import { expect, it } from "vitest";
import { simulate } from "../../../src/propagation/index.js";
import { differences, disagreements, factsOf } from "../facts.js";
import { randomMixed } from "./mixed.js";

it("doubles and decimals decide alike, and come to the same numbers", () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const scenario = randomMixed(seed);
    const float = factsOf(simulate(scenario).result);
    const decimal = factsOf(simulate(scenario, { numbers: "decimal" }).result);
    expect(disagreements(decimal, float), `seed ${seed}`).toEqual([]);
    expect(differences(decimal, float, 1e-8), `seed ${seed}`).toEqual([]);
  }
}, 300_000);
