import type { GmxPoolVenue } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive, isZero, positivePart } from "../../numbers/arithmetic.js";
import { gmxPriceImpact } from "./gmx-pool.js";
import { fallingRoot } from "./root.js";
import type { VenueRule, VenueState, VenueTerms } from "./rule.js";
import { refused } from "./worthless.js";

/** What a swap does to the balance of a pool, seen from the side of the token sold; all in USD. */
interface Side<N> {
  /** Value of the token sold less that of the other, in the pool. */
  readonly imbalanceUsd: N;
  readonly inUsd: N;
  readonly outUsd: N;
  readonly outBalance: N;
}

/**
 * A pool of two tokens that swaps at reference prices. State: its balances. With u the value sold after fee and d the imbalance:
 *
 * out = (u + impact(d → d + 2u))/price of the token bought; the next dollar fetches 1 − 2·k·f·|d|^(k−1)·sign(d), with the positive
 * factor f where d < 0. What would fetch nothing, or more than the pool has, finds no buyer. News moves the price, not the pool;
 * outsiders swap back the imbalance by their share, at reference prices. The contract's caps on impact and its reserve of open
 * interest are left out. Source: gmx-synthetics contracts/swap/SwapUtils.sol, contracts/pricing/SwapPricingUtils.sol.
 */
export const gmxSwap: VenueRule<GmxPoolVenue> = {
  kind: "gmx-pool",
  terms<N>(n: Arithmetic<N>, venue: GmxPoolVenue): VenueTerms<N> {
    const two = n.parse("2");
    const fee = n.parse(venue.fee);
    const kept = n.sub(n.one, fee);
    const exponent = n.parse(venue.impact.exponent);
    const negativeFactor = n.parse(venue.impact.negativeFactor);
    const positiveFactor = n.min(n.parse(venue.impact.positiveFactor), negativeFactor);
    const slope = n.sub(exponent, n.one);
    const steepness = (factor: N): N => n.mul(two, n.mul(exponent, factor));
    const sideOf = (state: VenueState<N>, tokenIn: number, outsideUsd: readonly N[]): Side<N> | undefined => {
      const tokenOut = 1 - tokenIn;
      const [inUsd, outUsd] = [at(outsideUsd, tokenIn), at(outsideUsd, tokenOut)];
      if (!isPositive(n, inUsd) || !isPositive(n, outUsd)) return undefined;
      const outBalance = at(state, tokenOut);
      return {
        imbalanceUsd: n.sub(n.mul(at(state, tokenIn), inUsd), n.mul(outBalance, outUsd)),
        inUsd,
        outUsd,
        outBalance,
      };
    };
    /** What the next dollar is paid for its effect on the balance. */
    const nextImpact = (imbalanceUsd: N): N => {
      const size = n.pow(n.max(imbalanceUsd, n.sub(n.zero, imbalanceUsd)), slope);
      if (n.sign(imbalanceUsd) < 0) return n.mul(steepness(positiveFactor), size);
      return n.sub(n.zero, n.mul(steepness(negativeFactor), size));
    };
    const impact = ({ imbalanceUsd }: Side<N>, soldUsd: N): N =>
      gmxPriceImpact(n, {
        ...{ initialImbalanceUsd: imbalanceUsd, nextImbalanceUsd: n.add(imbalanceUsd, n.mul(two, soldUsd)) },
        ...{ exponent, positiveFactor, negativeFactor },
      });
    /** The imbalance at which the next dollar is paid this much; infinite where it always is, either way. */
    const imbalanceAt = (wanted: N): N => {
      const wantsMore = isPositive(n, wanted);
      const factor = steepness(wantsMore ? positiveFactor : negativeFactor);
      const amount = wantsMore ? wanted : n.sub(n.zero, wanted);
      if (isZero(n, amount)) return n.zero;
      const infinity = n.parse("Infinity");
      if (isZero(n, factor)) return wantsMore ? n.sub(n.zero, infinity) : infinity;
      const ratio = n.div(amount, factor);
      if (isZero(n, slope)) {
        const reached = isPositive(n, n.sub(ratio, n.one)) || (!wantsMore && isZero(n, n.sub(ratio, n.one)));
        return reached ? (wantsMore ? n.sub(n.zero, infinity) : infinity) : n.zero;
      }
      const size = n.pow(ratio, n.div(n.one, slope));
      return wantsMore ? n.sub(n.zero, size) : size;
    };
    /** Dollars to sell until the next is paid less than `wanted` for its impact, or the pool has no more to give. */
    const roomUsd = (side: Side<N>, wanted: N): N => {
      const untilWorse = positivePart(n, n.div(n.sub(imbalanceAt(wanted), side.imbalanceUsd), two));
      const heldUsd = n.mul(side.outBalance, side.outUsd);
      const left = (soldUsd: N): N => n.sub(heldUsd, n.add(soldUsd, impact(side, soldUsd)));
      const finite = isZero(n, negativeFactor) ? n.min(untilWorse, heldUsd) : untilWorse;
      if (isPositive(n, left(finite))) return finite;
      return isZero(n, finite) ? n.zero : fallingRoot(n, left, n.zero, finite).low;
    };
    const everything = n.sub(n.zero, n.one);
    return {
      tokens: venue.balances.map(({ asset }) => asset),
      opening: venue.balances.map(({ units }) => n.parse(units)),
      fee,
      marginalPrice: (state, tokenIn, _tokenOut, outsideUsd) => {
        const side = sideOf(state, tokenIn, outsideUsd);
        if (side === undefined) return n.zero;
        return n.mul(n.div(side.inUsd, side.outUsd), positivePart(n, n.add(n.one, nextImpact(side.imbalanceUsd))));
      },
      sell: (state, tokenIn, tokenOut, amountIn, outsideUsd) => {
        const side = sideOf(state, tokenIn, outsideUsd);
        if (side === undefined) return refused(n, amountIn, state);
        const most = n.div(n.div(roomUsd(side, everything), side.inUsd), kept);
        const taken = n.min(amountIn, most);
        const soldUsd = n.mul(n.mul(taken, kept), side.inUsd);
        const out = n.min(n.div(positivePart(n, n.add(soldUsd, impact(side, soldUsd))), side.outUsd), side.outBalance);
        const after = state.map((units, token) =>
          token === tokenIn ? n.add(units, taken) : token === tokenOut ? n.sub(units, out) : units,
        );
        return { out, unfilled: n.sub(amountIn, taken), after };
      },
      amountToReach: (state, tokenIn, _tokenOut, marginal, outsideUsd) => {
        const side = sideOf(state, tokenIn, outsideUsd);
        if (side === undefined) return n.zero;
        const wanted = n.sub(n.div(n.mul(marginal, side.outUsd), side.inUsd), n.one);
        return n.div(n.div(roomUsd(side, n.max(wanted, everything)), side.inUsd), kept);
      },
      follow: (state) => state,
      restore: (state, share, outsideUsd) => {
        const side = sideOf(state, 0, outsideUsd);
        if (side === undefined || isZero(n, share)) return state;
        const swappedUsd = n.div(n.mul(side.imbalanceUsd, share), two);
        return [
          n.sub(at(state, 0), n.div(swappedUsd, side.inUsd)),
          n.add(at(state, 1), n.div(swappedUsd, side.outUsd)),
        ];
      },
      balances: (state) => state,
    };
  },
};
