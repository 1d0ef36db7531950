import type { VenueState, VenueTerms } from "../../mechanics/venues/rule.js";
import { at, isPositive, isZero } from "../../numbers/arithmetic.js";
import type { Books } from "../books/books.js";
import { poolShareUsd } from "../claims/pool-shares.js";
import type { AssetState, State } from "../state.js";
import type { World } from "../world.js";
import type { Leg } from "./pricing.js";

/** The price of every asset, by place. */
export const marketPrices = <N>(state: State<N>): N[] => state.assets.map(({ marketUsd }) => marketUsd);

/** Indexed without `at`, which reads lists of all kinds and is slow where every venue is priced. */
const assetAt = <N>({ assets }: State<N>, place: number): AssetState<N> => assets[place] as AssetState<N>;
const termsAt = <N>({ venues }: World<N>, venue: number): VenueTerms<N> => venues[venue] as VenueTerms<N>;
const venueAt = <N>({ venues }: State<N>, venue: number): VenueState<N> => venues[venue] as VenueState<N>;

/** What outsiders pay for a venue's tokens: reference prices, with the quote at its market price. */
export function outsideUsd<N>(world: World<N>, state: State<N>, venue: number): N[] {
  const quote = world.pricing.quote[venue];
  return at(world.pricing.tokens, venue).map((asset, token) => {
    const { marketUsd, referenceUsd } = assetAt(state, asset);
    return token === quote ? marketUsd : referenceUsd;
  });
}

/** What the next unit of an asset fetches on a leg, in USD, before the fee. */
function bidUsd<N>(world: World<N>, state: State<N>, { venue, tokenIn, tokenOut }: Leg, outside: readonly N[]): N {
  const marginal = termsAt(world, venue).marginalPrice(venueAt(state, venue), tokenIn, tokenOut, outside);
  return world.n.mul(marginal, assetAt(state, at(at(world.pricing.tokens, venue), tokenOut)).marketUsd);
}

/**
 * The best bid over the legs that still buy any of the asset, at whatever price: an exhausted venue goes on quoting the price it stopped
 * at, which counts only where no other buys. Undefined without legs.
 */
function bestBidUsd<N>(world: World<N>, state: State<N>, legs: readonly Leg[]): N | undefined {
  const { n } = world;
  let best: N | undefined;
  for (const leg of legs) {
    const outside = outsideUsd(world, state, leg.venue);
    const terms = termsAt(world, leg.venue);
    const taken = terms.amountToReach(venueAt(state, leg.venue), leg.tokenIn, leg.tokenOut, n.zero, outside);
    if (!isPositive(n, taken)) continue;
    const bid = bidUsd(world, state, leg, outside);
    best = best === undefined ? bid : n.max(best, bid);
  }
  if (best !== undefined) return best;
  const quoted = legs.map((leg) => bidUsd(world, state, leg, outsideUsd(world, state, leg.venue)));
  return quoted.reduce<N | undefined>((most, bid) => (most === undefined ? bid : n.max(most, bid)), undefined);
}

/**
 * Works out reference and market prices anew, each asset after those it is priced in.
 *
 * reference = ratio, ratio × market price of the anchor, or what a share of a pool holds; market = the best bid over the venues that price the asset and still buy
 * it (over all of them when none does), or the reference where there is none.
 */
export function reprice<N>(world: World<N>, state: State<N>): void {
  const { n, pricing } = world;
  for (const place of pricing.order) {
    const asset = assetAt(state, place);
    const anchor = at(pricing.anchor, place);
    const stated = anchor === undefined ? asset.ratio : n.mul(asset.ratio, assetAt(state, anchor).marketUsd);
    asset.referenceUsd = poolShareUsd(world, state, place) ?? stated;
    asset.marketUsd = bestBidUsd(world, state, at(pricing.pricedAt, place)) ?? asset.referenceUsd;
  }
}

/** Gives a venue a new state that trades with outsiders have brought about, and posts what they paid in and took out. */
export function setVenue<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  venue: number,
  next: VenueState<N>,
): void {
  const { n } = world;
  const terms = termsAt(world, venue);
  const before = terms.balances(venueAt(state, venue));
  const after = terms.balances(next);
  state.venues[venue] = next;
  if (before === undefined || after === undefined) return;
  const key = at(world.keys.venues, venue);
  at(world.pricing.tokens, venue).forEach((asset, token) => {
    const gained = n.sub(at(after, token), at(before, token));
    if (n.sign(gained) > 0) books.token("outside", key, asset, gained);
    if (n.sign(gained) < 0) books.token(key, "outside", asset, n.sub(n.zero, gained));
  });
}

/** Outside factors on references, by asset: absent where nothing moved. An asset moves with its anchor. */
export type Factors<N> = ReadonlyMap<number, N>;

/**
 * Moves references by news from outside, and lets outsiders trade every pool to the new relation between its tokens, so that what
 * earlier forced sales did to a pool's price stays.
 */
export function moveReferences<N>(world: World<N>, state: State<N>, books: Books<N>, own: Factors<N>): void {
  const { n, pricing } = world;
  if (own.size === 0) return;
  const full = new Map<number, N>();
  for (const place of pricing.order) {
    const anchor = at(pricing.anchor, place);
    const inherited = anchor === undefined ? undefined : full.get(anchor);
    const factors = [own.get(place), inherited].filter((factor) => factor !== undefined);
    if (factors.length > 0)
      full.set(
        place,
        factors.reduce((product, factor) => n.mul(product, factor), n.one),
      );
  }
  for (const [place, factor] of full) {
    const asset = at(state.assets, place);
    asset.news = n.mul(asset.news, factor);
  }
  for (const [place, factor] of own) {
    const asset = at(state.assets, place);
    asset.ratio = n.mul(asset.ratio, factor);
  }
  pricing.tokens.forEach((tokens, venue) => {
    const quoteFactor = full.get(at(tokens, at(pricing.quote, venue))) ?? n.one;
    tokens.forEach((asset, token) => {
      const factor = full.get(asset) ?? n.one;
      if (token === pricing.quote[venue] || isZero(n, quoteFactor)) return;
      const relative = n.div(factor, quoteFactor);
      if (isZero(n, n.sub(relative, n.one))) return;
      setVenue(world, state, books, venue, at(world.venues, venue).follow(at(state.venues, venue), token, relative));
    });
  });
  reprice(world, state);
}
