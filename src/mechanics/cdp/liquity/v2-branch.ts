import { type Arithmetic, isZero, positivePart } from "../../../numbers/arithmetic.js";
import type { RedeemableTrove } from "./redemption.js";

/** One collateral branch of Liquity v2. */
export interface Branch<N> {
  readonly debt: N;
  /** What its stability pool holds. */
  readonly poolDebt: N;
}

/** Whether a branch shuts down: its collateral ratio is below SCR, strictly. Source: liquity/bold BorrowerOperations.shutdown. */
export const shutsDown = <N>(n: Arithmetic<N>, tcr: N, scr: N): boolean => n.less(tcr, scr);

/**
 * How a redemption is spread over the branches: in proportion to the debt that their stability pools do not back, max(0, debt − pool),
 * of which no more can be redeemed at once; in proportion to debt where every pool backs all. The caller leaves out branches that
 * have shut down or stand below SCR. Source: liquity/bold CollateralRegistry.redeemCollateral.
 */
export function routeRedemption<N>(n: Arithmetic<N>, branches: readonly Branch<N>[], amount: N): readonly N[] {
  const outside = branches.map(({ debt, poolDebt }) => positivePart(n, n.sub(debt, poolDebt)));
  const isAllBacked = isZero(n, n.total(outside));
  const weights = isAllBacked ? branches.map(({ debt }) => debt) : outside;
  const total = n.total(weights);
  const redeemed = isAllBacked ? amount : n.min(amount, total);
  return weights.map((weight) => (isZero(n, total) ? n.zero : n.div(n.mul(redeemed, weight), total)));
}

export interface UrgentRedemption<N> {
  readonly cancelled: N;
  readonly drawn: N;
  readonly after: RedeemableTrove<N>;
}

/**
 * A redemption from a trove of a branch that has shut down: no fee, a bonus instead (0.02). drawn = cancelled·(1 + bonus)/price, and
 * where that exceeds the collateral all of it for collateral·price/(1 + bonus).
 * Source: liquity/bold TroveManager._urgentRedeemCollateralFromTrove.
 */
export function redeemUrgently<N>(
  n: Arithmetic<N>,
  trove: RedeemableTrove<N>,
  amount: N,
  terms: { readonly priceUsd: N; readonly bonus: N },
): UrgentRedemption<N> {
  const perUnit = n.div(n.add(n.one, terms.bonus), terms.priceUsd);
  const wanted = n.min(amount, trove.debt);
  const covered = n.div(trove.collateral, perUnit);
  const cancelled = n.min(wanted, covered);
  const drawn = n.min(n.mul(wanted, perUnit), trove.collateral);
  return {
    cancelled,
    drawn,
    after: { debt: n.sub(trove.debt, cancelled), collateral: n.sub(trove.collateral, drawn) },
  };
}
