import { type Arithmetic, isPositive, isZero } from "../../../numbers/arithmetic.js";

export interface RedeemableTrove<N> {
  readonly debt: N;
  readonly collateral: N;
}

/** What a redemption takes from one trove, and what it leaves. */
export interface Redeemed<N> {
  /** Stablecoin burned against the trove's debt. */
  readonly cancelled: N;
  /** Collateral that leaves the trove. */
  readonly drawn: N;
  /** Whether nothing redeemable is left: v1 closes the trove and hands its owner the rest, v2 leaves it without debt. */
  readonly isEmptied: boolean;
  readonly after: RedeemableTrove<N>;
}

export interface RedemptionTerms<N> {
  readonly priceUsd: N;
  /** Debt of each trove that cannot be redeemed: the caller's compensation of 200 LUSD in v1, none in v2. */
  readonly reserved: N;
  /** Net debt under which a trove that is not emptied may not be left: 1800 LUSD in v1; the redemption stops short of it. */
  readonly minimumLeft: N;
  /** Share of what is redeemed that stays in the trove as fee: the redemption rate in v2, nothing in v1. */
  readonly feeKept: N;
}

export interface Redemption<N> {
  /** In the order of the troves. */
  readonly troves: readonly Redeemed<N>[];
  readonly cancelled: N;
  readonly drawn: N;
}

/**
 * One stablecoin for one dollar of collateral, trove after trove: cancelled = min(left to redeem, debt − reserved) from each and
 * drawn = cancelled·(1 − fee kept)/price.
 *
 * The caller sorts: in v1 by collateral ratio, lowest first and only those at or above MCR; in v2 by interest rate, lowest first, and
 * only those worth at least their debt. In v1 the redeemer gets drawn·(1 − rate) and the stakers of LQTY the rest; in v2 all of it.
 * Source: liquity/dev and liquity/bold TroveManager._redeemCollateralFromTrove.
 */
export function redeem<N>(
  n: Arithmetic<N>,
  troves: readonly RedeemableTrove<N>[],
  amount: N,
  terms: RedemptionTerms<N>,
): Redemption<N> {
  let left = amount;
  const redeemed = troves.map((trove): Redeemed<N> => {
    const redeemable = n.sub(trove.debt, terms.reserved);
    const cancelled = n.min(left, redeemable);
    const leftInTrove = n.sub(redeemable, cancelled);
    const isTooLittle = isPositive(n, leftInTrove) && n.less(leftInTrove, terms.minimumLeft);
    if (isTooLittle || !isPositive(n, cancelled)) {
      if (isTooLittle) left = n.zero;
      return { cancelled: n.zero, drawn: n.zero, isEmptied: false, after: trove };
    }
    left = n.sub(left, cancelled);
    const drawn = n.div(n.mul(cancelled, n.sub(n.one, terms.feeKept)), terms.priceUsd);
    return {
      cancelled,
      drawn,
      isEmptied: isZero(n, leftInTrove),
      after: { debt: n.sub(trove.debt, cancelled), collateral: n.sub(trove.collateral, drawn) },
    };
  });
  return {
    troves: redeemed,
    cancelled: n.total(redeemed.map((each) => each.cancelled)),
    drawn: n.total(redeemed.map((each) => each.drawn)),
  };
}
