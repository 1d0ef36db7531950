import { at } from "../numbers/arithmetic.js";
import { neumaierTotal } from "../numbers/sums.js";

/** x̄ = Σ x_i / n; 0 of none. */
export const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : neumaierTotal(values) / values.length;

/** Standard error of the mean of independent draws, s/√n with s² = Σ (x_i − x̄)² / (n − 1); 0 of fewer than two. */
export function standardError(values: readonly number[]): number {
  const count = values.length;
  if (count < 2) return 0;
  const mean = meanOf(values);
  return Math.sqrt(neumaierTotal(values.map((value) => (value - mean) ** 2)) / (count - 1) / count);
}

/**
 * The quantile of an ascending list at `level`, 0–1: linear between x_⌊h⌋ and x_⌊h⌋+1 with h = (n − 1)·level from 0; 0 of none.
 *
 * Source: R. Hyndman, Y. Fan, Sample quantiles in statistical packages, Am. Stat. 50 (1996) 361–365, definition 7.
 */
export function quantileOf(ascending: readonly number[], level: number): number {
  if (ascending.length === 0) return 0;
  const place = (ascending.length - 1) * level;
  const below = Math.floor(place);
  const low = at(ascending, below);
  return low + (place - below) * (at(ascending, Math.min(below + 1, ascending.length - 1)) - low);
}

/**
 * Expected shortfall: the mean of the largest `tail` · n of an ascending list of losses, the last of them in part where that is no whole
 * number; 0 of none.
 *
 * Source: C. Acerbi, D. Tasche, On the coherence of expected shortfall, J. Bank. Finance 26 (2002) 1487–1503, for losses.
 */
export function expectedShortfall(ascending: readonly number[], tail: number): number {
  const count = ascending.length;
  const wanted = tail * count;
  if (!(wanted > 0)) return ascending.at(-1) ?? 0;
  const whole = Math.min(count, Math.floor(wanted));
  const rest = whole < count ? (wanted - whole) * at(ascending, count - whole - 1) : 0;
  return (neumaierTotal(ascending.slice(count - whole)) + rest) / wanted;
}

/** 97.5 % point of the standard normal distribution. */
const Z = 1.959963984540054;

/** Share of successes with its 95 % interval. */
export interface Proportion {
  readonly probability: number;
  readonly low: number;
  readonly high: number;
}

/**
 * k/n with Wilson's 95 % interval (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), which stays true where k is 0 or small.
 *
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, J. Am. Stat. Assoc. 22 (1927) 209–212.
 */
export function proportion(successes: number, count: number): Proportion {
  if (count === 0) return { probability: 0, low: 0, high: 1 };
  const probability = successes / count;
  const spread = Z * Math.sqrt((probability * (1 - probability)) / count + Z ** 2 / (4 * count ** 2));
  const scale = 1 + Z ** 2 / count;
  const middle = probability + Z ** 2 / (2 * count);
  return {
    probability,
    low: successes === 0 ? 0 : (middle - spread) / scale,
    high: successes === count ? 1 : (middle + spread) / scale,
  };
}
