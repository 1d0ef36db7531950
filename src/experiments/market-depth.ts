import { venueTerms } from "../mechanics/venues/index.js";
import type { Id, Scenario, Venue } from "../model/scenario.js";
import { venueBalances } from "../network/venue-balances.js";
import { at } from "../numbers/arithmetic.js";
import { float } from "../numbers/float.js";

/** Sales that are tried, as shares of what a venue can take, until the price gives way: an order book's first level may hold. */
const SALES: readonly number[] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/**
 * Depth D of every asset at the start, in USD: sales over the relative fall of the marginal price that they cause, venues added up.
 *
 * Taken from a sale of 1 % of what each venue can take (more where that moves nothing) into the venue's quote; the quote itself is
 * not sold there. An asset that nothing moves, or that has no venue, has infinite depth. As in R. Cont, E. Schaanning, Norges Bank Working Paper 2/2017,
 * where the fall is about q/D.
 */
export function marketDepths(scenario: Scenario, openingUsd: ReadonlyMap<Id, number>): ReadonlyMap<Id, number> {
  return new Map(
    scenario.assets.map(({ id }) => {
      const depths = scenario.venues.flatMap((venue) => depthAt(venue, id, openingUsd));
      return [id, depths.length === 0 ? Number.POSITIVE_INFINITY : depths.reduce((total, depth) => total + depth, 0)];
    }),
  );
}

function depthAt(venue: Venue, asset: Id, openingUsd: ReadonlyMap<Id, number>): readonly number[] {
  const terms = venueTerms(float, venue);
  const tokenIn = terms.tokens.indexOf(asset);
  const tokenOut = venue.quote === undefined ? terms.tokens.length - 1 : terms.tokens.indexOf(venue.quote);
  const takes = venueBalances(venue).find((balance) => balance.asset === asset);
  if (tokenIn < 0 || tokenIn === tokenOut || takes === undefined) return [];
  const outsideUsd = terms.tokens.map((token) => openingUsd.get(token) ?? 0);
  const before = terms.marginalPrice(terms.opening, tokenIn, tokenOut, outsideUsd);
  for (const share of SALES) {
    const units = share * Number(takes.units);
    const { after } = terms.sell(terms.opening, tokenIn, tokenOut, units, outsideUsd);
    const fall = 1 - terms.marginalPrice(after, tokenIn, tokenOut, outsideUsd) / before;
    if (fall > 0) return [(units * at(outsideUsd, tokenIn)) / fall];
  }
  return [];
}
