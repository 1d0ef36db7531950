import { expect, it } from "vitest";
import { simulate } from "../../src/propagation/index.js";
import { randomScenario } from "./random-scenario.js";

it("gives the same bytes for the same scenario, and leaves the scenario as it was", () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const scenario = randomScenario(seed);
    const before = JSON.stringify(scenario);
    const first = JSON.stringify(simulate(scenario));
    expect(JSON.stringify(simulate(scenario)), `seed ${seed}`).toBe(first);
    expect(JSON.stringify(simulate(randomScenario(seed))), `seed ${seed}`).toBe(first);
    expect(JSON.stringify(scenario)).toBe(before);
  }
});
