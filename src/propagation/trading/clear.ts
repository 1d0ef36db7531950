import { at, ratio } from "../../numbers/arithmetic.js";
import type { Books } from "../books/books.js";
import { kept } from "../nested.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { acceptOptional } from "./accept.js";
import { largerGap, type Part, type PartFilled, tradeFlows } from "./flows.js";
import { isOptional } from "./optional.js";
import type { Declined, Filled, OptionalOrder, Order, VenueSale } from "./order.js";
import { type Route, type Ways, waysNow } from "./routes.js";

export interface Cleared<N> {
  readonly filled: readonly Filled<N>[];
  readonly declined: readonly Declined<N>[];
  readonly venueSales: readonly VenueSale<N>[];
  /** Orders that had to sell and met no venue, or not enough of one. */
  readonly unfilledUsd: number;
  /** As in `FlowsTraded`. */
  readonly routingGap?: number;
}

const wayOf = ({ pair, next }: Route): string => (next === undefined ? `${pair}` : `${pair}>${next.bought}`);

/**
 * Clears all orders of a round at once against the venues: which liquidations pay is decided for all of them together, and every
 * seller of one asset for one other gets the same average price. Changes venue states.
 *
 * Trading has two sittings. In the first, what goes on to a second hop takes its first one, together with all direct sales of the
 * same pair and its opposite. In the second, the proceeds take their second hop together with all other sales. Which sitting a sale
 * belongs to follows from the ways of all orders, never from their order.
 */
export function clearOrders<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  orders: readonly Order<N>[],
  ways = waysNow(world, state),
): Cleared<N> {
  const { parts, declined, unroutedUsd } = routeOrders(world, state, orders, ways);
  const firstPairs = new Set<number>();
  for (const { hop } of parts) if (hop.next !== undefined) firstPairs.add(hop.pair).add(hop.opposite);
  const isFirst = ({ hop }: Part<N>): boolean => firstPairs.has(hop.pair);

  const first = tradeFlows(world, state, books, parts.filter(isFirst));
  const rest = parts.filter((part) => !isFirst(part));
  first.filled.forEach(({ part: { order, hop }, receivedUnits: units }, goesOnFrom) => {
    if (hop.next !== undefined) rest.push({ order, hop: hop.next, units, goesOnFrom });
  });
  const second = tradeFlows(world, state, books, rest);

  const ends: PartFilled<N>[] = [];
  for (const done of second.filled) if (done.part.goesOnFrom !== undefined) ends[done.part.goesOnFrom] = done;
  const filled = first.filled.map((done, place) =>
    done.part.hop.next === undefined ? overOneHop(world, state, books, done) : overTwoHops(world, done, ends[place]),
  );
  for (const done of second.filled)
    if (done.part.goesOnFrom === undefined) filled.push(overOneHop(world, state, books, done));
  return {
    filled,
    declined,
    venueSales: [...first.venueSales, ...second.venueSales],
    unfilledUsd: unroutedUsd + first.unfilledUsd + second.unfilledUsd,
    ...largerGap(first.routingGap, second.routingGap),
  };
}

/** Orders that take the same way. */
interface Asked<N> {
  readonly route: Route;
  readonly must: Order<N>[];
  readonly optional: OptionalOrder<N>[];
}

/** Finds every order its way, and drops the liquidations that would not pay on theirs. */
function routeOrders<N>(
  world: World<N>,
  state: State<N>,
  orders: readonly Order<N>[],
  ways: Ways<N>,
): { readonly parts: Part<N>[]; readonly declined: Declined<N>[]; readonly unroutedUsd: number } {
  const { n } = world;
  const declined: Declined<N>[] = [];
  const byWay = new Map<string, Asked<N>>();
  const byRoute = new Map<Route, Asked<N>>();
  let unroutedUsd = 0;
  for (const order of orders) {
    const route = ways.find(order.assetIn, order.want);
    if (route !== undefined) {
      const asked = kept(byRoute, route, () => kept(byWay, wayOf(route), () => ({ route, must: [], optional: [] })));
      if (isOptional(order)) asked.optional.push(order);
      else asked.must.push(order);
    } else if (isOptional(order)) {
      declined.push({ order, reason: `nothing trades ${at(world.scenario.assets, order.assetIn).id}` });
    } else {
      unroutedUsd += n.toNumber(n.mul(order.units, at(state.assets, order.assetIn).marketUsd));
    }
  }
  const parts: Part<N>[] = [];
  for (const { route, must, optional } of byWay.values()) {
    const mustUnits = n.total(must.map(({ units }) => units));
    const verdict = acceptOptional(world, state, route, mustUnits, optional, ways);
    for (const each of verdict.declined) declined.push(each);
    for (const order of must) parts.push({ order, hop: route, units: order.units });
    for (const order of verdict.accepted) parts.push({ order, hop: route, units: order.units });
  }
  return { parts, declined, unroutedUsd };
}

/** What a sale fetched, exchanged outside at market prices where the seller wants something else that no venue pairs with it. */
function overOneHop<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  { part, soldUnits, receivedUnits: boughtUnits }: PartFilled<N>,
): Filled<N> {
  const { n } = world;
  const { order } = part;
  const { bought } = part.hop;
  if (order.want === bought) return { order, soldUnits, receivedUnits: boughtUnits };
  const rate = ratio(n, at(state.assets, bought).marketUsd, at(state.assets, order.want).marketUsd, n.zero);
  const receivedUnits = n.mul(boughtUnits, rate);
  books.exchangeOutside(bought, boughtUnits, order.want, receivedUnits);
  return { order, soldUnits, receivedUnits };
}

/** What the proceeds of a first hop fetched on the second. */
const overTwoHops = <N>(
  { n }: World<N>,
  { part, soldUnits, receivedUnits }: PartFilled<N>,
  second: PartFilled<N> | undefined,
): Filled<N> => ({
  order: part.order,
  soldUnits,
  receivedUnits: second?.receivedUnits ?? n.zero,
  between: { asset: part.hop.bought, unsoldUnits: second?.unsoldUnits ?? receivedUnits },
});
