import { splitSale } from "../mechanics/venues/route.js";
import { nodeKey } from "../model/network.js";
import { at, isPositive, ratio } from "../numbers/arithmetic.js";
import { acceptLiquidations } from "./accept.js";
import type { Books } from "./books.js";
import type { Declined, Filled, LiquidationOrder, Order, VenueSale } from "./order.js";
import { findRoute, type Route, saleLegs } from "./routes.js";
import type { State } from "./state.js";
import type { World } from "./world.js";

export interface Cleared<N> {
  readonly filled: readonly Filled<N>[];
  readonly declined: readonly Declined<N>[];
  readonly venueSales: readonly VenueSale<N>[];
  /** Orders that had to sell and met no venue, or not enough of one. */
  readonly unfilledUsd: number;
}

/** All orders of a round that sell one asset for one other. */
interface Flow<N> {
  readonly route: Route;
  readonly orders: readonly Order<N>[];
  readonly units: N;
  readonly valueUsd: N;
}

const key = (route: Route): string => `${route.assetIn}>${route.bought}`;

/**
 * Clears all orders of a round at once against the venues: which liquidations pay is decided for all of them together, opposite
 * flows meet at the price before the round, and every seller in a flow gets the same average price. Changes venue states.
 */
export function clearOrders<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  orders: readonly Order<N>[],
): Cleared<N> {
  const { n } = world;
  const declined: Declined<N>[] = [];
  const byRoute = new Map<string, { route: Route; orders: Order<N>[] }>();
  let unroutedUsd = 0;
  for (const order of orders) {
    const route = findRoute(world, state, order.assetIn, order.want);
    if (route !== undefined) {
      const flow = byRoute.get(key(route)) ?? { route, orders: [] };
      flow.orders.push(order);
      byRoute.set(key(route), flow);
    } else if (order.kind === "liquidation") {
      declined.push({ order, reason: `nothing trades ${at(world.scenario.assets, order.assetIn).id}` });
    } else {
      unroutedUsd += n.toNumber(n.mul(order.units, at(state.assets, order.assetIn).marketUsd));
    }
  }
  const flows: Flow<N>[] = [];
  for (const { route, orders: asked } of byRoute.values()) {
    const calls = asked.filter((order): order is LiquidationOrder<N> => order.kind === "liquidation");
    const must = asked.filter((order) => order.kind !== "liquidation");
    const mustUnits = n.total(must.map((order) => order.units));
    const verdict = acceptLiquidations(world, state, route, mustUnits, calls);
    declined.push(...verdict.declined);
    const taken = [...must, ...verdict.accepted];
    const units = n.total(taken.map((order) => order.units));
    const valueUsd = n.mul(units, at(state.assets, route.assetIn).marketUsd);
    if (isPositive(n, units)) flows.push({ route, orders: taken, units, valueUsd });
  }
  flows.sort((a, b) => n.sign(n.sub(b.valueUsd, a.valueUsd)));
  const matched = matchOpposites(world, state, flows);
  const cleared = flows.map((flow) => fillFlow(world, state, books, flow, matched.get(key(flow.route))));
  return {
    filled: cleared.flatMap((each) => each.filled),
    declined,
    venueSales: cleared.flatMap((each) => each.venueSales),
    unfilledUsd: cleared.reduce((sum, each) => sum + each.unfilledUsd, unroutedUsd),
  };
}

interface Match<N> {
  readonly units: N;
  readonly receivedUnits: N;
}

/** Opposite flows meet first, at the ratio of market prices before the round: the smaller whole, and no venue sees what they exchange. */
function matchOpposites<N>(world: World<N>, state: State<N>, flows: readonly Flow<N>[]): Map<string, Match<N>> {
  const { n } = world;
  const byKey = new Map(flows.map((flow) => [key(flow.route), flow]));
  const matched = new Map<string, Match<N>>();
  const unitsMet = (flow: Flow<N>, other: Flow<N>): N =>
    isPositive(n, n.sub(flow.valueUsd, other.valueUsd))
      ? n.min(flow.units, n.div(other.valueUsd, at(state.assets, flow.route.assetIn).marketUsd))
      : flow.units;
  for (const flow of flows) {
    const { assetIn, bought } = flow.route;
    const opposite = byKey.get(`${bought}>${assetIn}`);
    if (opposite === undefined || assetIn === bought) continue;
    if (!isPositive(n, n.min(flow.valueUsd, opposite.valueUsd))) continue;
    matched.set(key(flow.route), { units: unitsMet(flow, opposite), receivedUnits: unitsMet(opposite, flow) });
  }
  return matched;
}

function fillFlow<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  flow: Flow<N>,
  match: Match<N> | undefined,
): Pick<Cleared<N>, "filled" | "venueSales" | "unfilledUsd"> {
  const { n } = world;
  const { route } = flow;
  const toVenues = n.sub(flow.units, match?.units ?? n.zero);
  if (route.legs.length === 0 || !isPositive(n, toVenues)) {
    const received = route.legs.length === 0 ? flow.units : (match?.receivedUnits ?? n.zero);
    return { filled: shareOut(world, state, books, flow, flow.units, received), venueSales: [], unfilledUsd: 0 };
  }
  const marketUsd = n.toNumber(at(state.assets, route.assetIn).marketUsd);
  const largest = flow.orders.reduce((best, order) => (isPositive(n, n.sub(order.units, best.units)) ? order : best));
  const split = splitSale(n, saleLegs(world, state, route), toVenues);
  const venueSales = route.legs.map((leg, place): VenueSale<N> => {
    const { amountIn, fill } = at(split.legs, place);
    const taken = n.sub(amountIn, fill.unfilled);
    const { id } = at(world.scenario.venues, leg.venue);
    state.venues[leg.venue] = fill.after;
    books.trade(nodeKey("venue", id), route.assetIn, taken, route.bought, fill.out);
    return {
      venue: nodeKey("venue", id),
      asset: route.assetIn,
      units: n.toNumber(taken),
      valueUsd: n.toNumber(taken) * marketUsd,
      unfilledUnits: n.toNumber(fill.unfilled),
      largest,
    };
  });
  const sold = n.sub(flow.units, split.unfilled);
  const received = n.add(split.out, match?.receivedUnits ?? n.zero);
  return {
    filled: shareOut(world, state, books, flow, sold, received),
    venueSales: venueSales.filter((sale) => sale.units > 0 || sale.unfilledUnits > 0),
    unfilledUsd: n.toNumber(split.unfilled) * marketUsd,
  };
}

/** Each seller's part of a flow, exchanged outside at market prices where it wants something else than was bought. */
function shareOut<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  flow: Flow<N>,
  sold: N,
  received: N,
): Filled<N>[] {
  const { n } = world;
  const { bought } = flow.route;
  return flow.orders.map((order) => {
    const part = n.div(order.units, flow.units);
    const gotBought = n.mul(part, received);
    const rate = ratio(n, at(state.assets, bought).marketUsd, at(state.assets, order.want).marketUsd, n.zero);
    const receivedUnits = order.want === bought ? gotBought : n.mul(gotBought, rate);
    if (order.want !== bought) books.exchangeOutside(bought, gotBought, order.want, receivedUnits);
    return { order, soldUnits: n.mul(part, sold), receivedUnits };
  });
}
