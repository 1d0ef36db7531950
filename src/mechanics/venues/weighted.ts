import type { WeightedVenue } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive, isZero } from "../../numbers/arithmetic.js";
import { expLessOne, lnOnePlus } from "./near-one.js";
import type { VenueRule, VenueState, VenueTerms } from "./rule.js";

/** Balances in token units; of the weights only the ratio counts. */
export interface WeightedPair<N> {
  readonly balanceIn: N;
  readonly weightIn: N;
  readonly balanceOut: N;
  readonly weightOut: N;
}

/**
 * Units bought for `amountIn` (fee already taken off): y·(1 − (x/(x + Δx))^(wᵢ/wₒ)). Source: balancer-v2-monorepo
 * pkg/pool-weighted/contracts/WeightedMath.sol, _calcOutGivenIn.
 */
export const weightedOut = <N>(n: Arithmetic<N>, pair: WeightedPair<N>, amountIn: N): N =>
  n.sub(n.zero, n.mul(pair.balanceOut, expLessOne(n, lnOfKept(n, pair, amountIn))));

/** What that leaves in the pool, y·(x/(x + Δx))^(wᵢ/wₒ), with all its digits where next to nothing is left. */
const balanceLeft = <N>(n: Arithmetic<N>, pair: WeightedPair<N>, amountIn: N): N =>
  n.mul(pair.balanceOut, n.exp(lnOfKept(n, pair, amountIn)));

/** ln (x/(x + Δx))^(wᵢ/wₒ). */
const lnOfKept = <N>(n: Arithmetic<N>, pair: WeightedPair<N>, amountIn: N): N => {
  const growth = lnOnePlus(n, n.div(amountIn, pair.balanceIn));
  return n.sub(n.zero, n.mul(n.div(pair.weightIn, pair.weightOut), growth));
};

/** What `amountOut` < y costs before fee: x·((y/(y − Δy))^(wₒ/wᵢ) − 1). Source: as above, _calcInGivenOut. */
export function weightedIn<N>(n: Arithmetic<N>, pair: WeightedPair<N>, amountOut: N): N {
  const shrinkage = lnOnePlus(n, n.sub(n.zero, n.div(amountOut, pair.balanceOut)));
  const rise = expLessOne(n, n.sub(n.zero, n.mul(n.div(pair.weightOut, pair.weightIn), shrinkage)));
  return n.mul(pair.balanceIn, rise);
}

/**
 * Weighted pool of two or more tokens: ΠBʷ is constant, the fee is taken from what is sold and left in the pool; the price of i in o
 * is (Bₒ/wₒ)/(Bᵢ/wᵢ). Balancer turns away one swap of more than 30 % of a balance (MAX_IN_RATIO); a sale here may stand for several.
 *
 * Outside trades keep ΠBʷ: a factor φ on token i gives Bᵢ·φ^(wᵢ − 1) and Bⱼ·φ^wᵢ. Arbitrage ends where Bₖpₖ/wₖ is the same for all; a
 * share of the gap is a share of its logarithm. Source: F. Martinelli, N. Mushegian, Balancer whitepaper (2019).
 */
export const weighted: VenueRule<WeightedVenue> = {
  kind: "weighted",
  terms: <N>(n: Arithmetic<N>, venue: WeightedVenue): VenueTerms<N> => {
    const fee = n.parse(venue.fee);
    const written = venue.balances.map(({ asset }) => {
      const found = venue.weights.find((each) => each.asset === asset);
      return found === undefined ? n.zero : n.parse(found.weight);
    });
    const all = n.total(written);
    const weights = written.map((weight) => n.div(weight, all));
    const isEmptied = (state: VenueState<N>): boolean => state.some((units) => isZero(n, units));
    const worthless = (state: VenueState<N>, token: number): VenueState<N> =>
      state.map((units, place) => (place === token ? units : n.zero));
    const price = (state: VenueState<N>, tokenIn: number, tokenOut: number): N =>
      n.div(n.mul(at(state, tokenOut), at(weights, tokenIn)), n.mul(at(state, tokenIn), at(weights, tokenOut)));
    return {
      tokens: venue.balances.map(({ asset }) => asset),
      opening: venue.balances.map(({ units }) => n.parse(units)),
      fee,
      marginalPrice: (state, tokenIn, tokenOut) => (isEmptied(state) ? n.zero : price(state, tokenIn, tokenOut)),
      sell: (state, tokenIn, tokenOut, amountIn) => {
        if (isZero(n, at(state, tokenIn))) return { out: n.zero, unfilled: amountIn, after: state };
        const pair = {
          ...{ balanceIn: at(state, tokenIn), weightIn: at(weights, tokenIn) },
          ...{ balanceOut: at(state, tokenOut), weightOut: at(weights, tokenOut) },
        };
        const counted = n.mul(amountIn, n.sub(n.one, fee));
        const left = balanceLeft(n, pair, counted);
        const balance = (units: N, place: number): N => {
          if (place === tokenIn) return n.add(units, amountIn);
          return place === tokenOut ? left : units;
        };
        return { out: weightedOut(n, pair, counted), unfilled: n.zero, after: state.map(balance) };
      },
      amountToReach: (state, tokenIn, tokenOut, marginal) => {
        if (isZero(n, at(state, tokenIn))) return n.zero;
        if (!isPositive(n, marginal)) return n.parse("Infinity");
        if (isEmptied(state)) return n.zero;
        const fall = n.div(price(state, tokenIn, tokenOut), marginal);
        if (!isPositive(n, n.sub(fall, n.one))) return n.zero;
        const steepness = n.add(n.one, n.div(at(weights, tokenIn), at(weights, tokenOut)));
        const growth = expLessOne(n, n.div(n.ln(fall), steepness));
        return n.div(n.mul(at(state, tokenIn), growth), n.sub(n.one, fee));
      },
      follow: (state, token, factor) => {
        if (isEmptied(state)) return state;
        if (!isPositive(n, factor)) return worthless(state, token);
        const others = n.pow(factor, at(weights, token));
        return state.map((units, place) => n.mul(units, place === token ? n.div(others, factor) : others));
      },
      restore: (state, share, outsideUsd) => {
        if (isZero(n, share) || isEmptied(state)) return state;
        const lost = outsideUsd.findIndex((usd) => !isPositive(n, usd));
        if (lost >= 0) return worthless(state, lost);
        const worth = state.map((units, k) => n.div(n.mul(units, at(outsideUsd, k)), at(weights, k)));
        const first = at(worth, 0);
        if (worth.every((usd) => isZero(n, n.sub(usd, first)))) return state;
        const mean = n.exp(n.total(worth.map((usd, k) => n.mul(at(weights, k), n.ln(n.div(usd, first))))));
        return state.map((units, k) => n.mul(units, n.pow(n.div(n.mul(mean, first), at(worth, k)), share)));
      },
      balances: (state) => state,
    };
  },
};
