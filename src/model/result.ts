import type { NetworkShape, NodeKey } from "./network.js";
import type { Id, Scenario, Sequencing } from "./scenario.js";

/** How a loss reached its bearer. */
export type Channel = "direct" | "price" | "claim" | "run";
export const CHANNELS: readonly Channel[] = ["direct", "price", "claim", "run"];

export type LossByChannel = Readonly<Record<Channel, number>>;

/** What a run leaves behind, in doubles. Rounds are numbered from 0, the round of the first shock. */
export interface Result {
  readonly provenance: Provenance;
  readonly stop: Stop;
  readonly rounds: readonly Round[];
  readonly events: readonly Event[];
  /** Absent: every event is kept by itself. */
  readonly log?: EventSummary;
  readonly nodes: readonly NodeOutcome[];
  /** Losses by the edge they travelled along, gains netted. */
  readonly transmissions: readonly Transmission[];
  readonly vaults: readonly VaultOutcome[];
  /** By class, where a run is stated so. */
  readonly depositors?: readonly DepositorOutcome[];
  readonly closestCall?: ClosestCall;
  readonly audit: Audit;
}

export interface Provenance {
  readonly title: string;
  /** SHA-256 over the checked scenario, tables included. */
  readonly scenarioHash: string;
  readonly seed: number;
  readonly numbers: "float" | "decimal";
  readonly sequencing: Sequencing;
  readonly secondsPerRound: number;
  readonly startsAt?: string;
  readonly variant?: string;
  /** Rules of reading that the numbers depend on, in sentences. */
  readonly conventions: readonly string[];
}

export interface Stop {
  /** quiescent: nothing moved and nothing is due; exhausted: the same, but calls or sales are left that nobody takes; round-limit. */
  readonly reason: "quiescent" | "exhausted" | "round-limit";
  readonly round: number;
}

/** State at the end of one round. Lists follow the order of the scenario. */
export interface Round {
  readonly round: number;
  readonly seconds: number;
  readonly assets: readonly { readonly id: Id; readonly marketUsd: number; readonly referenceUsd: number }[];
  readonly oracles: readonly { readonly id: Id; readonly priceUsd: number }[];
  readonly reserves: readonly ReserveState[];
  readonly vaults: readonly {
    readonly id: Id;
    readonly sharePrice: number;
    readonly totalUnits: number;
    readonly idleUnits: number;
  }[];
  readonly issuers: readonly { readonly id: Id; readonly navUsd: number; readonly recovery: number }[];
  readonly liquidations: number;
  /** Positions that could be liquidated but were not, because it would not have paid or nothing could be sold. */
  readonly declined: number;
  /** Collateral seized this round, at market price. */
  readonly liquidatedUsd: number;
  readonly repaidUsd: number;
  /** Forced sales filled this round: seizures, stop-losses, deleveraging, hedges (purchases by the money spent); not what a shock sells. */
  readonly soldUsd: number;
  readonly badDebtUsd: number;
  readonly withdrawnUsd: number;
  readonly unmetWithdrawalsUsd: number;
  readonly lossUsd: LossByChannel;
}

/** One loan asset of one market. */
export interface ReserveState {
  readonly market: Id;
  readonly asset: Id;
  readonly suppliedUnits: number;
  readonly borrowedUnits: number;
  readonly cashUnits: number;
  /** Bad debt booked that no supply claim has been cut for; losses count it against all of them. */
  readonly deficitUnits: number;
  readonly utilisation: number;
  readonly borrowRate: number;
  /** What listed debts exceed their collateral by, at market prices; not a loss until it is realised. */
  readonly shortfallUsd: number;
}

export type EventKind =
  | "start"
  | "shock"
  | "oracle-update"
  | "price-move"
  | "claim-revalued"
  | "liquidation"
  | "liquidation-declined"
  | "offer-taken"
  | "offer-declined"
  | "auction-reset"
  | "debt-auction"
  | "stability-pool"
  | "redistribution"
  | "redemption"
  | "shutdown"
  | "soft-liquidation"
  | "auto-deleveraging"
  | "deleverage"
  | "stop-loss"
  | "hedge"
  | "expiry"
  | "sale"
  | "withdrawal"
  | "bad-debt"
  | "loss-passed-on"
  | "arbitrage"
  | "intervention"
  | "interest";

export interface Event {
  /** Position in the log; event 0 is the start and has no cause. */
  readonly id: number;
  readonly round: number;
  readonly kind: EventKind;
  /** The event that brought this one about; always a smaller id. */
  readonly cause?: number;
  /** The node that acted or moved, and the node that felt it. */
  readonly from: NodeKey;
  readonly to: NodeKey;
  readonly channel?: Channel;
  readonly asset?: Id;
  readonly units?: number;
  /** Gross amount: value seized, sold, withdrawn, written off; for a price move, 0. */
  readonly valueUsd: number;
  /** What `to` lost by it. */
  readonly lossUsd: number;
  /** How many events of accounts it stands for, put together (see `EventSummary`); absent: itself alone. */
  readonly count?: number;
  /** One sentence for the log. */
  readonly text: string;
}

/** How a log was kept short: past `limit` events, those of accounts of populations are put together. */
export interface EventSummary {
  readonly limit: number;
  /** The first round in which some were, by kind, both nodes and asset. */
  readonly aggregatedFrom: number;
}

/** Loss carried along one edge over the whole run, by channel. */
export interface Transmission {
  readonly from: NodeKey;
  readonly to: NodeKey;
  readonly channel: Channel;
  readonly firstRound: number;
  readonly lossUsd: number;
}

/** What one node went through. */
export interface NodeOutcome {
  readonly key: NodeKey;
  readonly startUsd: number;
  readonly endUsd: number;
  /**
   * Losses that stop here: a position's equity, outside lenders of a market, outside depositors of a vault, outside holders of
   * an issuer's claim, an actor's holdings. Sums over nodes without double counting.
   */
  readonly lossUsd: LossByChannel;
  /** The round in which it failed (see `Provenance.conventions`), if it did. */
  readonly failedRound?: number;
  /** Positions: health (capacity / debt) at the lowest; absent without debt. */
  readonly lowestHealth?: number;
  /** Positions: the round in which the last of their debt was repaid or written off. */
  readonly closedRound?: number;
}

export interface VaultOutcome {
  readonly id: Id;
  readonly startSharePrice: number;
  readonly endSharePrice: number;
  /** Lowest over highest before it, less one: −0.9843 for a write-down of 98.43 %. */
  readonly writeDown: number;
  readonly lossUsd: number;
  readonly withdrawnUsd: number;
  readonly unmetUsd: number;
}

/** What one class of depositors, or of holders of a claim, came away with. Not a node: its loss is part of the node's. */
export interface DepositorOutcome {
  /** The vault, market or issuer. */
  readonly node: NodeKey;
  readonly asset: Id;
  readonly name: string;
  /** At market prices of the start. */
  readonly startUsd: number;
  /** Withdrawn, redeemed or fetched on venues, each at the market prices of its moment. */
  readonly paidUsd: number;
  /** What backs its claims at the end. */
  readonly endUsd: number;
  /** start − paid − end; a gain, by interest or prices, is negative. */
  readonly lossUsd: number;
  /** The round in which it began to ask, if it did. */
  readonly arrivedRound?: number;
}

export interface ClosestCall {
  readonly position: Id;
  readonly market: Id;
  readonly round: number;
  /** capacity / debt at the lowest point among positions that were not liquidated. */
  readonly health: number;
  /** Oracle price of its largest collateral at which it would have been liquidated, all else equal. */
  readonly triggerUsd: number;
  readonly collateral: Id;
}

/** The ledger's closing account. */
export interface Audit {
  readonly postings: number;
  /** Largest relative difference between an account's balance and its postings. */
  readonly residual: number;
  /** Largest relative amount by which a reserve's cash, loans and deficit differ from supply claims and the protocol's own. */
  readonly reserveResidual: number;
  /** Largest relative amount by which the clearing equations of claims were missed. */
  readonly clearingResidual: number;
  /**
   * Of sales split over venues: by how much, relatively, the last unit on one could have fetched more on another, at most. It does not
   * say that no better way over other assets exists. Absent where nothing was split.
   */
  readonly routingGap?: number;
  /** Decisions that were retaken in decimal, and how many changed. */
  readonly nearTies: number;
  readonly overturned: number;
}

/** How much work it was to find the accounts that need a closer look. */
export interface Screened {
  readonly accounts: number;
  /** How often some account's coverage was worked out, at oracle or at market prices. */
  readonly evaluations: number;
}

/** What later stages need of a run. */
export interface CompletedRun {
  readonly scenario: Scenario;
  readonly shape: NetworkShape;
  readonly result: Result;
  /** Positions and accounts of populations that could be liquidated before any shock; absent: none. */
  readonly liquidatableAtOpening?: readonly Id[];
  /** How the accounts of populations were gone through; absent without populations. No part of the result, which is the same. */
  readonly screened?: Screened;
}
