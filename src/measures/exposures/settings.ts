/** What measures assume that no network says. */
export interface NetworkSettings {
  /** Shares of external assets and of claims that remain in default (Rogers–Veraart α, β). Default 0.9 each. */
  readonly recoveryExternal?: number;
  readonly recoveryClaims?: number;
  /** Share of a claim that is recovered from a debtor in default, where a measure assumes it (Furfine, Black–Cox). Default 0. */
  readonly recovery?: number;
  /** Of external assets over the horizon, for Black–Cox. Default 0.1. */
  readonly volatility?: number;
  /** Assets over capital above which holders sell (Cont–Schaanning). Default: the highest before the shock. */
  readonly leverageLimit?: number;
  /** Share of the limit that they sell down to. Default 0.95. */
  readonly targetShare?: number;
  /** α of overlapping portfolios. Default 1.0536: a tenth sold costs a tenth. */
  readonly overlapImpact?: number;
  /** For the draws of minimum density. Default 1. */
  readonly seed?: number;
}

export const DEFAULT_SETTINGS = {
  recoveryExternal: 0.9,
  recoveryClaims: 0.9,
  recovery: 0,
  volatility: 0.1,
  targetShare: 0.95,
  overlapImpact: 1.0536,
  seed: 1,
} as const;
