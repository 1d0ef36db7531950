import type { Arithmetic } from "../../numbers/arithmetic.js";

/**
 * Loan-to-value above which a liquidation with bonus b raises loan-to-value.
 *
 * 1 / (1 + b). Source: J. Warmuz, A. Chaudhary, D. Pinna, Toxic liquidation spirals, arXiv:2212.07306, eq. 4–5.
 */
export const toxicFrontier = <N>(n: Arithmetic<N>, bonus: N): N => n.div(n.one, n.add(n.one, bonus));

/** One collateral against one debt before a repayment, values in one unit. */
export interface HealthChangeInputs<N> {
  readonly collateralValue: N;
  readonly debtValue: N;
  readonly liquidationThreshold: N;
  readonly bonus: N;
  readonly repay: N;
}

export interface HealthChange<N> {
  readonly before: N;
  /** Absent when the repayment clears the debt. */
  readonly after?: N;
  readonly improves: boolean;
}

/**
 * Health factor before and after a repayment r that takes (1 + b)·r of collateral.
 *
 * HF' = LT·(C − (1+b)·r) / (D − r); it improves iff D·(1+b) < C.
 */
export function healthChange<N>(n: Arithmetic<N>, inputs: HealthChangeInputs<N>): HealthChange<N> {
  const { collateralValue, debtValue, liquidationThreshold, bonus, repay } = inputs;
  const incentive = n.add(n.one, bonus);
  const debtAfter = n.sub(debtValue, repay);
  const collateralAfter = n.sub(collateralValue, n.mul(incentive, repay));
  const before = n.div(n.mul(liquidationThreshold, collateralValue), debtValue);
  const improves = n.sign(repay) > 0 && n.less(n.mul(debtValue, incentive), collateralValue);
  if (n.sign(debtAfter) === 0) return { before, improves };
  return { before, after: n.div(n.mul(liquidationThreshold, collateralAfter), debtAfter), improves };
}
