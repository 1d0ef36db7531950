import type { ConstantProductVenue } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive, isZero, positivePart, ratio } from "../../numbers/arithmetic.js";
import type { VenueRule, VenueState, VenueTerms } from "./rule.js";

export interface SwapInputs<N> {
  readonly amountIn: N;
  readonly reserveIn: N;
  readonly reserveOut: N;
  readonly fee: N;
}

/**
 * Units bought: y·Δx(1 − f)/(x + Δx(1 − f)); 0 from an empty pool. Amounts in token units.
 * Source: Uniswap v2, UniswapV2Library.getAmountOut (which floors in integer units; see `amountOutInteger`).
 */
export function amountOut<N>(n: Arithmetic<N>, { amountIn, reserveIn, reserveOut, fee }: SwapInputs<N>): N {
  const counted = n.mul(amountIn, n.sub(n.one, fee));
  return ratio(n, n.mul(counted, reserveOut), n.add(reserveIn, counted), n.zero);
}

/** `amountOut` as the contract pays it: raw integer units, rounded down. */
export const amountOutInteger = <N>(n: Arithmetic<N>, inputs: SwapInputs<N>): N => n.floor(amountOut(n, inputs));

export interface ImpactSize<N> {
  readonly amountIn: N;
  readonly amountOut: N;
  /** Relative fall of the average price against the price before. */
  readonly averagePriceImpact: N;
}

/**
 * The sale that lowers the price y/x of the reserves by `spotDrop`: with k = i/(1 − i) and g = 1 − f,
 * Δx = 2xk/((1 + g) + √((1 + g)² + 4gk)), which without fee is x(1/√(1 − i) − 1). Needs 0 ≤ spotDrop < 1 and reserves over 0.
 */
export function sizeForImpact<N>(
  n: Arithmetic<N>,
  pool: { readonly reserveIn: N; readonly reserveOut: N; readonly spotDrop: N; readonly fee: N },
): ImpactSize<N> {
  const [two, four] = [n.parse("2"), n.parse("4")];
  const counted = n.sub(n.one, pool.fee);
  const b = n.add(n.one, counted);
  const k = n.div(pool.spotDrop, n.sub(n.one, pool.spotDrop));
  const root = n.sqrt(n.add(n.mul(b, b), n.mul(four, n.mul(counted, k))));
  const amountIn = n.div(n.mul(two, n.mul(pool.reserveIn, k)), n.add(b, root));
  const out = amountOut(n, { ...pool, amountIn });
  const start = n.div(pool.reserveOut, pool.reserveIn);
  return {
    amountIn,
    amountOut: out,
    averagePriceImpact: n.sub(n.one, n.div(ratio(n, out, amountIn, start), start)),
  };
}

/**
 * Constant product of two reserves: xy = k, the fee taken from what is sold and left in the pool.
 *
 * Arbitrage ends where both reserves are worth the same; a share of the gap is a share of its logarithm, which makes the result the
 * same whichever token the other is priced in. Source: Uniswap v2 whitepaper.
 */
export const constantProduct: VenueRule<ConstantProductVenue> = {
  kind: "constant-product",
  terms: <N>(n: Arithmetic<N>, venue: ConstantProductVenue): VenueTerms<N> => {
    const fee = n.parse(venue.fee);
    const follow = (state: VenueState<N>, token: number, factor: N): VenueState<N> => {
      if (!isPositive(n, factor)) return state.map((units, place) => (place === token ? units : n.zero));
      const root = n.sqrt(factor);
      return state.map((units, place) => (place === token ? n.div(units, root) : n.mul(units, root)));
    };
    return {
      tokens: venue.balances.map(({ asset }) => asset),
      opening: venue.balances.map(({ units }) => n.parse(units)),
      fee,
      marginalPrice: (state, tokenIn, tokenOut) => ratio(n, at(state, tokenOut), at(state, tokenIn), n.zero),
      sell: (state, tokenIn, tokenOut, amountIn) => {
        const reserveIn = at(state, tokenIn);
        const reserveOut = at(state, tokenOut);
        if (isZero(n, reserveIn)) return { out: n.zero, unfilled: amountIn, after: state };
        const out = amountOut(n, { amountIn, reserveIn, reserveOut, fee });
        const balance = (units: N, place: number): N =>
          place === tokenIn ? n.add(units, amountIn) : n.sub(units, out);
        return { out, unfilled: n.zero, after: state.map(balance) };
      },
      amountToReach: (state, tokenIn, tokenOut, marginal) => {
        const reserveIn = at(state, tokenIn);
        const reserveOut = at(state, tokenOut);
        if (isZero(n, reserveIn)) return n.zero;
        if (!isPositive(n, marginal)) return n.fromNumber(Infinity);
        const reserveThen = n.sqrt(n.div(n.mul(reserveIn, reserveOut), marginal));
        return n.div(positivePart(n, n.sub(reserveThen, reserveIn)), n.sub(n.one, fee));
      },
      follow,
      restore: (state, share, outsideUsd) => {
        if (isZero(n, share) || state.some((units) => isZero(n, units))) return state;
        const [value0, value1] = [n.mul(at(state, 0), at(outsideUsd, 0)), n.mul(at(state, 1), at(outsideUsd, 1))];
        if (isZero(n, value1)) return follow(state, 1, n.zero);
        return follow(state, 0, n.pow(n.div(value0, value1), share));
      },
      balances: (state) => state,
    };
  },
};
