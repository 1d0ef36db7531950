import { at, isPositive, isZero, positivePart, ratio } from "../../numbers/arithmetic.js";
import { payableCash } from "../accounts/cash.js";
import { kept } from "../nested.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { isOptional, paidUnits, partOf } from "./optional.js";
import { type Declined, type OptionalOrder, type Order, positionOf } from "./order.js";

export interface Limited<N> {
  readonly orders: readonly Order<N>[];
  readonly declined: readonly Declined<N>[];
}

const NO_CASH = "the market has no cash to pay the seizure out of";
const NO_CAPACITY = "liquidators can repay no more this round";

/** The reserve that pays out what an order sells; undefined where it lies there untouched, or the seller has it in hand. */
function reserveOf<N>(world: World<N>, order: Order<N>): number | undefined {
  const position = positionOf(order);
  if (position === undefined) return undefined;
  const { reserves, positions, scenario } = world;
  const reserve = reserves.posted(at(positions.market, position), at(scenario.assets, order.assetIn).id);
  return at(reserves.list, reserve).lends ? reserve : undefined;
}

/** Share of what is asked of each reserve that its cash can pay. */
function payable<N>(world: World<N>, state: State<N>, orders: readonly Order<N>[]): ReadonlyMap<number, N> {
  const { n } = world;
  const asked = new Map<number, N[]>();
  for (const order of orders) {
    const reserve = reserveOf(world, order);
    if (reserve !== undefined) kept(asked, reserve, () => []).push(order.units);
  }
  return new Map(
    [...asked].map(([reserve, units]) => {
      const share = ratio(n, payableCash(world, state, reserve), n.total(units), n.one);
      return [reserve, n.min(n.one, share)];
    }),
  );
}

/** Share of the repayments asked for that liquidators can still make in this round. */
function affordable<N>(world: World<N>, state: State<N>, orders: readonly Order<N>[], repaidUsd: number): N {
  const { n, scenario } = world;
  const { capacityUsdPerRound } = scenario.liquidators;
  if (capacityUsdPerRound === undefined) return n.one;
  const askedUsd = orders.flatMap((order) =>
    isOptional(order) ? [n.mul(paidUnits(order), at(state.assets, order.want).marketUsd)] : [],
  );
  const leftUsd = positivePart(n, n.sub(n.parse(capacityUsdPerRound), n.fromNumber(repaidUsd)));
  return n.min(n.one, ratio(n, leftUsd, n.total(askedUsd), n.one));
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
  const shares = payable(world, state, orders);
  const declined: Declined<N>[] = [];
  const decline = (order: OptionalOrder<N>): Order<N>[] => {
    declined.push({ order, reason: isPositive(n, capacity) ? NO_CASH : NO_CAPACITY });
    return [];
  };
  const limited = orders.flatMap((order): Order<N>[] => {
    const reserve = reserveOf(world, order);
    const cash = (reserve === undefined ? undefined : shares.get(reserve)) ?? n.one;
    if (!isOptional(order)) {
      const units = n.mul(cash, order.units);
      return isPositive(n, units) ? [{ ...order, units }] : [];
    }
    const share = isPositive(n, paidUnits(order)) ? n.min(capacity, cash) : cash;
    if (isZero(n, n.sub(share, n.one))) return [order];
    const smaller = partOf(world, order, share);
    return smaller === undefined ? decline(order) : [smaller];
  });
  return { orders: limited, declined };
}
