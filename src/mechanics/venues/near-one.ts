import { type Arithmetic, isZero } from "../../numbers/arithmetic.js";

/**
 * ln(1 + x) and eˣ − 1 without the digits that 1 + x and eˣ lose where x is small, so that a small trade in a deep pool is priced to
 * the last digit. Source: N. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 1.14.1 (Kahan's method).
 */

/** ln(1 + x) for x > −1. */
export function lnOnePlus<N>(n: Arithmetic<N>, x: N): N {
  const sum = n.add(n.one, x);
  const rounded = n.sub(sum, n.one);
  return isZero(n, rounded) ? x : n.div(n.mul(x, n.ln(sum)), rounded);
}

/** eˣ − 1. */
export function expLessOne<N>(n: Arithmetic<N>, x: N): N {
  const power = n.exp(x);
  const rounded = n.sub(power, n.one);
  if (isZero(n, rounded)) return x;
  return isZero(n, power) ? rounded : n.div(n.mul(rounded, x), n.ln(power));
}
