import { expect, it } from "vitest";
import { simulate } from "../../src/propagation/index.js";
import { randomScenario } from "./random-scenario.js";

/**
 * At rest means: no shock, no run, no policy that is due, no interest, every pool at the price that outsiders pay, and every
 * position healthy at its oracles' prices: those of claims are judged by the market here, for net asset values start elsewhere.
 */
it("has no event but the start in a scenario at rest", () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const rest = { shocks: false, runs: false, rates: false, gaps: false, policies: false, health: [1.05, 2] } as const;
    const { oracles, ...others } = randomScenario(seed, rest);
    const { result } = simulate({ ...others, oracles: oracles.map(({ id, asset }) => ({ id, asset, kind: "spot" })) });
    expect(
      result.events.map(({ kind }) => kind),
      `seed ${seed}`,
    ).toEqual(["start"]);
    expect(result.stop, `seed ${seed}`).toEqual({ reason: "quiescent", round: 0 });
    for (const { lossUsd } of result.nodes) expect(lossUsd).toEqual({ direct: 0, price: 0, claim: 0, run: 0 });
  }
});
