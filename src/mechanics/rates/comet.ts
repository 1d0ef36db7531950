import type { Arithmetic } from "../../numbers/arithmetic.js";
import { type JumpCurve, jumpRate } from "./jump.js";

/** Compound v3 sets what borrowers pay and what suppliers earn by two curves of their own. */
export interface CometCurves<N> {
  readonly borrow: JumpCurve<N>;
  readonly supply: JumpCurve<N>;
}

export interface CometRates<N> {
  readonly borrowRate: N;
  readonly supplyRate: N;
  /** What the protocol's reserves gain per year and unit supplied; negative where suppliers earn more than borrowers pay. */
  readonly reserveRate: N;
}

/**
 * Rates per year of a Compound v3 market at one utilisation u = borrows/supply.
 *
 * Both curves are jump curves; reserves gain borrowRate·u − supplyRate. Source: comet contracts/Comet.sol getBorrowRate,
 * getSupplyRate.
 */
export function cometRates<N>(n: Arithmetic<N>, { borrow, supply }: CometCurves<N>, utilisation: N): CometRates<N> {
  const borrowRate = jumpRate(n, borrow, utilisation);
  const supplyRate = jumpRate(n, supply, utilisation);
  return { borrowRate, supplyRate, reserveRate: n.sub(n.mul(borrowRate, utilisation), supplyRate) };
}
