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

const isNearTie = (a: number, b: number): boolean => Math.abs(a - b) <= NEAR_TIE * Math.max(Math.abs(a), Math.abs(b));

/**
 * Whether left < right, strictly. A near tie in float is worked again in decimal by `again`, which states the same rule over the
 * same inputs: `lift` reads a double as its shortest literal, which makes 3 × 0.7 × 0.8 against 1.68 the tie that it is.
 */
export function decideLess<N>(
  n: Arithmetic<N>,
  sides: Sides<N>,
  again: () => Sides<Decimal>,
  ties: TieCounter,
): boolean {
  const verdict = n.less(sides.left, sides.right);
  if (n.name === "decimal" || !isNearTie(n.toNumber(sides.left), n.toNumber(sides.right))) return verdict;
  const exact = again();
  const exactVerdict = decimal.less(exact.left, exact.right);
  ties.nearTies += 1;
  if (exactVerdict !== verdict) ties.overturned += 1;
  return exactVerdict;
}

/** Reads a value of any system as a decimal: a double as its shortest literal. */
export const lift = <N>(n: Arithmetic<N>, value: N): Decimal => decimal.parse(n.toLiteral(value));

/** Reads a decimal back into any system. */
export const lower = <N>(n: Arithmetic<N>, value: Decimal): N => n.parse(value.toString());

/** An arithmetic that notices when one of its decisions was a near tie. */
export interface Watched<N> {
  readonly n: Arithmetic<N>;
  /** Whether any `less` since the last call was a near tie. */
  tookNearTie(): boolean;
}

/** Watches the decisions (`less`) of a float arithmetic; decimal needs no watching. */
export function watch<N>(n: Arithmetic<N>): Watched<N> {
  if (n.name === "decimal") return { n, tookNearTie: () => false };
  let near = false;
  const less = (a: N, b: N): boolean => {
    if (isNearTie(n.toNumber(a), n.toNumber(b))) near = true;
    return n.less(a, b);
  };
  return {
    n: { ...n, less },
    tookNearTie: () => {
      const was = near;
      near = false;
      return was;
    },
  };
}
