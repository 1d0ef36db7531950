import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";
import { valueUsd } from "./account.js";
import type { Call, Holding } from "./rule.js";

/** A number that moves in a straight line between two loan-to-values. */
export interface Slope<N> {
  readonly from: N;
  readonly to: N;
}

/** What a borrower has agreed to below the market's own threshold. Slopes run from `preLltv` to `lltv`. */
export interface PreLiquidationTerms<N> {
  readonly preLltv: N;
  /** The market's. */
  readonly lltv: N;
  /** Share of the debt that one call may repay. */
  readonly closeFactor: Slope<N>;
  /** Value taken per value repaid. */
  readonly incentive: Slope<N>;
}

export interface PreLiquidationFactors<N> {
  readonly closeFactor: N;
  readonly incentive: N;
}

/**
 * Close factor and incentive at a loan-to-value between the two thresholds.
 *
 * q = (ltv − preLltv)/(lltv − preLltv); each is from + q·(to − from); a close factor above 1 counts as 1. Source: Morpho
 * pre-liquidation README and src/PreLiquidation.sol preLiquidate.
 */
export function preLiquidationFactors<N>(
  n: Arithmetic<N>,
  { preLltv, lltv, closeFactor, incentive }: PreLiquidationTerms<N>,
  ltv: N,
): PreLiquidationFactors<N> {
  const progress = n.div(n.sub(ltv, preLltv), n.sub(lltv, preLltv));
  const along = ({ from, to }: Slope<N>): N => n.add(from, n.mul(progress, n.sub(to, from)));
  return { closeFactor: n.min(along(closeFactor), n.one), incentive: along(incentive) };
}

/** The largest pre-liquidation, or a share of it, on an account with preLltv·C < D ≤ lltv·C; undefined where it repays nothing. */
export function preLiquidationCall<N>(
  n: Arithmetic<N>,
  terms: PreLiquidationTerms<N>,
  collateral: Holding<N>,
  debt: Holding<N>,
  share: N,
): Call<N> | undefined {
  const ltv = n.div(valueUsd(n, debt), valueUsd(n, collateral));
  const { closeFactor, incentive } = preLiquidationFactors(n, terms, ltv);
  const repaidUnits = n.mul(share, n.mul(closeFactor, debt.units));
  if (!isPositive(n, repaidUnits)) return undefined;
  const takenPerRepaid = n.div(n.mul(debt.oraclePriceUsd, incentive), collateral.oraclePriceUsd);
  return {
    debtAsset: debt.asset,
    collateralAsset: collateral.asset,
    repaidUnits,
    seizedUnits: n.min(n.mul(repaidUnits, takenPerRepaid), collateral.units),
    protocolFeeUnits: n.zero,
  };
}
