import { type Arithmetic, isPositive, positivePart } from "../../numbers/arithmetic.js";

/** A GMX v2 position; sizes and collateral in USD. */
export interface GmxPosition<N> {
  readonly isLong: boolean;
  /** Notional at the entry price: the tokens are sizeUsd/entryPriceUsd. */
  readonly sizeUsd: N;
  readonly entryPriceUsd: N;
  readonly collateralUsd: N;
  readonly closingFeesUsd: N;
  /** What closing it all would be paid for the balance of the pool; under 0: charged. */
  readonly priceImpactUsd: N;
}

export interface GmxTerms<N> {
  readonly minCollateralFactor: N;
  /** The most of its size that an impact may cost a position in this test. */
  readonly maxNegativeImpactFactor: N;
  readonly minCollateralUsd: N;
}

export interface GmxMargin<N> {
  readonly pnlUsd: N;
  readonly remainingCollateralUsd: N;
  /** size · minCollateralFactor. */
  readonly requiredUsd: N;
  readonly liquidatable: boolean;
  /** The price at which what remains equals what must. */
  readonly liquidationPriceUsd: N;
}

/**
 * Liquidatable when remaining = collateral + pnl + min(0, max(impact, −maxNegative·size)) − fees is under the minimum in USD, at most
 * 0, or under size·minCollateralFactor; the first and the last strictly.
 * Source: gmx-synthetics contracts/position/PositionUtils.sol, isPositionLiquidatable.
 */
export function gmxMargin<N>(
  n: Arithmetic<N>,
  position: GmxPosition<N>,
  terms: GmxTerms<N>,
  priceUsd: N,
): GmxMargin<N> {
  const { isLong, sizeUsd, entryPriceUsd, collateralUsd, closingFeesUsd, priceImpactUsd } = position;
  const tokens = n.div(sizeUsd, entryPriceUsd);
  const signedTokens = isLong ? tokens : n.sub(n.zero, tokens);
  const pnlUsd = n.mul(signedTokens, n.sub(priceUsd, entryPriceUsd));
  const mostNegative = n.sub(n.zero, n.mul(sizeUsd, terms.maxNegativeImpactFactor));
  const impactUsd = n.min(n.max(priceImpactUsd, mostNegative), n.zero);
  const beforePnlUsd = n.sub(n.add(collateralUsd, impactUsd), closingFeesUsd);
  const remainingCollateralUsd = n.add(beforePnlUsd, pnlUsd);
  const requiredUsd = n.mul(sizeUsd, terms.minCollateralFactor);
  const floorUsd = positivePart(n, n.max(requiredUsd, terms.minCollateralUsd));
  return {
    pnlUsd,
    remainingCollateralUsd,
    requiredUsd,
    liquidatable: n.less(remainingCollateralUsd, floorUsd) || !isPositive(n, remainingCollateralUsd),
    liquidationPriceUsd: n.add(entryPriceUsd, n.div(n.sub(floorUsd, beforePnlUsd), signedTokens)),
  };
}

/** All positions of one side against the pool that pays them. */
export interface GmxPool<N> {
  readonly pnlUsd: N;
  readonly poolUsd: N;
  readonly maxPnlFactorForAdl: N;
  readonly minPnlFactorAfterAdl: N;
}

export interface GmxDeleveraging<N> {
  readonly pnlFactor: N;
  readonly allowed: boolean;
  /** Profit that may be paid out before pnl/pool falls to the minimum; 0 where deleveraging is not allowed. */
  readonly maxPnlToRealiseUsd: N;
}

/**
 * Auto-deleveraging of one side: allowed when pnl/pool exceeds its maximum, strictly. Paying out x lowers both, so that the minimum f
 * is reached at (pnl − x)/(pool − x) = f: x = (pnl − f·pool)/(1 − f). Source: gmx-synthetics contracts/adl/AdlUtils.sol, README.md.
 */
export function gmxDeleveraging<N>(n: Arithmetic<N>, pool: GmxPool<N>): GmxDeleveraging<N> {
  const pnlFactor = n.div(pool.pnlUsd, pool.poolUsd);
  const allowed = n.less(pool.maxPnlFactorForAdl, pnlFactor);
  const overUsd = n.sub(pool.pnlUsd, n.mul(pool.minPnlFactorAfterAdl, pool.poolUsd));
  const realisableUsd = positivePart(n, n.div(overUsd, n.sub(n.one, pool.minPnlFactorAfterAdl)));
  return { pnlFactor, allowed, maxPnlToRealiseUsd: allowed ? realisableUsd : n.zero };
}
