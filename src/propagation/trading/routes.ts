import { type RouteLeg, splitSale } from "../../mechanics/venues/route.js";
import type { VenueState } from "../../mechanics/venues/rule.js";
import { type Arithmetic, at, isPositive, ratio } from "../../numbers/arithmetic.js";
import { lift } from "../../numbers/decide.js";
import type { Decimal } from "../../numbers/decimal.js";
import { kept } from "../nested.js";
import { outsideUsd } from "../prices/prices.js";
import type { Leg } from "../prices/pricing.js";
import type { State } from "../state.js";
import type { World } from "../world.js";

/** Where an asset is sold: all venues that trade it for one other asset. No legs where it is wanted itself. */
export interface Hop {
  readonly assetIn: number;
  readonly bought: number;
  readonly legs: readonly Leg[];
  /** Numbers of the pair and of its opposite. */
  readonly pair: number;
  readonly opposite: number;
}

/** One hop, or two: what the first buys is what the next sells. */
export interface Route extends Hop {
  readonly next?: Hop;
}

/** Tells a pair, in this order, from all others. */
const pairOf = <N>({ assets }: State<N>, assetIn: number, bought: number): number => assetIn * assets.length + bought;

const hopOf = <N>(state: State<N>, assetIn: number, bought: number, legs: readonly Leg[]): Hop => ({
  assetIn,
  bought,
  legs,
  pair: pairOf(state, assetIn, bought),
  opposite: pairOf(state, bought, assetIn),
});

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

/** By bought asset: the open venues that an asset can be sold on for it. */
type Hops = ReadonlyMap<number, Hop>;

function hopsFrom<N>({ pricing }: World<N>, state: State<N>, assetIn: number): Hops {
  const legsTo = new Map<number, Leg[]>();
  for (const leg of at(pricing.sellable, assetIn)) {
    if (state.controls.closed.has(leg.venue)) continue;
    kept(legsTo, at(at(pricing.tokens, leg.venue), leg.tokenOut), () => []).push(leg);
  }
  const hops = new Map<number, Hop>();
  for (const [bought, legs] of legsTo) hops.set(bought, hopOf(state, assetIn, bought, legs));
  return hops;
}

/**
 * How an asset is turned into another: over the venues that trade the pair; where there is none, over one asset between, that one
 * for which the shallower of both hops is deepest; where there is none either, over the pair that is deepest, whose proceeds are
 * then exchanged outside at market prices. What the asset is priced in comes before anything else: the tokens of a balanced pool
 * are equally deep. Undefined: nothing trades it.
 */
export function findRoute<N>(
  world: World<N>,
  state: State<N>,
  assetIn: number,
  want: number,
  hopsOf = (asset: number): Hops => hopsFrom(world, state, asset),
): Route | undefined {
  const { n } = world;
  if (assetIn === want) return hopOf(state, assetIn, want, []);
  const hops = hopsOf(assetIn);
  const direct = hops.get(want);
  if (direct !== undefined) return direct;
  const depthOf = ({ legs }: Hop): N => n.total(legs.map((leg) => depthUsd(world, state, leg)));
  const overTwo = [...hops.values()].flatMap((hop) => {
    const next = hopsOf(hop.bought).get(want);
    return next === undefined ? [] : [{ route: { ...hop, next }, depthUsd: n.min(depthOf(hop), depthOf(next)) }];
  });
  const overOne = () => [...hops.values()].map((hop) => ({ route: hop, depthUsd: depthOf(hop) }));
  const ways: readonly { readonly route: Route; readonly depthUsd: N }[] = overTwo.length > 0 ? overTwo : overOne();
  const quotes = at(world.pricing.pricedAt, assetIn).map((leg) =>
    at(at(world.pricing.tokens, leg.venue), leg.tokenOut),
  );
  const priced = ways.filter(({ route }) => quotes.includes(route.bought));
  const deepest = (priced.length > 0 ? priced : ways).reduce<
    { readonly route: Route; readonly depthUsd: N } | undefined
  >(
    (best, each) => (best === undefined || isPositive(n, n.sub(each.depthUsd, best.depthUsd)) ? each : best),
    undefined,
  );
  return deepest?.route;
}

/** What stays as it is for as long as no venue trades, opens or closes. */
export interface Ways<N> {
  /** How an asset is turned into another, as `findRoute` says. */
  readonly find: (assetIn: number, want: number) => Route | undefined;
  /** A hop's venues, as `saleLegs` puts them. */
  readonly legsOf: (hop: Hop) => readonly RouteLeg<N>[];
}

/** The ways of now: each is looked for once. */
export function waysNow<N>(world: World<N>, state: State<N>): Ways<N> {
  const hops = new Map<number, Hops>();
  const hopsOf = (asset: number): Hops => kept(hops, asset, () => hopsFrom(world, state, asset));
  const routes = new Map<number, { readonly route: Route | undefined }>();
  const legs = new Map<Hop, RouteLeg<N>[]>();
  return {
    find: (assetIn, want) =>
      kept(routes, pairOf(state, assetIn, want), () => ({
        route: findRoute(world, state, assetIn, want, hopsOf),
      })).route,
    legsOf: (hop) => kept(legs, hop, () => saleLegs(world, state, hop)),
  };
}

export function saleLegs<N>(world: World<N>, state: State<N>, hop: Hop): RouteLeg<N>[] {
  return hop.legs.map((leg) => ({
    terms: at(world.venues, leg.venue),
    state: at(state.venues, leg.venue),
    tokenIn: leg.tokenIn,
    tokenOut: leg.tokenOut,
    outsideUsd: outsideUsd(world, state, leg.venue),
  }));
}

function liftLegs<N>(world: World<N>, state: State<N>, hop: Hop): RouteLeg<Decimal>[] {
  const lifted = (values: VenueState<N>): Decimal[] => values.map((value) => lift(world.n, value));
  return hop.legs.map((leg) => ({
    terms: at(world.exact.venues, leg.venue),
    state: lifted(at(state.venues, leg.venue)),
    tokenIn: leg.tokenIn,
    tokenOut: leg.tokenOut,
    outsideUsd: lifted(outsideUsd(world, state, leg.venue)),
  }));
}

/** What `units` fetch hop by hop, in units of what the last hop buys. */
function proceeds<N>(
  n: Arithmetic<N>,
  route: Route,
  units: N,
  legsOf: (hop: Hop) => readonly RouteLeg<N>[],
): { readonly asset: number; readonly units: N } {
  const fetched = route.legs.length === 0 ? units : splitSale(n, legsOf(route), units).out;
  if (route.next === undefined) return { asset: route.bought, units: fetched };
  return proceeds(n, route.next, fetched, legsOf);
}

/** Average price in USD that `units` would fetch on a route if they were sold alone now; what cannot be sold fetches nothing. */
export function averagePriceUsd<N>(
  world: World<N>,
  state: State<N>,
  route: Route,
  units: N,
  legsOf = (hop: Hop): readonly RouteLeg<N>[] => saleLegs(world, state, hop),
): N {
  const { n } = world;
  const fetched = proceeds(n, route, units, legsOf);
  return ratio(n, n.mul(fetched.units, at(state.assets, fetched.asset).marketUsd), units, n.zero);
}

/** The same in decimal, for a profit too close to call. */
export function exactAveragePriceUsd<N>(world: World<N>, state: State<N>, route: Route, units: N): Decimal {
  const exact = world.exact.n;
  const amount = lift(world.n, units);
  const fetched = proceeds(exact, route, amount, (hop) => liftLegs(world, state, hop));
  const boughtUsd = lift(world.n, at(state.assets, fetched.asset).marketUsd);
  return ratio(exact, exact.mul(fetched.units, boughtUsd), amount, exact.zero);
}
