import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";

/** USD below which a reserve's collateral or debt may be liquidated whole. Aave v3.3+ MIN_BASE_MAX_CLOSE_FACTOR_THRESHOLD. */
export const WHOLE_BELOW_USD = 2000;
/** USD that must stay on both sides of a call that clears neither. Aave v3.3+ MIN_LEFTOVER_BASE. */
export const MINIMUM_LEFTOVER_USD = 1000;
/** Health factor at or below which a reserve's debt may be liquidated whole. CLOSE_FACTOR_HF_THRESHOLD. */
export const WHOLE_AT_HEALTH = 0.95;
/** Share of the account's total debt that one call may repay otherwise. DEFAULT_LIQUIDATION_CLOSE_FACTOR. */
export const CLOSE_FACTOR = 0.5;

/** The debt and collateral reserves of a call inside an account, all in USD. */
export interface Exposure<N> {
  readonly reserveDebtUsd: N;
  readonly reserveCollateralUsd: N;
  readonly totalDebtUsd: N;
  /** What all collateral may back: health factor = capacity / total debt. */
  readonly capacityUsd: N;
}

/** Whether one call may repay no more than the close factor of the account's total debt. Source: as `maxRepayUsd`. */
export function closeFactorBinds<N>(n: Arithmetic<N>, exposure: Exposure<N>): boolean {
  const wholeBelow = n.fromNumber(WHOLE_BELOW_USD);
  if (n.less(exposure.reserveCollateralUsd, wholeBelow) || n.less(exposure.reserveDebtUsd, wholeBelow)) return false;
  return n.less(n.mul(n.fromNumber(WHOLE_AT_HEALTH), exposure.totalDebtUsd), exposure.capacityUsd);
}

/** The close factor of the account's total debt: 0.5·D_total, in USD. */
const cappedRepayUsd = <N>(n: Arithmetic<N>, totalDebtUsd: N): N => n.mul(n.fromNumber(CLOSE_FACTOR), totalDebtUsd);

/**
 * The most that one call may repay of a reserve's debt, in USD.
 *
 * min(D_r, 0.5·D_total) where C_r ≥ 2 000, D_r ≥ 2 000 and HF > 0.95; D_r otherwise. Source: Aave v3.3+ LiquidationLogic.
 */
export const maxRepayUsd = <N>(n: Arithmetic<N>, exposure: Exposure<N>): N =>
  closeFactorBinds(n, exposure)
    ? n.min(exposure.reserveDebtUsd, cappedRepayUsd(n, exposure.totalDebtUsd))
    : exposure.reserveDebtUsd;

/** One reserve pair before a call, in USD. */
export interface Pair<N> {
  readonly debtUsd: N;
  readonly collateralUsd: N;
  /** 1 + bonus. */
  readonly incentive: N;
  readonly minimumLeftoverUsd: N;
}

/** The largest repayment that the collateral can pay for: min(D, C/(1+b)), in USD. It clears one side or both. */
export const clearingRepayUsd = <N>(n: Arithmetic<N>, pair: Pair<N>): N =>
  n.min(pair.debtUsd, n.div(pair.collateralUsd, pair.incentive));

/** The largest repayment that leaves enough on both sides: min(D − m, (C − m)/(1+b)), in USD; not positive where none does. */
const leavingRepayUsd = <N>(n: Arithmetic<N>, pair: Pair<N>): N =>
  n.min(
    n.sub(pair.debtUsd, pair.minimumLeftoverUsd),
    n.div(n.sub(pair.collateralUsd, pair.minimumLeftoverUsd), pair.incentive),
  );

/**
 * Whether a repayment is admitted: it clears the debt, or the collateral, or leaves at least the minimum of both.
 * Source: Aave v3.3+ LiquidationLogic.executeLiquidationCall (MustNotLeaveDust).
 */
export const leftoverAllowed = <N>(n: Arithmetic<N>, pair: Pair<N>, repayUsd: N): boolean =>
  !n.less(repayUsd, clearingRepayUsd(n, pair)) || !n.less(leavingRepayUsd(n, pair), repayUsd);

/** An admitted repayment in USD, and whether it clears the debt or the collateral. */
export interface Repayment<N> {
  readonly repayUsd: N;
  readonly clears: boolean;
}

/** The largest admitted repayment below clearing and of at most `wantedUsd`; undefined when none is positive. */
export function partialRepayment<N>(n: Arithmetic<N>, pair: Pair<N>, wantedUsd: N): Repayment<N> | undefined {
  const repayUsd = n.min(wantedUsd, leavingRepayUsd(n, pair));
  return isPositive(n, repayUsd) ? { repayUsd, clears: false } : undefined;
}

/**
 * The largest admitted repayment: of the set {clearing} ∪ (0, min(D − m, (C − m)/(1+b))], cut at the close factor where it binds.
 *
 * Undefined when every positive repayment leaves too little. Source: Aave v3.3+ LiquidationDataProvider.
 */
export function largestRepayment<N>(n: Arithmetic<N>, pair: Pair<N>, exposure: Exposure<N>): Repayment<N> | undefined {
  const clearing = clearingRepayUsd(n, pair);
  const capped = cappedRepayUsd(n, exposure.totalDebtUsd);
  if (closeFactorBinds(n, exposure) && n.less(capped, clearing)) return partialRepayment(n, pair, capped);
  return isPositive(n, clearing) ? { repayUsd: clearing, clears: true } : undefined;
}
