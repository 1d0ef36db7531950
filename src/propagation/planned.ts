import { lentAssets } from "../model/reserves.js";
import type { LtvRamp, Market, Run, Scenario, Venue } from "../model/scenario.js";
import { SECONDS_PER_DAY } from "./actors/option-terms.js";

/** The last round for which a scenario has something planned besides its shocks: a point of a path, a run that begins at a round, a ramp. */
export function lastPlannedRound(scenario: Scenario): number {
  const runs: (Run | undefined)[] = [
    ...scenario.vaults.map(({ run }) => run),
    ...scenario.issuers.map(({ redemption }) => redemption?.run),
    ...scenario.markets.flatMap((market) => lentAssets(market).map(({ run }) => run)),
  ];
  return Math.max(
    0,
    ...runs.map((run) => (run === undefined ? 0 : lastOfRun(run))),
    ...scenario.markets.map(lastOfRamps),
    ...hedgedExpiries(scenario),
    ...scenario.venues.map(roundOfExit),
  );
}

/** The round in which the last liquidation LTV of a market has arrived at its target. */
const lastOfRamps = (market: Market): number =>
  market.kind === "euler" ? Math.max(0, ...market.reserves.map(({ ramp }) => endOf(ramp))) : 0;

const endOf = (ramp: LtvRamp | undefined): number => (ramp === undefined ? 0 : ramp.startRound + ramp.rounds);

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

function lastOfRun(run: Run): number {
  if (run.kind === "path") return Math.max(0, ...run.totalUnits.map(({ round }) => round));
  const leavers = run.kind === "classes" ? run.classes : [{ trigger: run.trigger, delayRounds: 0 }];
  return Math.max(
    0,
    ...leavers.map(({ trigger, delayRounds }) => (trigger.kind === "round" ? trigger.round + delayRounds : 0)),
  );
}
