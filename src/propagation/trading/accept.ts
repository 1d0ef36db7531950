import type { Liquidators } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive, running, totalOfRunning } from "../../numbers/arithmetic.js";
import { decideLess, lift } from "../../numbers/decide.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { partOf } from "./optional.js";
import type { Declined, OptionalOrder } from "./order.js";
import { averagePriceUsd, exactAveragePriceUsd, type Route } from "./routes.js";

/** A liquidator that cannot make the whole call pay tries half of it, then a quarter, and so on this many times. */
const HALVINGS = 10;

/** Prices closer than this, relatively, count as the same price: liquidators who need it act alike. */
const PRICE_RESOLUTION = "1e-9";

/** Liquidations and purchases that need the same price to pay. */
interface Group<N> {
  readonly orders: readonly OptionalOrder<N>[];
  /** Units of these and of all groups before them. */
  readonly unitsSoFar: N;
  /** What a unit of the seizure has to fetch, in USD, for each of the calls to cover repayment, gas and minimum profit. */
  readonly reservationUsd: N;
  /** The order that needs this price. */
  readonly dearest: OptionalOrder<N>;
}

const REASON = "selling the seizure would not pay for the repayment and the gas";

/** (repaid · market price + gas + minimum profit) / units to sell; what is repaid per unit of an offer is its price. */
export function reservationUsd<N>(world: World<N>, state: State<N>, order: OptionalOrder<N>): N {
  return neededUsd(world.n, world.scenario.liquidators, state, order, (value) => value);
}

function neededUsd<N, M>(
  n: Arithmetic<M>,
  { gasUsd, minimumProfitUsd }: Liquidators,
  state: State<N>,
  order: OptionalOrder<N>,
  read: (value: N) => M,
): M {
  const wantedUsd = read(at(state.assets, order.want).marketUsd);
  const costUsd = n.add(n.parse(gasUsd), n.parse(minimumProfitUsd));
  const units = read(order.units);
  if (order.kind === "offer") return n.add(n.mul(read(order.priceUnits), wantedUsd), n.div(costUsd, units));
  return n.div(n.add(n.mul(read(order.call.repaidUnits), wantedUsd), costUsd), units);
}

/** Whether `units` sold together on the route fetch more than an order needs, strictly. */
export function pays<N>(world: World<N>, state: State<N>, route: Route, units: N, order: OptionalOrder<N>): boolean {
  const { n, exact, scenario } = world;
  return decideLess(
    n,
    { left: reservationUsd(world, state, order), right: averagePriceUsd(world, state, route, units) },
    () => ({
      left: neededUsd(exact.n, scenario.liquidators, state, order, (value) => lift(n, value)),
      right: exactAveragePriceUsd(world, state, route, units),
    }),
    world.ties,
  );
}

function groupByReservation<N>(world: World<N>, state: State<N>, orders: readonly OptionalOrder<N>[]): Group<N>[] {
  const { n } = world;
  const priced = orders.map((order) => ({ order, neededUsd: reservationUsd(world, state, order) }));
  priced.sort((a, b) => n.sign(n.sub(a.neededUsd, b.neededUsd)));
  const step = n.add(n.one, n.parse(PRICE_RESOLUTION));
  const groups: { orders: OptionalOrder<N>[]; unitsSoFar: N; reservationUsd: N; dearest: OptionalOrder<N> }[] = [];
  const units = running(n);
  for (const { order, neededUsd } of priced) {
    n.accumulate(units, order.units);
    const unitsSoFar = totalOfRunning(n, units);
    const last = groups.at(-1);
    if (last === undefined || n.less(n.mul(last.reservationUsd, step), neededUsd)) {
      groups.push({ orders: [order], unitsSoFar, reservationUsd: neededUsd, dearest: order });
    } else {
      last.orders.push(order);
      last.unitsSoFar = unitsSoFar;
      last.reservationUsd = neededUsd;
      last.dearest = order;
    }
  }
  return groups;
}

/**
 * Which liquidations and purchases pay, given that all of them, and `mustSell` units besides, fetch one average price on the route.
 *
 * Calls enter in the order of the price they need. The last group that fits enters whole; of the next, each call is halved
 * until it pays. A call pays when the average price is above what it needs, strictly: no profit, no liquidation.
 */
export function acceptOptional<N>(
  world: World<N>,
  state: State<N>,
  route: Route,
  mustSell: N,
  orders: readonly OptionalOrder<N>[],
): { readonly accepted: OptionalOrder<N>[]; readonly declined: Declined<N>[] } {
  const { n } = world;
  const groups = groupByReservation(world, state, orders);
  const withFirst = (count: number): N => n.add(mustSell, groups[count - 1]?.unitsSoFar ?? n.zero);
  const prefixPays = (count: number): boolean =>
    pays(world, state, route, withFirst(count), at(groups, count - 1).dearest);

  let fitting = 0;
  let tooMany = groups.length + 1;
  while (tooMany - fitting > 1) {
    const middle = (fitting + tooMany) >> 1;
    if (prefixPays(middle)) fitting = middle;
    else tooMany = middle;
  }
  const accepted = groups.slice(0, fitting).flatMap((group) => group.orders);
  const next = groups[fitting];
  const part = next === undefined ? [] : halveUntilItPays(world, state, route, next, withFirst(fitting));
  const inPart = new Set(part.map(({ whole }) => whole));
  const rest = groups.slice(fitting).flatMap((group) => group.orders);
  const declined = rest.filter((order) => !inPart.has(order));
  return {
    accepted: [...accepted, ...part.map(({ smaller }) => smaller)],
    declined: declined.map((order) => ({ order, reason: REASON })),
  };
}

/** The order that needs the highest price; the first of those that need the same. */
function dearestOf<N>(world: World<N>, state: State<N>, orders: readonly OptionalOrder<N>[]): OptionalOrder<N> {
  const { n } = world;
  const priced = orders.map((order) => ({ order, neededUsd: reservationUsd(world, state, order) }));
  return priced.reduce((best, each) => (isPositive(n, n.sub(each.neededUsd, best.neededUsd)) ? each : best)).order;
}

/** An order and the part of it that pays. */
interface Part<N> {
  readonly whole: OptionalOrder<N>;
  readonly smaller: OptionalOrder<N>;
}

function halveUntilItPays<N>(world: World<N>, state: State<N>, route: Route, group: Group<N>, before: N): Part<N>[] {
  const { n } = world;
  let share = n.one;
  for (let halving = 1; halving <= HALVINGS; halving += 1) {
    share = n.div(share, n.add(n.one, n.one));
    const parts = group.orders.flatMap((whole): Part<N>[] => {
      const smaller = partOf(world, whole, share);
      return smaller === undefined || !isPositive(n, smaller.units) ? [] : [{ whole, smaller }];
    });
    if (parts.length === 0) return [];
    const units = n.add(before, n.total(parts.map(({ smaller }) => smaller.units)));
    const orders = parts.map(({ smaller }) => smaller);
    if (pays(world, state, route, units, dearestOf(world, state, orders))) return parts;
  }
  return [];
}
