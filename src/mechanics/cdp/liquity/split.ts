import { type Arithmetic, isZero } from "../../../numbers/arithmetic.js";
import type { LiquityAction } from "./mode.js";

/** Who gets the collateral of a liquidated trove and who takes its debt. */
export interface LiquidationSplit<N> {
  /** Collateral for the caller. */
  readonly gasCompensation: N;
  /** Debt cancelled by the stability pool. */
  readonly debtOffset: N;
  readonly collateralToPool: N;
  /** Debt that the other troves take over. */
  readonly debtRedistributed: N;
  readonly collateralRedistributed: N;
  /** Collateral that stays the owner's. */
  readonly collateralSurplus: N;
}

export interface TroveToSplit<N> {
  readonly debt: N;
  readonly collateral: N;
  /** Share of the liquidated collateral for the caller: 0.005. */
  readonly gasShare: N;
  /** Debt that the stability pool can cancel. */
  readonly poolDebt: N;
}

/**
 * All of the trove, less gas compensation g·C: the pool cancels min(D, pool) for the same share of collateral, the others take the
 * rest. Source: liquity/dev TroveManager._getOffsetAndRedistributionVals.
 */
export function offsetThenRedistribute<N>(n: Arithmetic<N>, trove: TroveToSplit<N>): LiquidationSplit<N> {
  const gasCompensation = n.mul(trove.collateral, trove.gasShare);
  const toLiquidate = n.sub(trove.collateral, gasCompensation);
  const debtOffset = n.min(trove.debt, trove.poolDebt);
  const debtRedistributed = n.sub(trove.debt, debtOffset);
  const offsetPart = n.div(n.mul(toLiquidate, debtOffset), trove.debt);
  const collateralToPool = isZero(n, debtRedistributed) ? toLiquidate : offsetPart;
  return {
    gasCompensation,
    debtOffset,
    collateralToPool,
    debtRedistributed,
    collateralRedistributed: n.sub(toLiquidate, collateralToPool),
    collateralSurplus: n.zero,
  };
}

/**
 * In recovery mode, between MCR and TCR: only D·MCR/p of collateral is liquidated, all of it against the pool, gas compensation taken
 * from it; the rest stays the owner's. Source: liquity/dev TroveManager._getCappedOffsetVals.
 */
export function cappedOffset<N>(
  n: Arithmetic<N>,
  trove: TroveToSplit<N>,
  cap: { readonly mcr: N; readonly priceUsd: N },
): LiquidationSplit<N> {
  const liquidated = n.min(n.div(n.mul(trove.debt, cap.mcr), cap.priceUsd), trove.collateral);
  const gasCompensation = n.mul(liquidated, trove.gasShare);
  return {
    gasCompensation,
    debtOffset: trove.debt,
    collateralToPool: n.sub(liquidated, gasCompensation),
    debtRedistributed: n.zero,
    collateralRedistributed: n.zero,
    collateralSurplus: n.sub(trove.collateral, liquidated),
  };
}

/** The split that an action stands for; undefined for none. */
export function splitTrove<N>(
  n: Arithmetic<N>,
  action: LiquityAction,
  trove: TroveToSplit<N>,
  cap: { readonly mcr: N; readonly priceUsd: N },
): LiquidationSplit<N> | undefined {
  switch (action) {
    case "none":
      return undefined;
    case "redistribute-only":
      return offsetThenRedistribute(n, { ...trove, poolDebt: n.zero });
    case "offset-then-redistribute":
      return offsetThenRedistribute(n, trove);
    case "capped-offset":
      return cappedOffset(n, trove, cap);
  }
}
