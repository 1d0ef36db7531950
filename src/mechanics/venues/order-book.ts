import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";

/** A bid: somebody buys up to `units` at `price`. */
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

/** Sells into the bids, the highest first, until the amount or the book is exhausted. Prices in the quote, amounts in units. */
export function sellIntoBook<N>(n: Arithmetic<N>, bids: readonly BookLevel<N>[], units: N): BookSale<N> {
  const best = bids.toSorted((a, b) => n.sign(n.sub(b.price, a.price)));
  const fetched: N[] = [];
  let left = units;
  let lastPrice: N | undefined;
  for (const level of best) {
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
