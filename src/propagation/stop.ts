import type { Stop } from "../model/result.js";
import type { Scenario } from "../model/scenario.js";
import { at } from "../numbers/arithmetic.js";
import { isDue } from "./actors/due.js";
import { bandsAreSettled } from "./bands/soft-liquidation.js";
import type { Recorder } from "./books/recorder.js";
import { isDebtWaiting } from "./maker/debt-books.js";
import { oraclesAreSettled } from "./news/observe.js";
import { lastRound } from "./news/shocks.js";
import type { Played } from "./round.js";
import { isNewsUnderWay } from "./runs/triggers.js";
import type { State } from "./state.js";
import type { World } from "./world.js";

export type StopReason = Stop["reason"];

/** The last round for which something is planned, shocks included; the last of all where all are to be played. */
export const lastScheduledRound = <N>({ scenario, lastPlannedRound }: World<N>): number =>
  scenario.clock.runToMaxRounds
    ? scenario.clock.maxRounds
    : Math.max(lastPlannedRound, ...scenario.shocks.map(lastRound));

/** Whether somebody may have seen nothing of what happened, since it was not his round. */
const hasSomebodyNotLooked = ({ actors }: Scenario, round: number): boolean =>
  actors.some(({ policies }) => policies.some((policy) => !isDue(policy, round)));

/** Whether an issuer is still to pay, or news is still to reach somebody. */
const isSomebodyWaiting = <N>(state: State<N>): boolean =>
  state.issuers.some(({ queue }) => queue.length > 0) || isNewsUnderWay(state);

/**
 * Whether a round left everything as it was: no order was filled, nobody got money out, no price moved by more than the scenario's
 * tolerance, no venue waits to open again, no auction runs, no oracle has a move to catch up on, and no policy waits for its round.
 */
export function isQuiet<N>(world: World<N>, state: State<N>, recorder: Recorder<N>, played: Played): boolean {
  const { n } = world;
  const tolerance = Number(world.scenario.clock.priceTolerance);
  const moved = state.assets.some(({ marketUsd }, a) => {
    const before = at(recorder.pricesAtRoundStart, a);
    const now = n.toNumber(marketUsd);
    return Math.abs(now - before) > tolerance * Math.max(Math.abs(before), Math.abs(now));
  });
  const acted = played.traded.liquidations > 0 || played.traded.filledOrders > 0 || played.withdrawnUsd > 0;
  const isWaiting =
    state.auctions.size > 0 ||
    isDebtWaiting(world, state) ||
    state.controls.closed.size > 0 ||
    isSomebodyWaiting(state) ||
    hasSomebodyNotLooked(world.scenario, state.round);
  return !acted && !moved && !isWaiting && oraclesAreSettled(world, state) && bandsAreSettled(world, state);
}
