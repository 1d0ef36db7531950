import type { StableswapVenue } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive, isZero, positivePart } from "../../numbers/arithmetic.js";
import { fallingRoot } from "./root.js";
import type { VenueRule, VenueState, VenueTerms } from "./rule.js";
import { balanceFor, balancesAt, gradientOf, invariantOf } from "./stableswap-curve.js";

export interface StableswapQuote<N> {
  /** Units bought before and after fee. */
  readonly beforeFee: N;
  readonly afterFee: N;
}

export interface StableswapTrade<N> {
  readonly ann: N;
  readonly balances: readonly N[];
  readonly fee: N;
  readonly tokenIn: number;
  readonly tokenOut: number;
  readonly amountIn: N;
}

/** Units bought for `amountIn`: the fall of x_out that keeps the invariant, less the fee on it. Source: curve-contract, get_dy. */
export function stableswapQuote<N>(n: Arithmetic<N>, trade: StableswapTrade<N>): StableswapQuote<N> {
  const { ann, balances, tokenIn, tokenOut } = trade;
  const d = invariantOf(n, { ann, balances });
  const held = at(balances, tokenOut);
  const offered = balances.map((units, place) => (place === tokenIn ? n.add(units, trade.amountIn) : units));
  const beforeFee = positivePart(n, n.sub(held, balanceFor(n, { ann, balances: offered }, d, tokenOut)));
  return { beforeFee, afterFee: n.mul(beforeFee, n.sub(n.one, trade.fee)) };
}

/**
 * Stableswap of two or more tokens; the fee is taken from what is bought and left in the pool. Formulas: `stableswap-curve.ts`.
 *
 * Arbitrage multiplies each token's price p by (R/p)^share, R the reference: a share of the gap's logarithm, which makes the result
 * the same whichever token the others are priced in.
 */
export const stableswap: VenueRule<StableswapVenue> = {
  kind: "stableswap",
  terms: <N>(n: Arithmetic<N>, venue: StableswapVenue): VenueTerms<N> => {
    const fee = n.parse(venue.fee);
    const ann = n.mul(n.parse(venue.amplification), n.fromNumber(venue.balances.length));
    const isEmptied = (state: VenueState<N>): boolean => state.some((units) => isZero(n, units));
    const worthless = (state: VenueState<N>, token: number): VenueState<N> =>
      state.map((units, place) => (place === token ? units : n.zero));
    const invariant = (balances: VenueState<N>): N => invariantOf(n, { ann, balances });
    const priceOn = (balances: VenueState<N>, d: N, tokenIn: number, tokenOut: number): N => {
      const gradient = gradientOf(n, { ann, balances }, d);
      return n.div(at(gradient, tokenIn), at(gradient, tokenOut));
    };
    const reprice = (state: VenueState<N>, factor: (token: number, gradient: readonly N[]) => N): VenueState<N> => {
      if (isEmptied(state)) return state;
      const d = invariant(state);
      const gradient = gradientOf(n, { ann, balances: state }, d);
      const factors = state.map((_, token) => factor(token, gradient));
      const lost = factors.findIndex((value) => !isPositive(n, value));
      if (lost >= 0) return worthless(state, lost);
      if (factors.every((value) => isZero(n, n.sub(value, at(factors, 0))))) return state;
      const prices = gradient.map((slope, token) => n.mul(slope, at(factors, token)));
      return balancesAt(n, ann, d, prices);
    };
    return {
      tokens: venue.balances.map(({ asset }) => asset),
      opening: venue.balances.map(({ units }) => n.parse(units)),
      fee,
      marginalPrice: (state, tokenIn, tokenOut) =>
        isEmptied(state) ? n.zero : priceOn(state, invariant(state), tokenIn, tokenOut),
      sell: (state, tokenIn, tokenOut, amountIn) => {
        if (isZero(n, at(state, tokenIn))) return { out: n.zero, unfilled: amountIn, after: state };
        const out = isEmptied(state)
          ? n.zero
          : stableswapQuote(n, { ann, balances: state, fee, tokenIn, tokenOut, amountIn }).afterFee;
        const balance = (units: N, place: number): N => {
          if (place === tokenIn) return n.add(units, amountIn);
          return place === tokenOut ? n.sub(units, out) : units;
        };
        return { out, unfilled: n.zero, after: state.map(balance) };
      },
      amountToReach: (state, tokenIn, tokenOut, marginal) => {
        if (isZero(n, at(state, tokenIn))) return n.zero;
        if (!isPositive(n, marginal)) return n.parse("Infinity");
        if (isEmptied(state)) return n.zero;
        const d = invariant(state);
        const excess = (amountIn: N): N => {
          const offered = state.map((units, place) => (place === tokenIn ? n.add(units, amountIn) : units));
          const left = balanceFor(n, { ann, balances: offered }, d, tokenOut);
          const balances = offered.map((units, place) => (place === tokenOut ? left : units));
          return n.sub(priceOn(balances, d, tokenIn, tokenOut), marginal);
        };
        if (!isPositive(n, excess(n.zero))) return n.zero;
        const two = n.parse("2");
        let enough = at(state, tokenIn);
        while (isPositive(n, excess(enough))) enough = n.mul(enough, two);
        return fallingRoot(n, excess, n.zero, enough).low;
      },
      follow: (state, token, factor) => reprice(state, (place) => (place === token ? factor : n.one)),
      restore: (state, share, outsideUsd) =>
        reprice(state, (token, gradient) => n.pow(n.div(at(outsideUsd, token), at(gradient, token)), share)),
      balances: (state) => state,
    };
  },
};
