import type { OrderBookVenue } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive, isZero } from "../../numbers/arithmetic.js";
import type { VenueRule, VenueState, VenueTerms } from "./rule.js";
import { followedPrice, referencePrice, refused, restoredPrice, worthlessToken } from "./worthless.js";

/** An order of the book: somebody buys (or sells) up to `units` at `price`. */
export interface BookLevel<N> {
  readonly price: N;
  readonly units: N;
}

export interface BookSale<N> {
  readonly proceeds: N;
  readonly unfilled: N;
  /** Absent when nothing is sold. */
  readonly averagePrice?: N;
  /** Price of the last unit sold; absent when nothing is sold. */
  readonly lastPrice?: N;
}

const highestFirst = <N>(n: Arithmetic<N>, levels: readonly BookLevel<N>[]): BookLevel<N>[] =>
  levels.toSorted((a, b) => n.sign(n.sub(b.price, a.price)));

/** Sells into the bids, the highest first, until the amount or the book is exhausted. Prices in the quote, amounts in units. */
export function sellIntoBook<N>(n: Arithmetic<N>, bids: readonly BookLevel<N>[], units: N): BookSale<N> {
  const fetched: N[] = [];
  let left = units;
  let lastPrice: N | undefined;
  for (const level of highestFirst(n, bids)) {
    const taken = n.min(left, level.units);
    if (!isPositive(n, taken)) continue;
    fetched.push(n.mul(taken, level.price));
    left = n.sub(left, taken);
    lastPrice = level.price;
  }
  const proceeds = n.total(fetched);
  const sold = n.sub(units, left);
  if (lastPrice === undefined) return { proceeds, unfilled: left };
  return { proceeds, unfilled: left, averagePrice: n.div(proceeds, sold), lastPrice };
}

/** The part of a level, of all up to it, that is only what sums of the others have rounded away: it must not make the price. */
const ROUNDING = "1e-12";

/** What is left of the levels, the best first, when the best `taken` units are gone. */
function remaining<N>(n: Arithmetic<N>, levels: readonly BookLevel<N>[], taken: N): readonly BookLevel<N>[] {
  const rounding = n.parse(ROUNDING);
  let upTo = n.zero;
  return levels.map(({ price, units }) => {
    upTo = n.add(upTo, units);
    const left = n.min(units, n.sub(upTo, taken));
    return { price, units: isPositive(n, n.sub(left, n.mul(rounding, upTo))) ? left : n.zero };
  });
}

/**
 * A book of limit orders. State: units of the asset taken from the bids and from the asks, and the scale of all prices, 1 at the start.
 * A sale walks the levels; what is offered past the last stays unfilled, and the price stays at the last. Without asks nobody sells.
 *
 * News moves the scale: makers requote around the new price. Arbitrage refills what was taken and moves the centre of the whole book
 * (the middle of best bid and ask, or the best bid) to the reference price, both by its share.
 */
export const orderBook: VenueRule<OrderBookVenue> = {
  kind: "order-book",
  terms: <N>(n: Arithmetic<N>, venue: OrderBookVenue): VenueTerms<N> => {
    const read = (levels: OrderBookVenue["bids"]): BookLevel<N>[] =>
      levels.map(({ price, units }) => ({ price: n.parse(price), units: n.parse(units) }));
    const bids = highestFirst(n, read(venue.bids));
    const asks = highestFirst(n, read(venue.asks)).toReversed();
    const [bestBid, bestAsk] = [bids[0]?.price ?? n.zero, asks[0]?.price];
    const centre = bestAsk === undefined ? bestBid : n.div(n.add(bestBid, bestAsk), n.parse("2"));
    /** Levels as whoever sells `tokenIn` meets them: units of it, and what one fetches. */
    const levels = (state: VenueState<N>, tokenIn: number): readonly BookLevel<N>[] => {
      const scale = at(state, 2);
      const scaled = (level: BookLevel<N>): N => n.mul(level.price, scale);
      if (tokenIn === 0)
        return remaining(n, bids, at(state, 0)).map((bid) => ({ price: scaled(bid), units: bid.units }));
      return remaining(n, asks, at(state, 1)).map((ask) => ({
        price: n.div(n.one, scaled(ask)),
        units: n.mul(ask.units, scaled(ask)),
      }));
    };
    return {
      tokens: [venue.asset, venue.quote],
      opening: [n.zero, n.zero, n.one],
      fee: n.zero,
      marginalPrice: (state, tokenIn) => {
        if (worthlessToken(n, at(state, 2)) !== undefined) return n.zero;
        const ahead = levels(state, tokenIn);
        return (ahead.find(({ units }) => isPositive(n, units)) ?? ahead.at(-1))?.price ?? n.zero;
      },
      sell: (state, tokenIn, _tokenOut, amountIn) => {
        const worthless = worthlessToken(n, at(state, 2));
        if (worthless === tokenIn) return { out: n.zero, unfilled: n.zero, after: state };
        if (worthless !== undefined) return refused(n, amountIn, state);
        const { proceeds, unfilled } = sellIntoBook(n, levels(state, tokenIn), amountIn);
        const [fromBids, fromAsks, scale] = [at(state, 0), at(state, 1), at(state, 2)];
        const after =
          tokenIn === 0
            ? [n.add(fromBids, n.sub(amountIn, unfilled)), fromAsks, scale]
            : [fromBids, n.add(fromAsks, proceeds), scale];
        return { out: proceeds, unfilled, after };
      },
      amountToReach: (state, tokenIn, _tokenOut, marginal) => {
        const worthless = worthlessToken(n, at(state, 2));
        if (worthless !== undefined)
          return worthless === tokenIn && !isPositive(n, marginal) ? n.parse("Infinity") : n.zero;
        const paying = levels(state, tokenIn).filter(({ price }) => !isPositive(n, n.sub(marginal, price)));
        return n.total(paying.map(({ units }) => units));
      },
      follow: (state, token, factor) => [at(state, 0), at(state, 1), followedPrice(n, at(state, 2), token, factor)],
      restore: (state, share, outsideUsd) => {
        if (isZero(n, share)) return state;
        const target = n.div(referencePrice(n, outsideUsd), centre);
        const kept = n.sub(n.one, share);
        const scale = restoredPrice(n, at(state, 2), target, share);
        return [n.mul(at(state, 0), kept), n.mul(at(state, 1), kept), scale];
      },
      balances: () => undefined,
    };
  },
};
