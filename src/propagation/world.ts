import { type CustomRules, marketTerms } from "../mechanics/lending/index.js";
import type { LendingTerms } from "../mechanics/lending/rule.js";
import { oracleTerms } from "../mechanics/oracles/index.js";
import type { OracleTerms } from "../mechanics/oracles/rule.js";
import { rateTerms } from "../mechanics/rates/index.js";
import type { RateTerms } from "../mechanics/rates/rule.js";
import { venueTerms } from "../mechanics/venues/index.js";
import type { VenueTerms } from "../mechanics/venues/rule.js";
import type { Id, Scenario } from "../model/scenario.js";
import { type ClaimPlaces, compileClaims } from "../network/compile-claims.js";
import { compilePlaces, type Places } from "../network/compile-ids.js";
import { compileOracleOrder } from "../network/compile-oracles.js";
import { compilePositions, type PositionColumns } from "../network/compile-positions.js";
import { compileReserves, type Reserves } from "../network/compile-reserves.js";
import { type Groups, NO_GROUPS } from "../network/group-populations.js";
import type { Arithmetic } from "../numbers/arithmetic.js";
import { type TieCounter, type Watched, watch } from "../numbers/decide.js";
import { type Decimal, decimal } from "../numbers/decimal.js";
import { compileOptions, type HeldOption } from "./actors/option-terms.js";
import type { Bearer } from "./books/bearers.js";
import { EVENT_LIMIT } from "./books/log.js";
import { compileSheets, type Sheets } from "./claims/compile-sheets.js";
import { compileKeys, type Keys } from "./keys.js";
import { lastPlannedRound } from "./planned.js";
import { compilePricing, type Pricing } from "./prices/pricing.js";

/** The rules of every node of a scenario, read in one number system. */
export interface Rules<N> {
  readonly n: Arithmetic<N>;
  readonly lending: readonly LendingTerms<N>[];
  readonly venues: readonly VenueTerms<N>[];
  readonly oracles: readonly OracleTerms<N>[];
}

/** What a run writes down: everything, or no more than its rounds and the reason to stop. */
export type Keeps = "everything" | "rounds";

/** Everything about a run that does not change while it runs, unless an intervention changes terms or oracles from a round on. */
export interface World<N> extends Rules<N> {
  readonly scenario: Scenario;
  readonly places: Places;
  readonly keys: Keys;
  readonly reserves: Reserves;
  readonly positions: PositionColumns<N>;
  /** Where claims on each issuer and vault may lie. */
  readonly claims: ReadonlyMap<Id, ClaimPlaces>;
  /** The groups in which accounts of populations are reported; none before the opening prices are known. */
  readonly groups: Groups;
  /** At whom losses stop; none before the groups are known. */
  readonly bearers: readonly Bearer[];
  readonly rates: readonly (RateTerms<N> | undefined)[];
  readonly pricing: Pricing;
  /** Places of the oracles, each after those it reads. */
  readonly oracleOrder: readonly number[];
  readonly secondsPerRound: N;
  /** The last round for which something is planned besides shocks. */
  readonly lastPlannedRound: number;
  /** By venue: the share of the gap to the reference prices that outsiders close in a round. */
  readonly arbitrageShares: readonly N[];
  /** The same rules in decimal, for decisions too close to call. In a decimal run these are the rules themselves. */
  readonly exact: Rules<Decimal>;
  readonly watched: Watched<N>;
  readonly ties: TieCounter;
  readonly customRules: CustomRules;
  /** How long the event log may grow before events of accounts are put together. */
  readonly eventLimit: number;
  readonly keeps: Keeps;
  readonly sheets: Sheets<N>;
  /** By actor. */
  readonly options: readonly (readonly HeldOption<N>[])[];
}

function readRules<N>(n: Arithmetic<N>, scenario: Scenario, places: Places, customRules: CustomRules): Rules<N> {
  return {
    n,
    lending: scenario.markets.map((market) => marketTerms(n, market, places.asset, customRules)),
    venues: scenario.venues.map((venue) => venueTerms(n, venue)),
    oracles: scenario.oracles.map((oracle) => oracleTerms(n, oracle)),
  };
}

/** Reads a scenario's rules and columns in the number system `n`. */
export function compileWorld<N>(n: Arithmetic<N>, scenario: Scenario, customRules: CustomRules = {}): World<N> {
  const places = compilePlaces(scenario);
  const reserves = compileReserves(scenario, places);
  const watched = watch(n);
  const positions = compilePositions(n, scenario, places, reserves);
  return {
    ...readRules(watched.n, scenario, places, customRules),
    n,
    scenario,
    places,
    keys: compileKeys(scenario),
    reserves,
    positions,
    ...{ groups: NO_GROUPS, bearers: [] },
    claims: compileClaims(scenario, places, reserves, positions),
    rates: reserves.list.map(({ rate }) => (rate === undefined ? undefined : rateTerms(n, rate))),
    pricing: compilePricing(scenario, places),
    oracleOrder: compileOracleOrder(scenario, places),
    secondsPerRound: n.parse(scenario.clock.secondsPerRound),
    lastPlannedRound: lastPlannedRound(scenario),
    arbitrageShares: scenario.venues.map(({ arbitragePerRound }) => n.parse(arbitragePerRound)),
    exact: readRules(decimal, scenario, places, customRules),
    watched,
    ties: { nearTies: 0, overturned: 0 },
    customRules,
    eventLimit: EVENT_LIMIT,
    keeps: "everything",
    sheets: compileSheets(n, scenario, places),
    options: compileOptions(n, scenario, places),
  };
}
