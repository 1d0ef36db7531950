import { at, isPositive, isZero } from "../../numbers/arithmetic.js";
import type { Books } from "../books/books.js";
import { hasMoved } from "../prices/moved.js";
import { reprice, setVenue } from "../prices/prices.js";
import type { State } from "../state.js";
import type { World } from "../world.js";

/**
 * What forced sales and arbitrage have multiplied an asset's price by since claims last followed their net asset value: the price
 * now over the price then, less what news from outside has moved it by meanwhile.
 */
function drift<N>(world: World<N>, state: State<N>, asset: number): N {
  const { n } = world;
  const { marketUsd, followedUsd, news } = at(state.assets, asset);
  const expectedUsd = n.mul(followedUsd, news);
  if (!isPositive(n, expectedUsd) || !isPositive(n, marketUsd)) return n.one;
  return hasMoved(n.toNumber(expectedUsd), n.toNumber(marketUsd)) ? n.div(marketUsd, expectedUsd) : n.one;
}

/**
 * Lets outsiders trade the pools of claims so that a claim does not move with what it is priced in: it follows its net asset value
 * instead, in which the price of that other asset counts as far as the issuer holds it, and would count twice otherwise.
 */
export function undoDrift<N>(world: World<N>, state: State<N>, books: Books<N>): void {
  const { n, pricing } = world;
  let traded = false;
  const drifts = state.assets.map((_, asset) => drift(world, state, asset));
  pricing.tokens.forEach((tokens, venue) => {
    const quote = at(pricing.quote, venue);
    const moved = at(drifts, at(tokens, quote));
    if (isZero(n, n.sub(moved, n.one))) return;
    tokens.forEach((asset, token) => {
      const { navUsd, quoted } = at(state.assets, asset);
      if (token === quote || navUsd === undefined || quoted) return;
      const next = at(world.venues, venue).follow(at(state.venues, venue), token, n.div(n.one, moved));
      setVenue(world, state, books, venue, next);
      traded = true;
    });
  });
  if (traded) reprice(world, state);
}

/** Takes the prices as they are for what claims have followed. */
export function noteFollowed<N>(world: World<N>, state: State<N>): void {
  for (const asset of state.assets) {
    asset.followedUsd = asset.marketUsd;
    asset.news = world.n.one;
  }
}
