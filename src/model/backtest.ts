import type { Id } from "./amounts.js";

/** Prices that an actor is sent through. */
export type BacktestPath =
  /** The scenario's shocks, once. */
  | { readonly kind: "own" }
  /** Geometric Brownian motion of one asset from its price at the start; drift and volatility are annual, of 365 days. */
  | {
      readonly kind: "gbm";
      readonly asset: Id;
      readonly drift: number;
      readonly volatility: number;
      readonly rounds: number;
      readonly paths: number;
      readonly seed: number;
    };

/** One actor on one path, looking every so many rounds. */
export interface BacktestRun {
  readonly path: number;
  readonly everyRounds: number;
  /** Orders that its policies gave. */
  readonly orders: number;
  /** What it and its positions lost by forced sales, its own among them: slippage, fees, falls of the market price. */
  readonly costUsd: number;
  /** Positions of it that were liquidated. */
  readonly liquidated: number;
  readonly endUsd: number;
  /** Without cost, at its leverage of the start, brought back to it both ways as often. */
  readonly constantLeverageUsd?: number;
}

/** All paths at one frequency: means, unless it says otherwise. */
export interface BacktestRow {
  readonly everyRounds: number;
  readonly orders: number;
  readonly costUsd: number;
  /** Share of paths on which a position was liquidated. */
  readonly liquidatedShare: number;
  readonly endUsd: number;
  /** Standard deviation over paths. */
  readonly deviationUsd: number;
  /** Root mean square of the difference to the end under the shortest interval. */
  readonly trackingErrorUsd: number;
  readonly constantLeverageUsd?: number;
}

/** How the frequency of rebalancing tells on an actor's equity. */
export interface BacktestStudy {
  readonly title: string;
  readonly scenarioHash: string;
  readonly actor: Id;
  readonly path: BacktestPath;
  readonly startUsd: number;
  /** Collateral over equity at the start; absent where it owes nothing. */
  readonly leverage?: number;
  /** L(L − 1)σ²/2, a year: what constant leverage falls behind L times the log price. */
  readonly volatilityDrag?: number;
  readonly rows: readonly BacktestRow[];
  readonly runs: readonly BacktestRun[];
  readonly conventions: readonly string[];
}
