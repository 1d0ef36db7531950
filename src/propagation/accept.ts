import { at, isPositive } from "../numbers/arithmetic.js";
import { decideLess, lift } from "../numbers/decide.js";
import { liquidationOrder } from "./liquidate.js";
import type { Declined, LiquidationOrder } from "./order.js";
import { averagePriceUsd, exactAveragePriceUsd, type Route } from "./routes.js";
import type { State } from "./state.js";
import type { World } from "./world.js";

/** A liquidator that cannot make the whole call pay tries half of it, then a quarter, and so on this many times. */
const HALVINGS = 10;

/** Prices closer than this, relatively, count as the same price: liquidators who need it act alike. */
const PRICE_RESOLUTION = "1e-9";

/** Liquidations that need the same price to pay. */
interface Group<N> {
  readonly orders: readonly LiquidationOrder<N>[];
  /** What a unit of the seizure has to fetch, in USD, for each of the calls to cover repayment, gas and minimum profit. */
  readonly reservationUsd: N;
}

const REASON = "selling the seizure would not pay for the repayment and the gas";

/** (repaid · market price + gas + minimum profit) / units to sell. */
export function reservationUsd<N>(world: World<N>, state: State<N>, order: LiquidationOrder<N>): N {
  const { n, scenario } = world;
  const repaidUsd = n.mul(order.call.repaidUnits, at(state.assets, order.want).marketUsd);
  const costUsd = n.add(n.parse(scenario.liquidators.gasUsd), n.parse(scenario.liquidators.minimumProfitUsd));
  return n.div(n.add(repaidUsd, costUsd), order.units);
}

function groupByReservation<N>(world: World<N>, state: State<N>, orders: readonly LiquidationOrder<N>[]): Group<N>[] {
  const { n } = world;
  const priced = orders.map((order) => ({ order, neededUsd: reservationUsd(world, state, order) }));
  priced.sort((a, b) => n.sign(n.sub(a.neededUsd, b.neededUsd)));
  const step = n.add(n.one, n.parse(PRICE_RESOLUTION));
  const groups: { orders: LiquidationOrder<N>[]; reservationUsd: N }[] = [];
  for (const { order, neededUsd } of priced) {
    const last = groups.at(-1);
    if (last === undefined || n.less(n.mul(last.reservationUsd, step), neededUsd)) {
      groups.push({ orders: [order], reservationUsd: neededUsd });
    } else {
      last.orders.push(order);
      last.reservationUsd = neededUsd;
    }
  }
  return groups;
}

/**
 * Which liquidations pay, given that all of them, and `mustSell` units besides, fetch one average price on the route.
 *
 * Calls enter in the order of the price they need. The last group that fits enters whole; of the next, each call is halved
 * until it pays. A call pays when the average price is above what it needs, strictly: no profit, no liquidation.
 */
export function acceptLiquidations<N>(
  world: World<N>,
  state: State<N>,
  route: Route,
  mustSell: N,
  orders: readonly LiquidationOrder<N>[],
): { readonly accepted: LiquidationOrder<N>[]; readonly declined: Declined<N>[] } {
  const { n } = world;
  const groups = groupByReservation(world, state, orders);
  const unitsOf = (list: readonly LiquidationOrder<N>[]): N => n.total(list.map((order) => order.units));
  const pays = (units: N, needed: N): boolean =>
    decideLess(
      n,
      { left: needed, right: averagePriceUsd(world, state, route, units) },
      () => ({ left: lift(n, needed), right: exactAveragePriceUsd(world, state, route, units) }),
      world.ties,
    );
  const upTo = (count: number): LiquidationOrder<N>[] => groups.slice(0, count).flatMap((group) => group.orders);
  const prefixPays = (count: number): boolean =>
    pays(n.add(mustSell, unitsOf(upTo(count))), at(groups, count - 1).reservationUsd);

  let whole = 0;
  let tooMany = groups.length + 1;
  while (tooMany - whole > 1) {
    const middle = (whole + tooMany) >> 1;
    if (prefixPays(middle)) whole = middle;
    else tooMany = middle;
  }
  const accepted = upTo(whole);
  const next = groups[whole];
  const part = next === undefined ? [] : halveUntilItPays(world, state, next, n.add(mustSell, unitsOf(accepted)), pays);
  const inPart = new Set(part.map((order) => order.screened.position));
  const rest = groups.slice(whole).flatMap((group) => group.orders);
  const declined = rest.filter((order) => !inPart.has(order.screened.position));
  return { accepted: [...accepted, ...part], declined: declined.map((order) => ({ order, reason: REASON })) };
}

function halveUntilItPays<N>(
  world: World<N>,
  state: State<N>,
  group: Group<N>,
  before: N,
  pays: (units: N, needed: N) => boolean,
): LiquidationOrder<N>[] {
  const { n } = world;
  let share = n.one;
  for (let halving = 1; halving <= HALVINGS; halving += 1) {
    share = n.div(share, n.add(n.one, n.one));
    const smaller = group.orders
      .map((order) => liquidationOrder(world, order.screened, n.mul(share, order.share), order.cause))
      .filter((order) => order !== undefined && isPositive(n, order.units));
    const orders = smaller.filter((order) => order !== undefined);
    if (orders.length === 0) return [];
    const units = n.add(before, n.total(orders.map((order) => order.units)));
    const needed = orders.map((order) => reservationUsd(world, state, order));
    if (needed.every((price) => pays(units, price))) return orders;
  }
  return [];
}
