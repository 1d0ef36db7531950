import type { Arithmetic } from "./arithmetic.js";
import { type Decimal, decimal } from "./decimal.js";

/** The two sides of a comparison that a rule decides by. */
export interface Sides<N> {
  readonly left: N;
  readonly right: N;
}

/** A float decision closer to its threshold than this (relative) is taken again in decimal. */
export const NEAR_TIE = 1e-11;

/** Counts the decisions that were too close to call in float. */
export interface TieCounter {
  nearTies: number;
  /** Of those, how many came out the other way in decimal. */
  overturned: number;
}

export const tieCounter = (): TieCounter => ({ nearTies: 0, overturned: 0 });

/**
 * Whether left < right, strictly, as a rule computes them.
 *
 * The rule is given as `sides`, a function over any number system, so that a near tie in float can be worked again in decimal from
 * the same inputs: doubles are read as their shortest literals, which makes 3 × 0.7 × 0.8 against 1.68 the tie that it is.
 */
export function decideLess<N>(
  n: Arithmetic<N>,
  sides: <M>(m: Arithmetic<M>, lift: (value: N) => M) => Sides<M>,
  ties: TieCounter,
): boolean {
  const { left, right } = sides(n, (value) => value);
  const verdict = n.less(left, right);
  if (n.name === "decimal") return verdict;
  const l = n.toNumber(left);
  const r = n.toNumber(right);
  if (Math.abs(l - r) > NEAR_TIE * Math.max(Math.abs(l), Math.abs(r))) return verdict;
  ties.nearTies += 1;
  const exact = sides<Decimal>(decimal, (value) => decimal.fromNumber(n.toNumber(value)));
  const exactVerdict = decimal.less(exact.left, exact.right);
  if (exactVerdict !== verdict) ties.overturned += 1;
  return exactVerdict;
}
