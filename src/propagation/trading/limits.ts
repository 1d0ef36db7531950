import {
  at,
  isPositive,
  isZero,
  positivePart,
  type Running,
  ratio,
  running,
  totalOfRunning,
} from "../../numbers/arithmetic.js";
import { payableCash } from "../accounts/cash.js";
import { kept } from "../nested.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { isOptional, paidUnits, partOf } from "./optional.js";
import { type Declined, type Order, positionOf } from "./order.js";

export interface Limited<N> {
  readonly orders: readonly Order<N>[];
  readonly declined: readonly Declined<N>[];
}

const NO_CASH = "the market has no cash to pay the seizure out of";
const NO_CAPACITY = "liquidators can repay no more this round";

type FindReserve<N> = (order: Order<N>) => number | undefined;

/**
 * Finds the reserve that pays out what an order sells; undefined where it lies there untouched, or the seller has it in hand. Each asset
 * of a market is looked for once.
 */
function reserveFinder<N>({ reserves, positions, scenario }: World<N>): FindReserve<N> {
  const found = new Map<number, number>();
  return (order) => {
    const position = positionOf(order);
    if (position === undefined) return undefined;
    const market = at(positions.market, position);
    const reserve = kept(found, market * scenario.assets.length + order.assetIn, () =>
      reserves.posted(market, at(scenario.assets, order.assetIn).id),
    );
    return at(reserves.list, reserve).lends ? reserve : undefined;
  };
}

/** Share of what is asked of each reserve that its cash can pay. */
function payable<N>(
  world: World<N>,
  state: State<N>,
  orders: readonly Order<N>[],
  reserveOf: FindReserve<N>,
): ReadonlyMap<number, N> {
  const { n } = world;
  const asked = new Map<number, Running<N>>();
  for (const order of orders) {
    const reserve = reserveOf(order);
    if (reserve !== undefined)
      n.accumulate(
        kept(asked, reserve, () => running(n)),
        order.units,
      );
  }
  return new Map(
    [...asked].map(([reserve, units]) => {
      const share = ratio(n, payableCash(world, state, reserve), totalOfRunning(n, units), n.one);
      return [reserve, n.min(n.one, share)];
    }),
  );
}

/** Share of the repayments asked for that liquidators can still make in this round. */
function affordable<N>(world: World<N>, state: State<N>, orders: readonly Order<N>[], repaidUsd: number): N {
  const { n, scenario } = world;
  const { capacityUsdPerRound } = scenario.liquidators;
  if (capacityUsdPerRound === undefined) return n.one;
  const askedUsd = running(n);
  for (const order of orders)
    if (isOptional(order)) n.accumulate(askedUsd, n.mul(paidUnits(order), at(state.assets, order.want).marketUsd));
  const leftUsd = positivePart(n, n.sub(n.parse(capacityUsdPerRound), n.fromNumber(repaidUsd)));
  return n.min(n.one, ratio(n, leftUsd, totalOfRunning(n, askedUsd), n.one));
}

/**
 * Cuts orders down, all alike, to what the markets hold of the collateral, since a pooled reserve pays it out of its cash, and
 * liquidations and purchases to what liquidators can pay in a round in which they have paid `repaidUsd` already: what costs nothing
 * is not cut.
 */
export function limitOrders<N>(
  world: World<N>,
  state: State<N>,
  orders: readonly Order<N>[],
  repaidUsd: number,
): Limited<N> {
  const { n } = world;
  const capacity = affordable(world, state, orders, repaidUsd);
  const reserveOf = reserveFinder(world);
  const shares = payable(world, state, orders, reserveOf);
  const declined: Declined<N>[] = [];
  const limited: Order<N>[] = [];
  for (const order of orders) {
    const reserve = reserveOf(order);
    const cash = (reserve === undefined ? undefined : shares.get(reserve)) ?? n.one;
    if (!isOptional(order)) {
      const units = n.mul(cash, order.units);
      if (isPositive(n, units)) limited.push({ ...order, units });
      continue;
    }
    const share = isPositive(n, paidUnits(order)) ? n.min(capacity, cash) : cash;
    const allowed = isZero(n, n.sub(share, n.one)) ? order : partOf(world, order, share);
    if (allowed !== undefined) limited.push(allowed);
    else declined.push({ order, reason: isPositive(n, capacity) ? NO_CASH : NO_CAPACITY });
  }
  return { orders: limited, declined };
}
