import { type RouteLeg, splitSale } from "../mechanics/venues/route.js";
import type { VenueState } from "../mechanics/venues/rule.js";
import { type Arithmetic, at, isPositive, ratio } from "../numbers/arithmetic.js";
import { lift } from "../numbers/decide.js";
import type { Decimal } from "../numbers/decimal.js";
import { outsideUsd } from "./prices.js";
import type { Leg } from "./pricing.js";
import type { State } from "./state.js";
import type { World } from "./world.js";

/** Where an asset is sold: all venues that trade it for one other asset. No legs where it is wanted itself. */
export interface Route {
  readonly assetIn: number;
  readonly bought: number;
  readonly legs: readonly Leg[];
}

/** Depth is compared by the value that can be sold before the marginal price has fallen by this share. */
const DEPTH_AT_FALL = "0.05";

function depthUsd<N>(world: World<N>, state: State<N>, leg: Leg): N {
  const { n } = world;
  const terms = at(world.venues, leg.venue);
  const venue = at(state.venues, leg.venue);
  const outside = outsideUsd(world, state, leg.venue);
  const marginal = terms.marginalPrice(venue, leg.tokenIn, leg.tokenOut, outside);
  const floor = n.mul(marginal, n.sub(n.one, n.parse(DEPTH_AT_FALL)));
  const units = terms.amountToReach(venue, leg.tokenIn, leg.tokenOut, floor, outside);
  const asset = at(at(world.pricing.tokens, leg.venue), leg.tokenIn);
  return n.mul(units, at(state.assets, asset).marketUsd);
}

/**
 * How an asset is turned into another: over the venues that trade the pair or, where there is none, for the asset that it is priced
 * in (of several, where the pair is deepest), whose proceeds are then exchanged outside at market prices. Undefined: nothing
 * trades it.
 */
export function findRoute<N>(world: World<N>, state: State<N>, assetIn: number, want: number): Route | undefined {
  const { n, pricing } = world;
  if (assetIn === want) return { assetIn, bought: want, legs: [] };
  const byBought = new Map<number, Leg[]>();
  const boughtOn = (leg: Leg): number => at(at(pricing.tokens, leg.venue), leg.tokenOut);
  for (const leg of at(pricing.sellable, assetIn)) {
    byBought.set(boughtOn(leg), [...(byBought.get(boughtOn(leg)) ?? []), leg]);
  }
  const direct = byBought.get(want);
  if (direct !== undefined) return { assetIn, bought: want, legs: direct };
  const priced = new Set(at(pricing.pricedAt, assetIn).map(boughtOn));
  const preferred = [...byBought].filter(([bought]) => priced.size === 0 || priced.has(bought));
  const depths = preferred.map(([bought, legs]) => ({
    route: { assetIn, bought, legs },
    depthUsd: n.total(legs.map((leg) => depthUsd(world, state, leg))),
  }));
  const deepest = depths.reduce<(typeof depths)[number] | undefined>(
    (best, each) => (best === undefined || isPositive(n, n.sub(each.depthUsd, best.depthUsd)) ? each : best),
    undefined,
  );
  return deepest?.route;
}

export function saleLegs<N>(world: World<N>, state: State<N>, route: Route): RouteLeg<N>[] {
  return route.legs.map((leg) => ({
    terms: at(world.venues, leg.venue),
    state: at(state.venues, leg.venue),
    tokenIn: leg.tokenIn,
    tokenOut: leg.tokenOut,
    outsideUsd: outsideUsd(world, state, leg.venue),
  }));
}

function liftLegs<N>(world: World<N>, state: State<N>, route: Route): RouteLeg<Decimal>[] {
  const lifted = (values: VenueState<N>): Decimal[] => values.map((value) => lift(world.n, value));
  return route.legs.map((leg) => ({
    terms: at(world.exact.venues, leg.venue),
    state: lifted(at(state.venues, leg.venue)),
    tokenIn: leg.tokenIn,
    tokenOut: leg.tokenOut,
    outsideUsd: lifted(outsideUsd(world, state, leg.venue)),
  }));
}

function proceedsUsd<N>(n: Arithmetic<N>, legs: readonly RouteLeg<N>[], units: N, boughtUsd: N): N {
  return n.mul(legs.length === 0 ? units : splitSale(n, legs, units).out, boughtUsd);
}

/** Average price in USD that `units` would fetch on a route if they were sold alone now; what cannot be sold fetches nothing. */
export function averagePriceUsd<N>(world: World<N>, state: State<N>, route: Route, units: N): N {
  const { n } = world;
  const boughtUsd = at(state.assets, route.bought).marketUsd;
  return ratio(n, proceedsUsd(n, saleLegs(world, state, route), units, boughtUsd), units, n.zero);
}

/** The same in decimal, for a profit too close to call. */
export function exactAveragePriceUsd<N>(world: World<N>, state: State<N>, route: Route, units: N): Decimal {
  const exact = world.exact.n;
  const boughtUsd = lift(world.n, at(state.assets, route.bought).marketUsd);
  const amount = lift(world.n, units);
  return ratio(exact, proceedsUsd(exact, liftLegs(world, state, route), amount, boughtUsd), amount, exact.zero);
}
