import type { Arithmetic } from "../../../numbers/arithmetic.js";

/** What a liquidation of a trove does, in Liquity v1. */
export type LiquityAction = "none" | "redistribute-only" | "offset-then-redistribute" | "capped-offset";

export interface TroveStanding<N> {
  /** The trove's collateral ratio: collateral·price/debt. */
  readonly icr: N;
  /** That of the whole system. */
  readonly tcr: N;
  readonly troveDebt: N;
  /** What the stability pool holds. */
  readonly poolDebt: N;
  /** 1.1. */
  readonly mcr: N;
  /** 1.5: below it, strictly, the system is in recovery mode. */
  readonly ccr: N;
  /** The last trove is never liquidated. */
  readonly isLastTrove: boolean;
}

/**
 * Which liquidation a trove is due.
 *
 * Normal (TCR ≥ CCR): ICR < MCR offset, then redistribute. Recovery: ICR ≤ 1 redistribute only; 1 < ICR < MCR as normal;
 * MCR ≤ ICR < TCR with debt ≤ pool: offset at MCR, the rest of the collateral stays the owner's; otherwise none.
 * Source: liquity/dev TroveManager._liquidateNormalMode, _liquidateRecoveryMode.
 */
export function liquityAction<N>(n: Arithmetic<N>, standing: TroveStanding<N>): LiquityAction {
  const { icr, tcr, mcr, ccr, troveDebt, poolDebt, isLastTrove } = standing;
  if (isLastTrove) return "none";
  const isRecovery = n.less(tcr, ccr);
  if (n.less(icr, mcr)) return isRecovery && !n.less(n.one, icr) ? "redistribute-only" : "offset-then-redistribute";
  if (!isRecovery || !n.less(icr, tcr) || n.less(poolDebt, troveDebt)) return "none";
  return "capped-offset";
}

/** Collateral ratio: collateral·price/debt. The caller guarantees a debt. */
export const collateralRatio = <N>(
  n: Arithmetic<N>,
  trove: { readonly collateral: N; readonly debt: N },
  priceUsd: N,
): N => n.div(n.mul(trove.collateral, priceUsd), trove.debt);
