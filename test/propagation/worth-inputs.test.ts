import { expect, it } from "vitest";
import type { Scenario } from "../../src/model/scenario.js";
import { at } from "../../src/numbers/arithmetic.js";
import { float } from "../../src/numbers/float.js";
import { areSame } from "../../src/propagation/books/valuation.js";
import { valueUsd } from "../../src/propagation/books/worth.js";
import { worthInputs } from "../../src/propagation/books/worth-inputs.js";
import { outsideHolding } from "../../src/propagation/claims/outside-holders.js";
import { type Opened, openRun } from "../../src/propagation/open-run.js";
import { playOut } from "../../src/propagation/play.js";
import { readScenario } from "../../src/scenario/index.js";
import { randomMixed } from "../laws/mixed/mixed.js";

/** What is kept of valuations, and what belongs to accounts of populations, whose changes are counted. */
const APART = new Set(["worth", "valued", "screens", "changed", "groups", "pledged", "accountChanges"]);

/** Places of other things, which no round changes. */
const PLACES = new Set(["reserve", "asset", "position", "market", "venue", "actor"]);

/** A number of the state: where it is, and how to put another in its place. */
interface Leaf {
  readonly path: string;
  readonly value: number;
  readonly put: (value: number) => void;
}

function* leavesOf(held: unknown, path: string): Generator<Leaf> {
  if (typeof held !== "object" || held === null) return;
  if (held instanceof Map) {
    for (const [key, value] of held) {
      if (typeof value === "number") yield { path: `${path}(${key})`, value, put: (one) => held.set(key, one) };
      else yield* leavesOf(value, `${path}(${key})`);
    }
    return;
  }
  for (const [key, value] of Object.entries(held)) {
    if ((path === "" && APART.has(key)) || PLACES.has(key)) continue;
    if (typeof value !== "number") yield* leavesOf(value, `${path}.${key}`);
    else yield { path: `${path}.${key}`, value, put: (one) => Reflect.set(held, key, one) };
  }
}

/** Everything that `worthNow` keeps. */
const worthOf = ({ world, state }: Opened<number>): readonly number[] => [
  ...world.bearers.map((bearer) => (bearer.kind === "group" ? 0 : valueUsd(world, state, bearer))),
  ...world.bearers.map((bearer) => outsideHolding(world, state, bearer)),
  ...state.assets.map(({ marketUsd }) => marketUsd),
];

/** Paths of numbers that change what somebody owns and are not among the inputs; counts those that are. */
function missing(opened: Opened<number>): { readonly paths: readonly string[]; readonly seen: number } {
  const { world, state } = opened;
  const before = worthInputs(world, state);
  if (before === undefined) return { paths: [], seen: 0 };
  const worth = worthOf(opened);
  const paths: string[] = [];
  let seen = 0;
  for (const { path, value, put } of leavesOf(state, "")) {
    put(value * 1.25 + 0.5);
    const matters = worthOf(opened).some((each, i) => !Object.is(each, at(worth, i)));
    const after = worthInputs(world, state);
    if (matters && after !== undefined && areSame(after, before)) paths.push(path);
    else if (matters) seen += 1;
    put(value);
  }
  return { paths, seen };
}

/** At the opening, after some rounds, and at the end. */
function expectAllSeen(scenario: Scenario): number {
  let total = 0;
  for (const maxRounds of [0, 3, scenario.clock.maxRounds]) {
    const opened = openRun(float, { ...scenario, clock: { ...scenario.clock, maxRounds } }, {});
    const { world } = maxRounds === 0 ? opened : playOut(opened.world, opened.state);
    const { paths, seen } = missing({ ...opened, world });
    expect(paths, `${scenario.title}, ${maxRounds} rounds`).toEqual([]);
    total += seen;
  }
  return total;
}

it.each(["09-five-protocols", "13-short-gamma", "14-usdc-march-2023", "15-nine-protocols", "18-one-of-each"])(
  "whatever changes what somebody owns in %s is among the inputs by which valuations are kept",
  async (name) => {
    expect(expectAllSeen(await readScenario(`scenarios/${name}.yaml`))).toBeGreaterThan(20);
  },
  120_000,
);

it("and in random mixtures of everything", () => {
  for (let seed = 1; seed <= 16; seed += 1) expectAllSeen(randomMixed(seed));
}, 120_000);
