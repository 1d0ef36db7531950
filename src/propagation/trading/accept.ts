import type { Liquidators } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive, running, totalOfRunning } from "../../numbers/arithmetic.js";
import { decideLess, lift } from "../../numbers/decide.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { partOf } from "./optional.js";
import type { Declined, OptionalOrder } from "./order.js";
import { averagePriceUsd, exactAveragePriceUsd, type Route, type Ways, waysNow } from "./routes.js";

/** A liquidator that cannot make the whole call pay tries half of it, then a quarter, and so on this many times. */
const HALVINGS = 10;

/** Prices closer than this, relatively, count as the same price: liquidators who need it act alike. */
const PRICE_RESOLUTION = 1e-9;

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

const asItIs = <N>(value: N): N => value;

/** (repaid · market price + gas + minimum profit) / units to sell, of any order; what is repaid per unit of an offer is its price. */
export function reservations<N>({ n, scenario }: World<N>, state: State<N>): (order: OptionalOrder<N>) => N {
  const costUsd = costOfCall(n, scenario.liquidators);
  return (order) => neededUsd(n, costUsd, state, order, asItIs);
}

/** The same of one order. */
export const reservationUsd = <N>(world: World<N>, state: State<N>, order: OptionalOrder<N>): N =>
  reservations(world, state)(order);

const costOfCall = <M>(n: Arithmetic<M>, { gasUsd, minimumProfitUsd }: Liquidators): M =>
  n.add(n.parse(gasUsd), n.parse(minimumProfitUsd));

function neededUsd<N, M>(
  n: Arithmetic<M>,
  costUsd: M,
  state: State<N>,
  order: OptionalOrder<N>,
  read: (value: N) => M,
): M {
  const wantedUsd = read(at(state.assets, order.want).marketUsd);
  const units = read(order.units);
  if (order.kind === "offer") return n.add(n.mul(read(order.priceUnits), wantedUsd), n.div(costUsd, units));
  return n.div(n.add(n.mul(read(order.call.repaidUnits), wantedUsd), costUsd), units);
}

/** Whether `units` sold together on the route fetch more than an order needs, strictly. */
export function pays<N>(
  world: World<N>,
  state: State<N>,
  route: Route,
  units: N,
  order: OptionalOrder<N>,
  { legsOf } = waysNow(world, state),
): boolean {
  const { n, exact, scenario } = world;
  return decideLess(
    n,
    { left: reservationUsd(world, state, order), right: averagePriceUsd(world, state, route, units, legsOf) },
    () => ({
      left: neededUsd(exact.n, costOfCall(exact.n, scenario.liquidators), state, order, (value) => lift(n, value)),
      right: exactAveragePriceUsd(world, state, route, units),
    }),
    world.ties,
  );
}

function groupByReservation<N>(world: World<N>, state: State<N>, orders: readonly OptionalOrder<N>[]): Group<N>[] {
  const { n } = world;
  const reservationOf = reservations(world, state);
  const priced = orders.map((order) => ({ order, neededUsd: reservationOf(order) }));
  priced.sort((a, b) => n.sign(n.sub(a.neededUsd, b.neededUsd)));
  const step = n.add(n.one, n.fromNumber(PRICE_RESOLUTION));
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
  ways: Ways<N>,
): { readonly accepted: OptionalOrder<N>[]; readonly declined: Declined<N>[] } {
  const { n } = world;
  const groups = groupByReservation(world, state, orders);
  const withFirst = (count: number): N => n.add(mustSell, groups[count - 1]?.unitsSoFar ?? n.zero);
  const prefixPays = (count: number): boolean =>
    pays(world, state, route, withFirst(count), at(groups, count - 1).dearest, ways);

  let fitting = 0;
  let tooMany = groups.length + 1;
  while (tooMany - fitting > 1) {
    const middle = (fitting + tooMany) >> 1;
    if (prefixPays(middle)) fitting = middle;
    else tooMany = middle;
  }
  const accepted = groups.slice(0, fitting).flatMap((group) => group.orders);
  const next = groups[fitting];
  const declined = groups.slice(fitting + 1).flatMap((group) => group.orders);
  if (next === undefined) return { accepted, declined: [] };
  const halved = halveUntilItPays(world, state, route, next, withFirst(fitting), ways);
  return {
    accepted: [...accepted, ...halved.smaller],
    declined: [...halved.left, ...declined].map((order) => ({ order, reason: REASON })),
  };
}

/** Parts of orders that pay, and the orders of which no part does. */
interface Halved<N> {
  readonly smaller: readonly OptionalOrder<N>[];
  readonly left: readonly OptionalOrder<N>[];
}

function halveUntilItPays<N>(
  world: World<N>,
  state: State<N>,
  route: Route,
  group: Group<N>,
  before: N,
  ways: Ways<N>,
): Halved<N> {
  const { n } = world;
  let share = n.one;
  for (let halving = 1; halving <= HALVINGS; halving += 1) {
    share = n.div(share, n.add(n.one, n.one));
    const [smaller, left]: [OptionalOrder<N>[], OptionalOrder<N>[]] = [[], []];
    for (const whole of group.orders) {
      const part = partOf(world, whole, share);
      if (part === undefined || !isPositive(n, part.units)) left.push(whole);
      else smaller.push(part);
    }
    const dearest = dearestOf(world, state, smaller);
    if (dearest === undefined) break;
    const units = running(n);
    for (const part of smaller) n.accumulate(units, part.units);
    if (pays(world, state, route, n.add(before, totalOfRunning(n, units)), dearest, ways)) return { smaller, left };
  }
  return { smaller: [], left: group.orders };
}

/** The order that needs the highest price; the first of those that need the same. */
function dearestOf<N>(
  world: World<N>,
  state: State<N>,
  orders: readonly OptionalOrder<N>[],
): OptionalOrder<N> | undefined {
  const { n } = world;
  const reservationOf = reservations(world, state);
  let dearest: OptionalOrder<N> | undefined;
  let highestUsd = n.zero;
  for (const order of orders) {
    const neededUsd = reservationOf(order);
    if (dearest !== undefined && !isPositive(n, n.sub(neededUsd, highestUsd))) continue;
    dearest = order;
    highestUsd = neededUsd;
  }
  return dearest;
}
