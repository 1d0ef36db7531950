import type { Scenario, Venue } from "../../model/scenario.js";
import type { Places } from "../../network/compile-ids.js";

/** One way of selling one asset for another: a venue and two of its tokens. */
export interface Leg {
  readonly venue: number;
  readonly tokenIn: number;
  readonly tokenOut: number;
}

/** Which asset's price is stated in which other's, from venues and `tracks`. */
export interface Pricing {
  /** Assets, each after all those that its price is stated in. */
  readonly order: readonly number[];
  /** By asset: the asset that its reference price moves with. */
  readonly anchor: readonly (number | undefined)[];
  /** By venue: the assets it trades. */
  readonly tokens: readonly (readonly number[])[];
  /** By venue: the place among its tokens of the one that the others are priced in. */
  readonly quote: readonly number[];
  /** By asset: where its market price is made, by selling it for the venue's quote. */
  readonly pricedAt: readonly (readonly Leg[])[];
  /** By asset: every way of selling it. */
  readonly sellable: readonly (readonly Leg[])[];
}

/** Prices that are stated in one another, so that none of them is anchored. */
export class PriceCycleError extends Error {
  constructor(readonly assets: readonly string[]) {
    super(
      `The prices of ${assets.join(", ")} are stated in one another: give the pools between them the \`quote\` that anchors the others`,
    );
    this.name = "PriceCycleError";
  }
}

/** The assets a venue trades, in its own order. */
function venueAssets(venue: Venue): readonly string[] {
  return "balances" in venue ? venue.balances.map((balance) => balance.asset) : [venue.asset, venue.quote];
}

function quotePlace(venue: Venue): number {
  const assets = venueAssets(venue);
  return venue.quote === undefined ? assets.length - 1 : assets.indexOf(venue.quote);
}

function sortByDependence(names: readonly string[], needs: readonly ReadonlySet<number>[]): number[] {
  const order: number[] = [];
  const placed = new Set<number>();
  while (order.length < needs.length) {
    const next = needs.findIndex((need, asset) => !placed.has(asset) && [...need].every((other) => placed.has(other)));
    if (next < 0) throw new PriceCycleError(names.filter((_, asset) => !placed.has(asset)));
    placed.add(next);
    order.push(next);
  }
  return order;
}

export function compilePricing(scenario: Scenario, places: Places): Pricing {
  const tokens = scenario.venues.map((venue) => venueAssets(venue).map(places.asset));
  const anchor = scenario.assets.map(({ tracks }) => (tracks === undefined ? undefined : places.asset(tracks)));
  const legs = (asset: number): Leg[] =>
    tokens.flatMap((assets, venue) => {
      const tokenIn = assets.indexOf(asset);
      if (tokenIn < 0) return [];
      return assets.flatMap((_, tokenOut) => (tokenOut === tokenIn ? [] : [{ venue, tokenIn, tokenOut }]));
    });
  const sellable = scenario.assets.map((_, asset) => legs(asset));
  const quote = scenario.venues.map(quotePlace);
  const pricedAt = sellable.map((ways) => ways.filter((leg) => leg.tokenOut === quote[leg.venue]));
  const pooled = (asset: number): readonly number[] => {
    const venue = scenario.assets[asset]?.pool?.venue;
    return tokens[scenario.venues.findIndex(({ id }) => id === venue)] ?? [];
  };
  const needs = scenario.assets.map((_, asset) => {
    const quotes = (pricedAt[asset] ?? []).map((leg) => tokens[leg.venue]?.[leg.tokenOut]);
    return new Set([...quotes, anchor[asset], ...pooled(asset)].filter((other) => other !== undefined));
  });
  const names = scenario.assets.map(({ id }) => id);
  return { order: sortByDependence(names, needs), anchor, tokens, quote, pricedAt, sellable };
}
