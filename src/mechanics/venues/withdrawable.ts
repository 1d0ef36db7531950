import { type Arithmetic, at, isPositive } from "../../numbers/arithmetic.js";
import type { VenueState, VenueTerms } from "./rule.js";
import { refused } from "./worthless.js";

/**
 * A venue whose providers can take a share of all its liquidity out. State: what is left of the liquidity, λ, 1 at the start; then the
 * state of the whole venue, as if nobody had left.
 *
 * At the same prices every amount is λ times as large: out(Δ) = λ·out₁(Δ/λ). Pools whose invariant is homogeneous, ranges of liquidity,
 * books and curves of impact in units are like that; rules with an impact in absolute USD are not. With λ = 0 it quotes its last
 * price and takes nothing.
 */
export function withdrawable<N>(n: Arithmetic<N>, whole: VenueTerms<N>): VenueTerms<N> {
  const inner = (state: VenueState<N>): VenueState<N> => state.slice(1);
  const kept = (state: VenueState<N>, after: VenueState<N>): VenueState<N> => [at(state, 0), ...after];
  return {
    tokens: whole.tokens,
    opening: [n.one, ...whole.opening],
    fee: whole.fee,
    marginalPrice: (state, tokenIn, tokenOut, outsideUsd) =>
      whole.marginalPrice(inner(state), tokenIn, tokenOut, outsideUsd),
    sell: (state, tokenIn, tokenOut, amountIn, outsideUsd) => {
      const left = at(state, 0);
      if (!isPositive(n, left)) return refused(n, amountIn, state);
      const fill = whole.sell(inner(state), tokenIn, tokenOut, n.div(amountIn, left), outsideUsd);
      const unfilled = n.min(amountIn, n.mul(left, fill.unfilled));
      return { out: n.mul(left, fill.out), unfilled, after: kept(state, fill.after) };
    },
    amountToReach: (state, tokenIn, tokenOut, marginal, outsideUsd) => {
      const left = at(state, 0);
      if (!isPositive(n, left)) return n.zero;
      return n.mul(left, whole.amountToReach(inner(state), tokenIn, tokenOut, marginal, outsideUsd));
    },
    follow: (state, token, factor) => kept(state, whole.follow(inner(state), token, factor)),
    restore: (state, share, outsideUsd) => kept(state, whole.restore(inner(state), share, outsideUsd)),
    balances: (state) => whole.balances(inner(state))?.map((units) => n.mul(at(state, 0), units)),
  };
}

/** Whether nobody has left yet. */
export const isWhole = <N>(n: Arithmetic<N>, state: VenueState<N>): boolean => n.sign(n.sub(at(state, 0), n.one)) === 0;

/** The state after `share` (0–1) of the liquidity has left: prices stay, balances and depth fall by that share. */
export const withdrawLiquidity = <N>(n: Arithmetic<N>, state: VenueState<N>, share: N): VenueState<N> => [
  n.mul(at(state, 0), n.sub(n.one, share)),
  ...state.slice(1),
];
