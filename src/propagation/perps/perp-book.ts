import { absolute } from "../../mechanics/perps/margin.js";
import type { PerpLevel } from "../../model/scenario.js";
import { type Arithmetic, isPositive, isZero } from "../../numbers/arithmetic.js";

/** Orders on one side of a perpetual's book, the best first. What is taken is gone for the rest of the round. */
export type BookSide<N> = { readonly price: N; units: N }[];

export interface PerpBook<N> {
  readonly bids: BookSide<N>;
  readonly asks: BookSide<N>;
}

/** The book as makers make it around a mark: mark·(1 − distance) bid, mark·(1 + distance) asked. */
export function bookAround<N>(n: Arithmetic<N>, levels: readonly PerpLevel[], markUsd: N): PerpBook<N> {
  const side = (towards: (away: N) => N): BookSide<N> =>
    levels.map(({ away, units }) => ({ price: n.mul(markUsd, towards(n.parse(away))), units: n.parse(units) }));
  return { bids: side((away) => n.sub(n.one, away)), asks: side((away) => n.add(n.one, away)) };
}

/** What a book takes of a position, with its sign, at which average price. */
export interface BookFill<N> {
  readonly size: N;
  readonly priceUsd: N;
}

/** What closing a position meets in the book at its limit or better: a long sells to the bids, a short buys from the asks. */
export function fillOf<N>(n: Arithmetic<N>, book: PerpBook<N>, size: N, limitUsd: N): BookFill<N> | undefined {
  const isLong = isPositive(n, size);
  const within = isLong
    ? book.bids.filter(({ price }) => n.sign(n.sub(price, limitUsd)) >= 0)
    : book.asks.filter(({ price }) => n.sign(n.sub(limitUsd, price)) >= 0);
  const wanted = absolute(n, size);
  let left = wanted;
  const paid: N[] = [];
  for (const { price, units } of within) {
    const taken = n.min(left, units);
    paid.push(n.mul(taken, price));
    left = n.sub(left, taken);
  }
  const filled = n.sub(wanted, left);
  if (isZero(n, filled)) return undefined;
  return { size: isLong ? filled : n.sub(n.zero, filled), priceUsd: n.div(n.total(paid), filled) };
}

/** Takes a fill out of the book. */
export function takeFill<N>(n: Arithmetic<N>, book: PerpBook<N>, { size }: BookFill<N>): void {
  let left = absolute(n, size);
  for (const level of isPositive(n, size) ? book.bids : book.asks) {
    const taken = n.min(left, level.units);
    level.units = n.sub(level.units, taken);
    left = n.sub(left, taken);
  }
}
