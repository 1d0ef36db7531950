import { at, ratio } from "../../numbers/arithmetic.js";
import type { Books } from "../books/books.js";
import { kept } from "../nested.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { acceptOptional } from "./accept.js";
import { largerGap, oppositeOf, type Part, type PartFilled, pairOf, tradeFlows } from "./flows.js";
import { isOptional } from "./optional.js";
import type { Declined, Filled, Order, VenueSale } from "./order.js";
import { type FindRoute, type Route, routeFinder } from "./routes.js";

export interface Cleared<N> {
  readonly filled: readonly Filled<N>[];
  readonly declined: readonly Declined<N>[];
  readonly venueSales: readonly VenueSale<N>[];
  /** Orders that had to sell and met no venue, or not enough of one. */
  readonly unfilledUsd: number;
  /** As in `Traded`. */
  readonly routingGap?: number;
}

/** An order that will be made, and its way. */
interface Routed<N> {
  readonly order: Order<N>;
  readonly route: Route;
}

const wayOf = (route: Route): string =>
  route.next === undefined ? pairOf(route) : `${pairOf(route)}>${route.next.bought}`;

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
  findWay = routeFinder(world, state),
): Cleared<N> {
  const { routed, declined, unroutedUsd } = routeOrders(world, state, orders, findWay);
  const goesOn = routed.flatMap(({ route }) => (route.next === undefined ? [] : [route]));
  const firstPairs = new Set(goesOn.flatMap((route) => [pairOf(route), oppositeOf(route)]));
  const isFirst = ({ route }: Routed<N>): boolean => firstPairs.has(pairOf(route));
  const partOf = ({ order, route }: Routed<N>): Part<N> => ({ order, hop: route, units: order.units });

  const first = tradeFlows(world, state, books, routed.filter(isFirst).map(partOf));
  const onward = first.filled.flatMap(({ order, hop, receivedUnits }): Part<N>[] =>
    hop.next === undefined ? [] : [{ order, hop: hop.next, units: receivedUnits }],
  );
  const others = routed.filter((each) => !isFirst(each)).map(partOf);
  const second = tradeFlows(world, state, books, [...others, ...onward]);

  const started = new Set(onward.map(({ order }) => order));
  const ended = new Map(second.filled.filter(({ order }) => started.has(order)).map((part) => [part.order, part]));
  const filled = [...first.filled, ...second.filled.filter(({ order }) => !started.has(order))].map((part) =>
    part.hop.next === undefined
      ? overOneHop(world, state, books, part)
      : overTwoHops(world, part, ended.get(part.order)),
  );
  return {
    filled,
    declined,
    venueSales: [...first.venueSales, ...second.venueSales],
    unfilledUsd: unroutedUsd + first.unfilledUsd + second.unfilledUsd,
    ...largerGap(first.routingGap, second.routingGap),
  };
}

/** Finds every order its way, and drops the liquidations that would not pay on theirs. */
function routeOrders<N>(
  world: World<N>,
  state: State<N>,
  orders: readonly Order<N>[],
  findWay: FindRoute,
): { readonly routed: Routed<N>[]; readonly declined: Declined<N>[]; readonly unroutedUsd: number } {
  const { n } = world;
  const declined: Declined<N>[] = [];
  const byWay = new Map<string, { route: Route; asked: Order<N>[] }>();
  let unroutedUsd = 0;
  for (const order of orders) {
    const route = findWay(order.assetIn, order.want);
    if (route !== undefined) {
      kept(byWay, wayOf(route), () => ({ route, asked: [] })).asked.push(order);
    } else if (isOptional(order)) {
      declined.push({ order, reason: `nothing trades ${at(world.scenario.assets, order.assetIn).id}` });
    } else {
      unroutedUsd += n.toNumber(n.mul(order.units, at(state.assets, order.assetIn).marketUsd));
    }
  }
  const routed = [...byWay.values()].flatMap(({ route, asked }) => {
    const calls = asked.filter(isOptional);
    const must = asked.filter((order) => !isOptional(order));
    const mustUnits = n.total(must.map((order) => order.units));
    const verdict = acceptOptional(world, state, route, mustUnits, calls);
    declined.push(...verdict.declined);
    return [...must, ...verdict.accepted].map((order) => ({ order, route }));
  });
  return { routed, declined, unroutedUsd };
}

/** What a sale fetched, exchanged outside at market prices where the seller wants something else that no venue pairs with it. */
function overOneHop<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  { order, hop, soldUnits, receivedUnits: boughtUnits }: PartFilled<N>,
): Filled<N> {
  const { n } = world;
  const { bought } = hop;
  if (order.want === bought) return { order, soldUnits, receivedUnits: boughtUnits };
  const rate = ratio(n, at(state.assets, bought).marketUsd, at(state.assets, order.want).marketUsd, n.zero);
  const receivedUnits = n.mul(boughtUnits, rate);
  books.exchangeOutside(bought, boughtUnits, order.want, receivedUnits);
  return { order, soldUnits, receivedUnits };
}

/** What the proceeds of a first hop fetched on the second. */
const overTwoHops = <N>(
  { n }: World<N>,
  { order, hop, soldUnits, receivedUnits }: PartFilled<N>,
  second: PartFilled<N> | undefined,
): Filled<N> => ({
  order,
  soldUnits,
  receivedUnits: second?.receivedUnits ?? n.zero,
  between: { asset: hop.bought, unsoldUnits: second?.unsoldUnits ?? receivedUnits },
});
