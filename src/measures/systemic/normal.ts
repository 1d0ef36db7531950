/**
 * Standard normal distribution Φ(x) to 1e-15, absolute: ½ + φ(x)·(x + x³/3 + x⁵/15 + x⁷/105 + …), and 0 or 1 beyond ±9.
 *
 * Source: G. Marsaglia, Evaluating the normal distribution, Journal of Statistical Software 11(4) (2004).
 */
export function standardNormal(x: number): number {
  if (x < -9) return 0;
  if (x > 9) return 1;
  let term = x;
  let total = x;
  for (let odd = 3; Math.abs(term) > Math.abs(total) * Number.EPSILON; odd += 2) {
    term *= (x * x) / odd;
    total += term;
  }
  return 0.5 + (total * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
