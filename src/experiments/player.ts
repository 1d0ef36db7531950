import type { CompletedRun } from "../model/result.js";
import type { Scenario } from "../model/scenario.js";
import { prepare, simulate } from "../propagation/index.js";

/** Runs a scenario. */
export type Player = (played: Scenario) => CompletedRun;

/**
 * Runs variants of one scenario, in doubles. Those that have all but their shocks in common with it are compiled once; the results are
 * those of `simulate` for each.
 */
export function player(scenario: Scenario): Player {
  const prepared = prepare(scenario);
  const own = new Map(Object.entries(scenario));
  return (played) => {
    const parts = Object.entries(played);
    const isSame = parts.length === own.size && parts.every(([key, part]) => key === "shocks" || own.get(key) === part);
    return isSame ? prepared.run(played.shocks) : simulate(played);
  };
}
