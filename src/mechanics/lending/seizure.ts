import { type Arithmetic, isZero } from "../../numbers/arithmetic.js";
import type { Rounding } from "./rounding.js";

/** Basis points in one. */
export const BASIS_POINTS = 10_000;

/** One call at Aave's terms. Amounts in the smallest unit; `…Unit` is how many of those make one priced token. */
export interface SeizureInputs<N> {
  readonly debtToCover: N;
  readonly collateralBalance: N;
  readonly debtPriceUsd: N;
  readonly debtUnit: N;
  readonly collateralPriceUsd: N;
  readonly collateralUnit: N;
  /** 10 000 times (1 + bonus): 10500 for 5 %. */
  readonly incentiveBps: N;
  /** 10 000 times the protocol's share of the bonus. */
  readonly protocolFeeBps: N;
}

export interface Seizure<N> {
  readonly repaid: N;
  /** All that leaves the account. */
  readonly seized: N;
  readonly toLiquidator: N;
  readonly protocolFee: N;
}

/**
 * What a liquidator pays and takes, each rounded against the liquidator.
 *
 * base = ⌊r·p_debt/p_coll⌋; seized = ⌊base·(1+b)⌋; where that exceeds the balance, seized = balance and
 * r = ⌈balance·p_coll/p_debt / (1+b)⌉; fee = ⌈f·(seized − ⌊seized/(1+b)⌋)⌉. Rates are in basis points because contracts multiply
 * whole numbers before they divide. Source: Aave v3.7 LiquidationLogic._calculateAvailableCollateralToLiquidate.
 */
export function seize<N>(n: Arithmetic<N>, rounding: Rounding<N>, inputs: SeizureInputs<N>): Seizure<N> {
  const { debtToCover, collateralBalance, incentiveBps, protocolFeeBps } = inputs;
  const basis = n.fromNumber(BASIS_POINTS);
  const debtScale = n.mul(inputs.debtPriceUsd, inputs.collateralUnit);
  const collateralScale = n.mul(inputs.collateralPriceUsd, inputs.debtUnit);

  const base = rounding.down(n.div(n.mul(debtScale, debtToCover), collateralScale));
  const wanted = rounding.down(n.div(n.mul(base, incentiveBps), basis));
  const takesAll = n.less(collateralBalance, wanted);
  const seized = takesAll ? collateralBalance : wanted;
  const worth = rounding.down(n.div(n.mul(collateralScale, collateralBalance), debtScale));
  const repaid = takesAll ? rounding.up(n.div(n.mul(worth, basis), incentiveBps)) : debtToCover;

  const bonus = n.sub(seized, rounding.down(n.div(n.mul(seized, basis), incentiveBps)));
  const protocolFee = isZero(n, protocolFeeBps) ? n.zero : rounding.up(n.div(n.mul(bonus, protocolFeeBps), basis));
  return { repaid, seized, toLiquidator: n.sub(seized, protocolFee), protocolFee };
}
