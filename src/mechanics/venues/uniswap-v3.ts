import type { UniswapV3Venue } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive } from "../../numbers/arithmetic.js";
import { unrounded } from "../lending/rounding.js";
import type { Fill, VenueRule, VenueState, VenueTerms } from "./rule.js";
import { type Stretch, segmentsOf, stretches } from "./uniswap-v3-ranges.js";
import { amountToMove, swapStep } from "./uniswap-v3-swap.js";
import { followedPrice, referencePrice, refused, restoredPrice, worthlessToken } from "./worthless.js";

/**
 * Concentrated liquidity over several ranges. State: √price of the asset in the quote, and the fees of either token, which lie beside
 * the ranges. A sale crosses bounds and gaps; what is offered past the last range is unfilled, and the price stays at its bound.
 *
 * Outside trades move the price without fee. Liquidity providers do not move their ranges. Source: Uniswap v3 whitepaper (2021),
 * section 6; v3-core contracts/UniswapV3Pool.sol, swap.
 */
export const uniswapV3: VenueRule<UniswapV3Venue> = {
  kind: "uniswap-v3",
  terms: <N>(n: Arithmetic<N>, venue: UniswapV3Venue): VenueTerms<N> => {
    const fee = n.parse(venue.fee);
    const kept = n.sub(n.one, fee);
    const segments = segmentsOf(n, venue);
    const infinity = n.parse("Infinity");
    const end = (tokenIn: 0 | 1): N => (tokenIn === 0 ? n.zero : infinity);
    const side = (token: number): 0 | 1 => (token === 0 ? 0 : 1);
    /** The most that a sale takes until √price `until`, fee included. */
    const room = (root: N, tokenIn: 0 | 1, until: N): N => {
      const ahead = stretches(n, segments, tokenIn, root, until);
      return n.div(
        n.total(ahead.map(({ from, to, liquidity }) => amountToMove(n, liquidity, tokenIn, from, to))),
        kept,
      );
    };
    const withFee = (state: VenueState<N>, root: N, tokenIn: 0 | 1, paid: N): VenueState<N> => {
      const [fees0, fees1] = [at(state, 1), at(state, 2)];
      return tokenIn === 0 ? [root, n.add(fees0, paid), fees1] : [root, fees0, n.add(fees1, paid)];
    };
    const sell = (state: VenueState<N>, tokenIn: 0 | 1, amountIn: N): Fill<N> => {
      const start = at(state, 0);
      const worthless = worthlessToken(n, start);
      if (worthless === tokenIn)
        return { out: n.zero, unfilled: n.zero, after: withFee(state, start, tokenIn, amountIn) };
      if (worthless !== undefined) return refused(n, amountIn, state);
      const taken = n.min(amountIn, room(start, tokenIn, end(tokenIn)));
      const bought: N[] = [];
      let [root, left] = [start, taken];
      for (const { from, to, liquidity } of stretches(n, segments, tokenIn, start, end(tokenIn))) {
        if (!isPositive(n, left)) break;
        const inputs = { rootFrom: from, rootTarget: to, liquidity, amountIn: left, fee, tokenIn };
        const step = swapStep(n, unrounded(), inputs);
        bought.push(step.amountOut);
        root = step.rootAfter;
        left = step.reachesTarget ? n.sub(left, n.add(step.amountIn, step.feeAmount)) : n.zero;
      }
      const after = withFee(state, root, tokenIn, n.mul(taken, fee));
      return { out: n.total(bought), unfilled: n.sub(amountIn, taken), after };
    };
    return {
      tokens: [venue.asset, venue.quote],
      opening: [n.sqrt(n.parse(venue.price)), n.zero, n.zero],
      fee,
      marginalPrice: (state, tokenIn) => {
        const root = at(state, 0);
        if (worthlessToken(n, root) !== undefined) return n.zero;
        const next = stretches(n, segments, side(tokenIn), root, end(side(tokenIn)))[0]?.from ?? root;
        const price = n.mul(next, next);
        return tokenIn === 0 ? price : n.div(n.one, price);
      },
      sell: (state, tokenIn, _tokenOut, amountIn) => sell(state, side(tokenIn), amountIn),
      amountToReach: (state, tokenIn, _tokenOut, marginal) => {
        const root = at(state, 0);
        const atAnyPrice = !isPositive(n, marginal);
        const worthless = worthlessToken(n, root);
        if (worthless !== undefined) return worthless === tokenIn && atAnyPrice ? infinity : n.zero;
        if (atAnyPrice) return room(root, side(tokenIn), end(side(tokenIn)));
        const until = n.sqrt(tokenIn === 0 ? marginal : n.div(n.one, marginal));
        return room(root, side(tokenIn), until);
      },
      follow: (state, token, factor) => [
        followedPrice(n, at(state, 0), token, n.sqrt(factor)),
        at(state, 1),
        at(state, 2),
      ],
      restore: (state, share, outsideUsd) => {
        const target = n.sqrt(referencePrice(n, outsideUsd));
        return [restoredPrice(n, at(state, 0), target, share), at(state, 1), at(state, 2)];
      },
      balances: (state) => {
        const held = (token: 0 | 1, ahead: readonly Stretch<N>[]): readonly N[] =>
          ahead.map(({ from, to, liquidity }) => amountToMove(n, liquidity, token, to, from));
        const root = at(state, 0);
        const [above, below] = [stretches(n, segments, 1, root, infinity), stretches(n, segments, 0, root, n.zero)];
        return [n.total([at(state, 1), ...held(0, above)]), n.total([at(state, 2), ...held(1, below)])];
      },
    };
  },
};
