import { normal, uniform } from "./random.js";

/** Attempts of one draw before it would use the numbers of the next; each succeeds with more than 95 %. */
const ATTEMPTS = 64;

/**
 * A draw of the gamma distribution with `shape` ≥ 1 and scale 1: the `index`-th of the stream called `stream`.
 *
 * d·v with d = shape − 1/3, v = (1 + x/√(9d))³, accepted when ln u < x²/2 + d − d·v + d·ln v. Source: G. Marsaglia, W. W. Tsang, A simple
 * method for generating gamma variables, ACM Trans. Math. Softw. 26 (2000) 363–372.
 */
export function gammaDraw(shape: number, seed: number, stream: string, index: number): number {
  const d = shape - 1 / 3;
  for (let attempt = index * ATTEMPTS; ; attempt += 1) {
    const x = normal(seed, `${stream}, proposal`, attempt);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    const u = 1 - uniform(seed, `${stream}, acceptance`, attempt);
    if (v > 0 && Math.log(u) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
