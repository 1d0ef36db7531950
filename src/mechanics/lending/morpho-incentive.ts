import type { Arithmetic } from "../../numbers/arithmetic.js";

/** Constants of Morpho Blue's incentive, the same for every market. Source: morpho-blue ConstantsLib. */
export const LIQUIDATION_CURSOR = "0.3";
export const MAX_LIQUIDATION_INCENTIVE_FACTOR = "1.15";

/**
 * Liquidation incentive factor: what a liquidator takes per unit of value repaid.
 *
 * LIF = min(maxLif, 1 / (1 − cursor·(1 − LLTV))). Source: morpho-blue Morpho.liquidate.
 */
export function incentiveFactor<N>(
  n: Arithmetic<N>,
  lltv: N,
  cursor = n.parse(LIQUIDATION_CURSOR),
  maxLif = n.parse(MAX_LIQUIDATION_INCENTIVE_FACTOR),
): N {
  const discount = n.sub(n.one, n.mul(cursor, n.sub(n.one, lltv)));
  return n.min(maxLif, n.div(n.one, discount));
}
