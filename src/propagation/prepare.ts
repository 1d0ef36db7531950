import type { CompletedRun, Round, Stop } from "../model/result.js";
import type { Id, Scenario, Shock } from "../model/scenario.js";
import { at } from "../numbers/arithmetic.js";
import { float } from "../numbers/float.js";
import { worthNow } from "./books/worth.js";
import { copyOf } from "./copy.js";
import { liquidatableNow } from "./liquidatable-at-opening.js";
import { openBreakers } from "./news/breakers.js";
import { type OpenOptions, openRun } from "./open-run.js";
import { type PlayedOut, playOut } from "./play.js";
import { resetScreens } from "./screen/screen.js";
import { complete } from "./simulate.js";
import type { State } from "./state.js";
import type { Keeps, World } from "./world.js";

/** What a run came to, without its events, losses by node and audit. */
export interface RunTotals {
  readonly stop: Stop;
  readonly rounds: readonly Round[];
}

/** A scenario that is compiled once and run as often as wanted, each time from the same start. */
export interface Prepared {
  /**
   * Runs it, under these shocks in place of its own where they are given: the result is that of `simulate`. How many accounts had to be
   * worked out (`screened`) depends on the runs before, whose lists are kept.
   */
  run(shocks?: readonly Shock[]): CompletedRun;
  /** The same run, of which only rounds and the reason to stop are kept. */
  totals(shocks?: readonly Shock[]): RunTotals;
}

/** What a run changes of a state, as it is at the start; the accounts of populations and what watches them put back what they changed. */
interface Start {
  readonly small: Omit<State<number>, "collateral" | "debt" | "screens" | "changed" | "groups" | "valued" | "worth">;
  readonly groups: State<number>["groups"];
  /** Valuations are never changed, only made anew. */
  readonly valuations: Pick<State<number>, "valued" | "worth">;
  /** Slots of listed positions. */
  readonly collateral: readonly number[];
  readonly debt: readonly number[];
}

/**
 * Makes a scenario ready for many runs, in doubles. A run leaves no copy of the accounts behind: what it changed is put back, and the
 * little else there is comes from a snapshot.
 */
export function prepare(scenario: Scenario, options: OpenOptions = {}): Prepared {
  const opened = openRun(float, scenario, options);
  const { state } = opened;
  const start = snapshot(opened.world, state);
  const play = (shocks: readonly Shock[], keeps: Keeps): PlayedOut<number> => {
    restore(start, state);
    const ties = { nearTies: 0, overturned: 0 };
    const world = { ...opened.world, scenario: { ...scenario, shocks }, ties, keeps };
    openBreakers(world, state);
    return playOut(world, state);
  };
  let liquidatable: readonly Id[] | undefined;
  const atOpening = (): readonly Id[] => {
    if (liquidatable === undefined) {
      restore(start, state);
      liquidatable = liquidatableNow(opened);
    }
    return liquidatable;
  };
  return {
    run: (shocks = scenario.shocks) =>
      complete({ ...opened, shown: { ...opened.shown, shocks } }, atOpening(), play(shocks, "everything")),
    totals: (shocks = scenario.shocks) => {
      const { recorder, reason } = play(shocks, "rounds");
      return { stop: { reason, round: recorder.rounds.at(-1)?.round ?? 0 }, rounds: recorder.rounds };
    },
  };
}

function snapshot(world: World<number>, state: State<number>): Start {
  worthNow(world, state);
  const { collateral: _, debt: __, screens: ___, changed: ____, groups, valued, worth, ...small } = state;
  const { positions } = world;
  const listed = (side: "collateral" | "debt"): number[] =>
    Array.from({ length: at(positions[side].start, positions.listed) }, (_, slot) => at(state[side], slot));
  return {
    small: copyOf(small),
    groups: copyOf(groups),
    valuations: { ...(valued === undefined ? {} : { valued }), ...(worth === undefined ? {} : { worth }) },
    collateral: listed("collateral"),
    debt: listed("debt"),
  };
}

/** Puts a state back to the start. */
function restore({ small, groups, valuations, ...listed }: Start, state: State<number>): void {
  for (const side of ["collateral", "debt"] as const) {
    for (const [slot, held] of state.changed[side]) state[side][slot] = held;
    state.changed[side].clear();
    listed[side].forEach((held, slot) => {
      state[side][slot] = held;
    });
  }
  resetScreens(state.screens);
  if (state.accountChanges > 0) state.groups = copyOf(groups);
  Object.assign(state, copyOf(small), valuations);
}
