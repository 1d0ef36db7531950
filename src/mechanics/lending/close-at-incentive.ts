import { type Arithmetic, ratio } from "../../numbers/arithmetic.js";

/** A repayment and the collateral that is there to pay for it. */
export interface CloseInputs<N> {
  readonly repayUnits: N;
  readonly debtPriceUsd: N;
  readonly collateralUnits: N;
  readonly collateralPriceUsd: N;
  /** Value taken per value repaid. */
  readonly incentive: N;
}

export interface Close<N> {
  readonly repaidUnits: N;
  readonly seizedUnits: N;
}

/**
 * The largest part of a repayment that the collateral can pay for at an incentive over 1.
 *
 * repaid = min(r, C·p_c/(i·p_d)); seized = min(r·i·p_d/p_c, C), in units. Worthless collateral goes whole, for nothing.
 */
export function closeAtIncentive<N>(n: Arithmetic<N>, inputs: CloseInputs<N>): Close<N> {
  const { repayUnits, collateralUnits, collateralPriceUsd } = inputs;
  const unitPaysUsd = n.mul(inputs.debtPriceUsd, inputs.incentive);
  const payable = n.div(n.mul(collateralUnits, collateralPriceUsd), unitPaysUsd);
  const wanted = ratio(n, n.mul(repayUnits, unitPaysUsd), collateralPriceUsd, collateralUnits);
  return { repaidUnits: n.min(repayUnits, payable), seizedUnits: n.min(wanted, collateralUnits) };
}
