import { expect } from "vitest";
import type { CompletedRun } from "../../../src/model/result.js";
import type { Scenario } from "../../../src/model/scenario.js";
import { simulate } from "../../../src/propagation/index.js";
import { randomPopulation } from "./random-population.js";

/** The run by the ladder and by the full scan, after a check that their results do not differ in a byte. */
export function bothScreens(scenario: Scenario): { readonly ladder: CompletedRun; readonly full: CompletedRun } {
  const ladder = simulate(scenario, { screening: "ladder" });
  const full = simulate(scenario, { screening: "full-scan" });
  // Not `toEqual` of the texts: their difference, should there be one, would be a megabyte long.
  const isSame = JSON.stringify(ladder.result) === JSON.stringify(full.result);
  expect(isSame, `${scenario.title}: the ladder gives what the full scan gives`).toBe(true);
  return { ladder, full };
}

/** How many populations of these seeds were liquidated from, and of how many accounts in all. */
export function runBoth(from: number, to: number): { readonly withCalls: number; readonly calls: number } {
  const calls = Array.from({ length: to - from }, (_, k) => {
    const { rounds } = bothScreens(randomPopulation(from + k)).ladder.result;
    return rounds.reduce((sum, { liquidations }) => sum + liquidations, 0);
  });
  return { withCalls: calls.filter((count) => count > 0).length, calls: calls.reduce((sum, count) => sum + count, 0) };
}
