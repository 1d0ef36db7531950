/**
 * The arithmetic that the rules are written in. One statement of a rule, two number systems:
 * `float.ts` (IEEE 754 doubles, fast) and `decimal.ts` (40 significant digits, exact at thresholds).
 */
export interface Arithmetic<N> {
  readonly name: "float" | "decimal";
  readonly zero: N;
  readonly one: N;
  /** Relative accuracy to which an iterative solver in this system should converge. */
  readonly precision: N;
  /** Reads a decimal literal, e.g. "0.825" or "1e-6". The caller has validated it. */
  parse(literal: string): N;
  /** The number a double prints as: `fromNumber(0.7)` is exactly 0.7 in decimal. */
  fromNumber(value: number): N;
  add(a: N, b: N): N;
  sub(a: N, b: N): N;
  mul(a: N, b: N): N;
  /** The caller guarantees that b is not zero. */
  div(a: N, b: N): N;
  /** Strictly less. */
  less(a: N, b: N): boolean;
  sqrt(a: N): N;
  exp(a: N): N;
  /** Natural logarithm; the caller guarantees a > 0. */
  ln(a: N): N;
  /** a^b for a ≥ 0. */
  pow(a: N, b: N): N;
  floor(a: N): N;
  ceil(a: N): N;
  /** Compensated total: the same bits in any order. */
  total(values: readonly N[]): N;
  /** Nearest double, for figures and measures. */
  toNumber(a: N): number;
  /** Shortest literal that `parse` reads back as the same value. */
  toLiteral(a: N): string;
  /** A zero-filled column of `length` values. */
  column(length: number): Column<N>;
}

/** A dense column of values: `Float64Array` in float, a plain array in decimal. */
export interface Column<N> {
  readonly length: number;
  [index: number]: N;
}

/** Reads a column where the index is known to be in range. */
export const at = <N>(column: ArrayLike<N>, index: number): N => column[index] as N;

export const smaller = <N>(n: Arithmetic<N>, a: N, b: N): N => (n.less(b, a) ? b : a);
export const larger = <N>(n: Arithmetic<N>, a: N, b: N): N => (n.less(a, b) ? b : a);
export const isZero = <N>(n: Arithmetic<N>, a: N): boolean => !n.less(a, n.zero) && !n.less(n.zero, a);
export const isPositive = <N>(n: Arithmetic<N>, a: N): boolean => n.less(n.zero, a);
/** max(a, 0). */
export const positivePart = <N>(n: Arithmetic<N>, a: N): N => larger(n, a, n.zero);
/** a / b, or `whenZero` where b is zero. */
export const ratio = <N>(n: Arithmetic<N>, a: N, b: N, whenZero: N): N => (isZero(n, b) ? whenZero : n.div(a, b));
