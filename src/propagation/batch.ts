import { type NodeKey, nodeKey } from "../model/network.js";
import { at } from "../numbers/arithmetic.js";
import { clearOrders } from "./clear.js";
import { isPaused } from "./controls.js";
import type { Screened } from "./health.js";
import { limitOrders } from "./limits.js";
import { liquidationOrder } from "./liquidate.js";
import { mark } from "./losses.js";
import { type Declined, type Order, positionOf } from "./order.js";
import { causeOf } from "./policies.js";
import { moveMarketPrices } from "./price-moves.js";
import type { Recorder } from "./recorder.js";
import { logSales, settleOrder } from "./settle-order.js";
import type { State } from "./state.js";
import type { World } from "./world.js";

export interface Traded {
  readonly liquidations: number;
  readonly declined: number;
  readonly liquidatedUsd: number;
  readonly repaidUsd: number;
  readonly soldUsd: number;
  readonly unfilledUsd: number;
  /** Positions on which a call was made. */
  readonly liquidated: readonly number[];
  readonly exhaustedVenues: readonly NodeKey[];
}

/** Orders are settled and logged in scenario order, whichever way they were cleared: those of actors first, then positions. */
const placeOf = <N>(order: Order<N>): number => positionOf(order) ?? -1;

/** Clears, settles and marks one batch of orders and calls that meet the venues together; `repaidUsd` is what earlier batches repaid. */
export function tradeBatch<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  others: readonly Order<N>[],
  liquidatable: readonly Screened<N>[],
  repaidUsd: number,
): Traded {
  const { n } = world;
  const { losses, lossesOfRound, books } = recorder;
  const calls = liquidatable.flatMap((screened) => {
    if (isPaused(state.controls, at(world.positions.market, screened.position))) return [];
    const order = liquidationOrder(world, screened, n.one, causeOf(world, recorder.log, screened.position));
    return order === undefined ? [] : [order];
  });
  const limited = limitOrders(world, state, [...others, ...calls], repaidUsd);
  const cleared = clearOrders(world, state, books, limited.orders);
  const inOrder = [...cleared.filled].sort((a, b) => placeOf(a.order) - placeOf(b.order));
  const settled = inOrder.map((filled) => settleOrder(world, state, recorder, filled));
  const touched = new Set(cleared.filled.map(({ order }) => positionOf(order)));
  const penalty = mark(world, state, losses, "price", ({ kind, place }) =>
    kind === "position" && touched.has(place) ? marketOf(world, place) : undefined,
  );
  lossesOfRound.price.push(penalty.totalUsd);
  logSales(world, recorder, cleared.venueSales, new Map(settled.map(({ order, event }) => [order, event])));
  moveMarketPrices(world, state, recorder, cleared);
  const liquidated = settled.flatMap(({ order }) => (order.kind === "liquidation" ? [order.screened.position] : []));
  noteDeclined(world, state, recorder, liquidatable, liquidated, [...limited.declined, ...cleared.declined]);
  const sum = (pick: (each: (typeof settled)[number]) => number): number =>
    settled.reduce((total, each) => total + pick(each), 0);
  return {
    ...{ liquidations: liquidated.length, declined: liquidatable.length - liquidated.length, liquidated },
    ...{ liquidatedUsd: sum((each) => each.seizedUsd), repaidUsd: sum((each) => each.repaidUsd) },
    ...{ soldUsd: sum((each) => each.soldUsd), unfilledUsd: cleared.unfilledUsd },
    exhaustedVenues: cleared.venueSales.filter(({ unfilledUnits }) => unfilledUnits > 0).map(({ venue }) => venue),
  };
}

const marketOf = <N>(world: World<N>, position: number): NodeKey =>
  nodeKey("market", at(world.scenario.positions, position).market);

/** Reports a position once when nobody liquidates it, with the reason. */
function noteDeclined<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  liquidatable: readonly Screened<N>[],
  liquidated: readonly number[],
  declined: readonly Declined<N>[],
): void {
  const called = new Set(liquidated);
  const reasons = new Map(declined.map(({ order, reason }) => [order.screened.position, reason]));
  for (const { position } of liquidatable) {
    if (called.has(position) || recorder.declined.has(position)) continue;
    recorder.declined.add(position);
    const { id, market } = at(world.scenario.positions, position);
    const paused = isPaused(state.controls, at(world.positions.market, position));
    const reason = reasons.get(position) ?? (paused ? "its market is paused" : "its market admits no call on it");
    const cause = causeOf(world, recorder.log, position);
    const [from, to] = [nodeKey("market", market), nodeKey("position", id)];
    recorder.log.add({ kind: "liquidation-declined", cause, from, to, text: `${id} can be liquidated, but ${reason}` });
  }
}
