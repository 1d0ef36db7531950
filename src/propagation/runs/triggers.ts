import type { RunTrigger } from "../../model/scenario.js";
import { at, ratio } from "../../numbers/arithmetic.js";
import { isLess } from "../less.js";
import type { State } from "../state.js";
import type { World } from "../world.js";

/** What people who may run look at: markets whose money is lent out, and what backs one claim, now and at the start. */
export interface Watched<N> {
  readonly reserves: readonly number[];
  readonly worth: () => N;
  readonly worthAtStart: N;
}

/** The share of a reserve's money that is lent out. */
export const utilisation = <N>(world: World<N>, state: State<N>, reserve: number): N => {
  const { borrowed, cash } = at(state.reserves, reserve);
  return ratio(world.n, borrowed, world.n.add(cash, borrowed), world.n.zero);
};

/**
 * Whether somebody has begun to leave, who hears `delayRounds` late of what the trigger sees. A trigger that has gone off stays so;
 * `name` tells it from all others.
 */
export function hasStarted<N>(
  world: World<N>,
  state: State<N>,
  name: string,
  trigger: RunTrigger,
  delayRounds: number,
  watched: Watched<N>,
): boolean {
  const known = state.runsStarted.get(name);
  if (known !== undefined) return known <= state.round;
  if (!goesOff(world, state, trigger, watched)) return false;
  state.runsStarted.set(name, state.round + delayRounds);
  return delayRounds === 0;
}

function goesOff<N>(world: World<N>, state: State<N>, trigger: RunTrigger, watched: Watched<N>): boolean {
  const { n, places } = world;
  switch (trigger.kind) {
    case "round":
      return state.round >= trigger.round;
    case "price-below":
      return isLess(world, at(state.assets, places.asset(trigger.asset)).marketUsd, n.parse(trigger.priceUsd));
    case "utilisation-above":
      return watched.reserves.some((reserve) =>
        isLess(world, n.parse(trigger.utilisation), utilisation(world, state, reserve)),
      );
    case "value-below":
      return isLess(world, watched.worth(), n.mul(n.parse(trigger.share), watched.worthAtStart));
  }
}

/** Whether somebody is still to act on news that is out already. */
export const isNewsUnderWay = <N>(state: State<N>): boolean =>
  [...state.runsStarted.values()].some((round) => round > state.round);
