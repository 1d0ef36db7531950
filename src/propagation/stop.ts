import { lentAssets } from "../model/reserves.js";
import type { Stop } from "../model/result.js";
import type { LtvRamp, Market, Run, Scenario, Venue } from "../model/scenario.js";
import { at } from "../numbers/arithmetic.js";
import { isDue } from "./actors/due.js";
import { SECONDS_PER_DAY } from "./actors/option-terms.js";
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

/** The round in which the last liquidation LTV of a market has arrived at its target. */
const lastOfRamps = (market: Market): number =>
  market.kind === "euler" ? Math.max(0, ...market.reserves.map(({ ramp }) => endOf(ramp))) : 0;

const endOf = (ramp: LtvRamp | undefined): number => (ramp === undefined ? 0 : ramp.startRound + ramp.rounds);

/**
 * The last round for which a scenario has something planned: a shock, a point of a path, a run that begins at a round, a ramp; the last
 * of all where all are to be played.
 */
export function lastScheduledRound(scenario: Scenario): number {
  if (scenario.clock.runToMaxRounds) return scenario.clock.maxRounds;
  const runs: (Run | undefined)[] = [
    ...scenario.vaults.map(({ run }) => run),
    ...scenario.issuers.map(({ redemption }) => redemption?.run),
    ...scenario.markets.flatMap((market) => lentAssets(market).map(({ run }) => run)),
  ];
  return Math.max(
    0,
    ...scenario.shocks.map(lastRound),
    ...runs.map((run) => (run === undefined ? 0 : lastOfRun(run))),
    ...scenario.markets.map(lastOfRamps),
    ...hedgedExpiries(scenario),
    ...scenario.venues.map(roundOfExit),
  );
}

/** The round in which providers leave, where that is stated as one. */
const roundOfExit = (venue: Venue): number =>
  "providers" in venue && venue.providers?.trigger.kind === "round" ? venue.providers.trigger.round : 0;

/** The rounds, within the limit, in which options expire that somebody hedges: there is nothing left to hedge then. */
function hedgedExpiries({ actors, clock }: Scenario): number[] {
  const secondsPerRound = Number(clock.secondsPerRound);
  const hedged = new Set(
    actors.flatMap(({ policies }) =>
      policies.flatMap((each) => (each.kind === "delta-hedge" ? [each.underlying] : [])),
    ),
  );
  return actors
    .flatMap(({ options = [] }) => options.filter(({ underlying }) => hedged.has(underlying)))
    .map(({ expiryDays }) => Math.ceil((Number(expiryDays) * Number(SECONDS_PER_DAY)) / secondsPerRound))
    .filter((round) => round <= clock.maxRounds);
}

/** Whether somebody may have seen nothing of what happened, since it was not his round. */
const hasSomebodyNotLooked = ({ actors }: Scenario, round: number): boolean =>
  actors.some(({ policies }) => policies.some((policy) => !isDue(policy, round)));

/** Whether an issuer is still to pay, or news is still to reach somebody. */
const isSomebodyWaiting = <N>(state: State<N>): boolean =>
  state.issuers.some(({ queue }) => queue.length > 0) || isNewsUnderWay(state);

function lastOfRun(run: Run): number {
  if (run.kind === "path") return Math.max(0, ...run.totalUnits.map(({ round }) => round));
  const leavers = run.kind === "classes" ? run.classes : [{ trigger: run.trigger, delayRounds: 0 }];
  return Math.max(
    0,
    ...leavers.map(({ trigger, delayRounds }) => (trigger.kind === "round" ? trigger.round + delayRounds : 0)),
  );
}

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
