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
  /** Strictly less. For decisions only: this is what `watch` watches. Choosing between values is `min` and `max`. */
  less(a: N, b: N): boolean;
  min(a: N, b: N): N;
  max(a: N, b: N): N;
  sign(a: N): -1 | 0 | 1;
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
  /** Takes one more value into a sum under way: `total` of all values taken in is `total` of its two parts. */
  accumulate(into: Running<N>, value: N): void;
  /** Nearest double, for figures and measures. */
  toNumber(a: N): number;
  /** Shortest literal that `parse` reads back as the same value. */
  toLiteral(a: N): string;
  /** A zero-filled column of `length` values. */
  column(length: number): Column<N>;
}

/** A sum under way: what has been added up, and what rounding has left out of it. Its total is that of the two. */
export interface Running<N> {
  sum: N;
  lost: N;
}

/** A sum of nothing yet. */
export const running = <N>(n: Arithmetic<N>): Running<N> => ({ sum: n.zero, lost: n.zero });

/** What a sum under way has come to. */
export const totalOfRunning = <N>(n: Arithmetic<N>, { sum, lost }: Running<N>): N => n.add(sum, lost);

/** A dense column of values: `Float64Array` in float, a plain array in decimal. */
export interface Column<N> {
  readonly length: number;
  [index: number]: N;
}

/** Reads a column where the index is known to be in range. */
export const at = <N>(column: ArrayLike<N>, index: number): N => column[index] as N;

export const isZero = <N>(n: Arithmetic<N>, a: N): boolean => n.sign(a) === 0;
export const isPositive = <N>(n: Arithmetic<N>, a: N): boolean => n.sign(a) > 0;
/** max(a, 0). */
export const positivePart = <N>(n: Arithmetic<N>, a: N): N => n.max(a, n.zero);
/** a / b, or `whenZero` where b is zero. */
export const ratio = <N>(n: Arithmetic<N>, a: N, b: N, whenZero: N): N => (isZero(n, b) ? whenZero : n.div(a, b));
