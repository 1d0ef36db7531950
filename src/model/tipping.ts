import type { Stop } from "./result.js";
import type { Id } from "./scenario.js";

/** How far a scenario is from tipping: critical sizes of shocks, the gain of a round, distances to liquidation. */
export interface TippingStudy {
  readonly title: string;
  readonly scenarioHash: string;
  /** Critical sizes are bracketed to this width, relative to their upper end. */
  readonly relativeTolerance: number;
  /** A shock is systemic when nodes that fail held at least this share of value. */
  readonly systemicShare: number;
  readonly families: readonly ShockFamily[];
  readonly roundMaps: readonly RoundMap[];
  /** Nearest first. */
  readonly distances: readonly Distance[];
}

/** Shocks of one kind by size, and where they tip. */
export interface ShockFamily {
  readonly name: string;
  /** "share": the fall of a price, 0–1; "value": what a place in the file is set to. */
  readonly unit: "share" | "value";
  /** By size. */
  readonly responses: readonly Response[];
  /** Smallest size at which somebody is forced by what others were forced to do; absent: none in range. */
  readonly secondRound?: Threshold;
  /** Smallest size that is systemic. */
  readonly systemic?: Threshold;
}

/** What a shock of one size led to. */
export interface Response {
  readonly size: number;
  readonly totalLossUsd: number;
  readonly directLossUsd: number;
  /** Forced on somebody by what others were forced to do before. */
  readonly secondRoundUsd: number;
  readonly generations: number;
  /** Value at the start of positions, vaults and issuers that failed, over that of all. */
  readonly failedShare: number;
  readonly stop: Stop["reason"];
}

/** Between a size that does not tip and a larger one that does; no `below`: the smallest size tried does already. */
export interface Threshold {
  readonly below?: number;
  readonly above: number;
  /** Further sizes, larger, between which the answer changes again, as the grid found them. */
  readonly later: readonly { readonly below: number; readonly above: number; readonly becomes: boolean }[];
}

/** What one round of forced selling adds to falls of prices, by differences over `band`. */
export interface RoundMap {
  readonly band: number;
  readonly assets: readonly Id[];
  /** Own fall of asset i by the sales that a fall of asset j forces, over that fall; rises count as 0. */
  readonly matrix: readonly (readonly number[])[];
  /** Its spectral radius: from 1 on, falls in this band feed themselves. */
  readonly radius: number;
}

/** How far a position is from liquidation. */
export interface Distance {
  readonly position: Id;
  readonly market: Id;
  readonly collateralUsd: number;
  readonly debtUsd: number;
  readonly health: number;
  /** Fall of all its collateral, debts unchanged, at which health is 1: 1 − 1/health; negative where it is past it. */
  readonly fall: number;
  readonly isLoop: boolean;
}
