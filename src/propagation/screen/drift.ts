import { at } from "../../numbers/arithmetic.js";
import type { Basket } from "./baskets.js";
import type { Factors } from "./evaluate.js";

/** Room for rounding in what a bound excludes. */
const GUARD = 1e-10;

/** Factors of a basket's reserves when something was worked out with them. */
export interface Reference {
  readonly collateral: Float64Array;
  readonly debt: Float64Array;
}

export const referenceOf = ({ collateral, debt }: Basket, factors: Factors): Reference => ({
  collateral: Float64Array.from(collateral, (reserve) => at(factors.collateral, reserve)),
  debt: Float64Array.from(debt, (reserve) => at(factors.debt, reserve)),
});

/** Whether nothing has moved since. */
export const isSame = ({ collateral, debt }: Basket, reference: Reference, factors: Factors): boolean =>
  collateral.every((reserve, i) => reference.collateral[i] === factors.collateral[reserve]) &&
  debt.every((reserve, i) => reference.debt[i] === factors.debt[reserve]);

/**
 * A lower bound of coverage now over coverage at the reference, for every account of the basket: least ratio of its collateral factors
 * over greatest ratio of its debt factors. It holds for sums of any number of positive terms.
 */
export function drift({ collateral, debt }: Basket, reference: Reference, factors: Factors): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < collateral.length; i += 1) {
    const was = reference.collateral[i] as number;
    const ratio = (factors.collateral[collateral[i] as number] as number) / was;
    if (was > 0 && ratio < least) least = ratio;
  }
  let most = 0;
  for (let i = 0; i < debt.length; i += 1) {
    const was = reference.debt[i] as number;
    const is = factors.debt[debt[i] as number] as number;
    if (was > 0) most = Math.max(most, is / was);
    else if (is > 0) return 0;
  }
  return most === 0 || least === Number.POSITIVE_INFINITY ? 1 : least / most;
}

/** Whether accounts that were covered `kept` times or more at a reference are still covered `wanted` times or more, having drifted. */
export const vouchesFor = (kept: number, drifted: number, wanted: number): boolean =>
  kept * drifted * (1 - GUARD) >= wanted;
