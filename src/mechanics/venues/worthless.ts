import { type Arithmetic, at, isZero } from "../../numbers/arithmetic.js";
import type { Fill, VenueState } from "./rule.js";

/** Which of two tokens a price of token 0 in token 1 says is worth nothing: 0 at a price of 0, 1 at an infinite one. */
export function worthlessToken<N>(n: Arithmetic<N>, price: N): 0 | 1 | undefined {
  if (isZero(n, price)) return 0;
  return isZero(n, n.div(n.one, price)) ? 1 : undefined;
}

/** The price of token 0 in token 1 after `token` has been multiplied by `factor` in the other; what is worthless stays so. */
export function followedPrice<N>(n: Arithmetic<N>, price: N, token: number, factor: N): N {
  if (worthlessToken(n, price) !== undefined) return price;
  if (isZero(n, factor)) return token === 0 ? n.zero : n.parse("Infinity");
  return token === 0 ? n.mul(price, factor) : n.div(price, factor);
}

/** What token 0 is worth in token 1 at reference prices; infinite where token 1 is worth nothing. */
export function referencePrice<N>(n: Arithmetic<N>, outsideUsd: readonly N[]): N {
  const [baseUsd, quoteUsd] = [at(outsideUsd, 0), at(outsideUsd, 1)];
  return isZero(n, quoteUsd) ? n.parse("Infinity") : n.div(baseUsd, quoteUsd);
}

/** The price after `share` of its gap to `target`, in logarithms, is closed; what is worthless stays so. */
export function restoredPrice<N>(n: Arithmetic<N>, price: N, target: N, share: N): N {
  if (isZero(n, share) || worthlessToken(n, price) !== undefined) return price;
  if (worthlessToken(n, target) !== undefined) return target;
  return n.mul(price, n.pow(n.div(target, price), share));
}

/** A sale that nobody takes. */
export const refused = <N>(n: Arithmetic<N>, amountIn: N, state: VenueState<N>): Fill<N> => ({
  out: n.zero,
  unfilled: amountIn,
  after: state,
});
