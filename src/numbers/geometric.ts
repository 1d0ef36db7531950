import type { Arithmetic } from "./arithmetic.js";

/**
 * Leverage of a loop after `rounds` borrow-and-redeposit rounds at loan-to-value `ltv`.
 *
 * 1 + ltv + … + ltv^rounds = (1 − ltv^(rounds+1)) / (1 − ltv), per unit of equity; `rounds` = 0 is a plain deposit. The caller
 * guarantees 0 ≤ ltv < 1 and a whole number of rounds. Source: the sum of a finite geometric series.
 */
export function geometricSum<N>(n: Arithmetic<N>, ltv: N, rounds: number): N {
  const rest = n.pow(ltv, n.fromNumber(rounds + 1));
  return n.div(n.sub(n.one, rest), n.sub(n.one, ltv));
}
