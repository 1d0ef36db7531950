import type { NodeKey } from "./network.js";
import type { LossByChannel, Transmission } from "./result.js";

export type { Transmission } from "./result.js";

import type { Id } from "./scenario.js";

/** The numbers that a reader asks a run for. */
export interface Report {
  readonly totals: Totals;
  readonly rounds: readonly RoundMeasures[];
  readonly nodes: readonly NodeMeasures[];
  /** Loss carried along every edge that transmitted any, over the whole run. */
  readonly transmissions: readonly Transmission[];
  readonly vaults: readonly VaultMeasures[];
  /** Uncovered debt at the end by market and loan asset, at market prices. */
  readonly shortfalls: readonly {
    readonly market: Id;
    readonly asset: Id;
    readonly shortfallUsd: number;
    readonly largestUsd: number;
    readonly largestRound: number;
  }[];
}

export interface Totals {
  readonly lossUsd: LossByChannel;
  readonly totalLossUsd: number;
  /** Total over direct loss; absent when nothing was lost directly, and where gains have undone nearly all losses. */
  readonly amplification?: number;
  /** Where gains have undone nearly all losses: what had been lost by the round after which it was most. */
  readonly beforeGains?: {
    readonly round: number;
    readonly lossUsd: LossByChannel;
    readonly totalLossUsd: number;
  };
  readonly liquidations: number;
  readonly liquidatedUsd: number;
  readonly soldUsd: number;
  readonly badDebtUsd: number;
  readonly withdrawnUsd: number;
  readonly unmetWithdrawalsUsd: number;
  /** Rounds in which somebody was made to sell or passed a loss on; a curator's write-off is a shock and does not count. */
  readonly depth: number;
  /** Nodes that failed. */
  readonly breadth: number;
  readonly loopsUnwound: number;
}

export interface RoundMeasures {
  readonly round: number;
  readonly seconds: number;
  readonly liquidatedUsd: number;
  /** Liquidation velocity, USD per second of the round. */
  readonly liquidatedUsdPerSecond: number;
  readonly cumulativeLiquidatedUsd: number;
  readonly soldUsd: number;
  readonly badDebtUsd: number;
  readonly withdrawnUsd: number;
  readonly failed: number;
  readonly lossUsd: LossByChannel;
}

export interface NodeMeasures {
  readonly key: NodeKey;
  readonly startUsd: number;
  readonly endUsd: number;
  readonly lossUsd: LossByChannel;
  readonly totalLossUsd: number;
  /** Loss over value at the start; absent where that was 0. */
  readonly lossShare?: number;
  readonly failedRound?: number;
  readonly liquidatedUsd: number;
  readonly badDebtUsd: number;
}

export interface VaultMeasures {
  readonly id: Id;
  readonly startSharePrice: number;
  readonly endSharePrice: number;
  readonly writeDown: number;
  readonly lossUsd: number;
}
