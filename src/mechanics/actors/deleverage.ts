import { type Arithmetic, positivePart } from "../../numbers/arithmetic.js";

/** A leveraged account and the health it is to be brought back to. */
export interface DeleverageInputs<N> {
  readonly collateralUsd: N;
  readonly debtUsd: N;
  readonly liquidationThreshold: N;
  readonly targetHealth: N;
  /** Share of its value that the sale loses, 0–1. */
  readonly slippage: N;
}

export interface DeleverageSize<N> {
  /** Collateral to sell, valued before slippage. */
  readonly sellUsd: N;
  /** Debt that the proceeds repay. */
  readonly repayUsd: N;
  /** Whether the account then has the target health. */
  readonly reachesTarget: boolean;
}

/**
 * The collateral to sell so that health LT·(C − x)/(D − x(1 − s)) is the target h: x = (h·D − LT·C)/(h(1 − s) − LT), at most C.
 *
 * Every sale lowers health unless h(1 − s) > LT: then nothing is sold. An account at or above the target sells nothing either.
 * Values in USD. Source: the two sides of the health equation solved for x.
 */
export function sizeToTargetHealth<N>(n: Arithmetic<N>, inputs: DeleverageInputs<N>): DeleverageSize<N> {
  const kept = n.sub(n.one, inputs.slippage);
  const wanted = n.mul(inputs.targetHealth, inputs.debtUsd);
  const backed = n.mul(inputs.liquidationThreshold, inputs.collateralUsd);
  if (!n.less(backed, wanted)) return { sellUsd: n.zero, repayUsd: n.zero, reachesTarget: true };
  const healedPerUsd = n.mul(inputs.targetHealth, kept);
  if (!n.less(inputs.liquidationThreshold, healedPerUsd)) {
    return { sellUsd: n.zero, repayUsd: n.zero, reachesTarget: false };
  }
  const neededUsd = n.div(n.sub(wanted, backed), n.sub(healedPerUsd, inputs.liquidationThreshold));
  const sellUsd = positivePart(n, n.min(neededUsd, inputs.collateralUsd));
  return { sellUsd, repayUsd: n.mul(sellUsd, kept), reachesTarget: !n.less(inputs.collateralUsd, neededUsd) };
}
