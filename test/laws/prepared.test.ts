import { expect, it } from "vitest";
import type { Scenario, Shock } from "../../src/model/scenario.js";
import { prepare, simulate } from "../../src/propagation/index.js";
import { literal } from "./draws.js";
import { randomPopulation } from "./ladder/random-population.js";
import { randomMixed } from "./mixed/mixed.js";
import { randomScenario } from "./random-scenario.js";

const others: readonly (readonly Shock[])[] = [
  [],
  [{ kind: "price", round: 0, asset: "ETH", change: literal(-0.4) }],
  [
    { kind: "price", round: 0, asset: "ETH", change: literal(0.2) },
    { kind: "price", round: 1, asset: "ALT", change: literal(-0.3) },
  ],
];

/** Whether each run of a prepared scenario, under shocks of all kinds by turns, is to the byte what a run of its own would give. */
function expectRepeatable(scenario: Scenario): void {
  const prepared = prepare(scenario);
  const bytes = (shocks: readonly Shock[]): string => JSON.stringify(simulate({ ...scenario, shocks }).result);
  const expected = new Map([scenario.shocks, ...others].map((shocks) => [shocks, bytes(shocks)]));
  for (const shocks of [scenario.shocks, ...others, scenario.shocks, ...others.toReversed(), scenario.shocks]) {
    const isSame = JSON.stringify(prepared.run(shocks).result) === expected.get(shocks);
    expect(isSame, `${scenario.title} under ${JSON.stringify(shocks)}`).toBe(true);
  }
  const { stop, rounds } = prepared.run().result;
  expect(prepared.totals()).toEqual({ stop, rounds });
}

it("a prepared scenario gives the bytes of a run of its own, after any other shocks: listed positions", () => {
  for (let seed = 1; seed <= 6; seed += 1) expectRepeatable(randomScenario(seed, { maxRounds: 6 }));
}, 300_000);

it("a prepared scenario gives the bytes of a run of its own, after any other shocks: everything mixed", () => {
  for (let seed = 1; seed <= 8; seed += 1) expectRepeatable(randomMixed(seed));
}, 300_000);

it("a prepared scenario gives the bytes of a run of its own, after any other shocks: populations", () => {
  for (let seed = 1; seed <= 8; seed += 1) expectRepeatable(randomPopulation(seed, 150));
}, 300_000);
