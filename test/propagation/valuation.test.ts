import { expect, it } from "vitest";
import type { Scenario } from "../../src/model/scenario.js";
import { decimal } from "../../src/numbers/decimal.js";
import { float } from "../../src/numbers/float.js";
import { areSame } from "../../src/propagation/books/valuation.js";
import { type Opened, openRun } from "../../src/propagation/open-run.js";
import { playOut } from "../../src/propagation/play.js";
import { complete } from "../../src/propagation/simulate.js";
import { randomPopulation } from "../laws/ladder/random-population.js";
import { randomMixed } from "../laws/mixed/mixed.js";

const played = <N>(opened: Opened<N>) => complete(opened, [], playOut(opened.world, opened.state));

/** A run that values its accounts and all who bear losses anew every time: what it is given to remember, it forgets. */
function forgetful<N>(opened: Opened<N>): Opened<N> {
  for (const kept of ["valued", "worth"] as const)
    Object.defineProperty(opened.state, kept, { get: () => undefined, set: () => undefined });
  return opened;
}

function expectSame(scenario: Scenario): { readonly kept: number; readonly anew: number } {
  const [kept, anew] = [played(openRun(float, scenario, {})), played(forgetful(openRun(float, scenario, {})))];
  expect(JSON.stringify(kept.result) === JSON.stringify(anew.result), scenario.title).toBe(true);
  return { kept: kept.screened?.evaluations ?? 0, anew: anew.screened?.evaluations ?? 0 };
}

it("accounts that are valued anew only when something has changed come to the same bytes, and to fewer evaluations", () => {
  const counts = Array.from({ length: 12 }, (_, seed) => expectSame(randomPopulation(seed + 1, 120)));
  const [kept, anew] = (["kept", "anew"] as const).map((way) => counts.reduce((sum, count) => sum + count[way], 0));
  expect(kept).toBeLessThan(0.9 * (anew ?? 0));
});

it("so do bearers of all kinds, whatever changes what they own: everything mixed", () => {
  for (let seed = 1; seed <= 12; seed += 1) expectSame(randomMixed(seed));
});

it("in decimals as well", () => {
  const scenario = randomPopulation(3, 12);
  const [kept, anew] = [played(openRun(decimal, scenario, {})), played(forgetful(openRun(decimal, scenario, {})))];
  expect(JSON.stringify(kept.result) === JSON.stringify(anew.result)).toBe(true);
});

it("lists are the same if every value is the very same: not a number is, and zero is not minus zero", () => {
  expect(areSame([1, Number.NaN, 2], [1, Number.NaN, 2])).toBe(true);
  expect(areSame([0], [-0])).toBe(false);
  expect(areSame([1, 2], [1, 2 + 2 ** -51])).toBe(false);
  expect(areSame([1, 2], [1])).toBe(false);
  expect(areSame([1], [1, 2])).toBe(false);
});
