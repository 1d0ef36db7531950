import { type NodeKey, nodeKey } from "../../model/network.js";
import { at, isPositive } from "../../numbers/arithmetic.js";
import type { Screened } from "../accounts/health.js";
import { keyOf, marketKeyOf, who } from "../accounts/who.js";
import { causeOf } from "../actors/policies.js";
import type { Bearer } from "../books/bearers.js";
import { mark } from "../books/losses.js";
import type { Recorder } from "../books/recorder.js";
import { isPaused } from "../news/controls.js";
import { bookUnpaid } from "../protocols/protocol-loss.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { bestOrder } from "./choose-pair.js";
import { clearOrders } from "./clear.js";
import { limitOrders } from "./limits.js";
import { type Declined, type Filled, type Order, positionOf } from "./order.js";
import { moveMarketPrices } from "./price-moves.js";
import { waysNow } from "./routes.js";
import { logSales, type Moved, settleOrder } from "./settle-order.js";

export interface Traded {
  readonly liquidations: number;
  readonly declined: number;
  readonly liquidatedUsd: number;
  readonly repaidUsd: number;
  readonly soldUsd: number;
  /** Orders that sold anything, a shock's own among them. */
  readonly filledOrders: number;
  readonly unfilledUsd: number;
  /** Positions on which a call was made. */
  readonly liquidated: readonly number[];
  readonly exhaustedVenues: readonly NodeKey[];
}

/** What two batches did; an absent one did nothing. */
export function together<T extends Traded | undefined>(a: Traded | undefined, b: T): Traded | T {
  if (a === undefined) return b;
  if (b === undefined) return a;
  return {
    liquidations: a.liquidations + b.liquidations,
    declined: a.declined + b.declined,
    liquidatedUsd: a.liquidatedUsd + b.liquidatedUsd,
    repaidUsd: a.repaidUsd + b.repaidUsd,
    soldUsd: a.soldUsd + b.soldUsd,
    filledOrders: a.filledOrders + b.filledOrders,
    unfilledUsd: a.unfilledUsd + b.unfilledUsd,
    liquidated: [...a.liquidated, ...b.liquidated],
    exhaustedVenues: [...a.exhaustedVenues, ...b.exhaustedVenues],
  };
}

/** Orders are settled and logged in scenario order, whichever way they were cleared: those of actors first, then positions, then offers. */
const placeOf = <N>({ positions }: World<N>, order: Order<N>): number =>
  order.kind === "offer" ? positions.count + order.rank : (positionOf(order) ?? -1);

/** Clears, settles and marks one batch of orders and calls that meet the venues together; `repaidUsd` is what earlier batches repaid. */
export function tradeBatch<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  others: readonly Order<N>[],
  liquidatable: readonly Screened<N>[],
  repaidUsd: number,
): Traded {
  const { losses, lossesOfRound, books } = recorder;
  const ways = waysNow(world, state);
  const orders = [...others];
  for (const screened of liquidatable) {
    if (isPaused(state.controls, at(world.positions.market, screened.position))) continue;
    const cause = world.keeps === "everything" ? causeOf(world, recorder.log, screened.position) : 0;
    const order = bestOrder(world, state, screened, cause, ways);
    if (order !== undefined) orders.push(order);
  }
  const limited = limitOrders(world, state, orders, repaidUsd);
  const cleared = clearOrders(world, state, books, limited.orders, ways);
  if (cleared.routingGap !== undefined) recorder.routingGap = Math.max(recorder.routingGap ?? 0, cleared.routingGap);
  const inOrder = [...cleared.filled].sort((a, b) => placeOf(world, a.order) - placeOf(world, b.order));
  const moved: Moved = { seizedUsd: 0, repaidUsd: 0, soldUsd: 0 };
  const liquidated: number[] = [];
  const events = new Map(cleared.venueSales.map(({ largest }) => [largest, largest.cause]));
  let filledOrders = 0;
  for (const filled of inOrder) {
    const { order } = filled;
    const event = settleOrder(world, state, recorder, filled, moved);
    if (events.has(order)) events.set(order, event);
    if (order.kind === "liquidation") liquidated.push(order.screened.position);
    if (isPositive(world.n, filled.soldUnits)) filledOrders += 1;
  }
  const source = losses.carried === undefined ? undefined : sourceOfPenalties(world, cleared.filled);
  const penalty = mark(world, state, losses, "price", source);
  lossesOfRound.price.push(penalty.totalUsd);
  bookUnpaid(world, state, recorder, inOrder, penalty);
  logSales(world, recorder, cleared.venueSales, events);
  moveMarketPrices(world, state, recorder, cleared);
  const declined = [...limited.declined, ...cleared.declined];
  noteDeclined(world, state, recorder, liquidatable, liquidated, declined);
  noteDeclinedOffers(world, recorder, declined);
  const declinedOffers = declined.filter(({ order }) => order.kind === "offer").length;
  return {
    ...{ liquidations: liquidated.length, liquidated, filledOrders },
    declined: liquidatable.length - liquidated.length + declinedOffers,
    ...{ liquidatedUsd: moved.seizedUsd, repaidUsd: moved.repaidUsd, soldUsd: moved.soldUsd },
    unfilledUsd: cleared.unfilledUsd,
    exhaustedVenues: cleared.venueSales.filter(({ unfilledUnits }) => unfilledUnits > 0).map(({ venue }) => venue),
  };
}

const marketKey = <N>({ scenario }: World<N>, market: number): NodeKey =>
  nodeKey("market", at(scenario.markets, market).id);

/** Where a loss by settling came from: a borrower's from its market, that of a market that has sold from what it sold. */
function sourceOfPenalties<N>(world: World<N>, filled: readonly Filled<N>[]): (bearer: Bearer) => NodeKey | undefined {
  const { scenario } = world;
  const sources = new Map<NodeKey, NodeKey>();
  for (const { order } of filled) {
    const position = order.kind === "offer" ? order.formerOwner : positionOf(order);
    if (order.kind === "offer" && order.recoveredUnits === undefined)
      sources.set(marketKey(world, order.market), nodeKey("asset", at(scenario.assets, order.assetIn).id));
    if (order.kind === "holder-sale") {
      const holders = nodeKey("issuer", at(scenario.issuers, order.issuer).id);
      sources.set(holders, nodeKey("asset", at(scenario.assets, order.assetIn).id));
    }
    if (position !== undefined) sources.set(keyOf(world, position), marketKeyOf(world, position));
    else if (order.kind === "offer")
      for (const owner of order.owners ?? []) sources.set(keyOf(world, owner), marketKeyOf(world, owner));
  }
  return ({ key }) => sources.get(key);
}

/** Reports an offer once when nobody takes it, with the reason. */
function noteDeclinedOffers<N>(
  { n, scenario }: World<N>,
  recorder: Recorder<N>,
  declined: readonly Declined<N>[],
): void {
  for (const { order, reason } of declined) {
    if (order.kind !== "offer" || recorder.declinedOffers.has(order.name)) continue;
    recorder.declinedOffers.add(order.name);
    const asset = at(scenario.assets, order.assetIn).id;
    const { id } = at(scenario.markets, order.market);
    const text = `Nobody buys ${n.toNumber(order.units).toPrecision(6)} ${asset} from ${id}: ${reason}`;
    const [from, to] = [nodeKey("asset", asset), nodeKey("market", id)];
    recorder.log.add({ kind: "offer-declined", cause: order.cause, from, to, asset, text });
  }
}

/** Reports a position once when nobody liquidates it, with the reason. */
function noteDeclined<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  liquidatable: readonly Screened<N>[],
  liquidated: readonly number[],
  declined: readonly Declined<N>[],
): void {
  if (liquidated.length === liquidatable.length) return;
  const called = new Set(liquidated);
  const reasons = new Map<number | undefined, string>();
  for (const { order, reason } of declined) reasons.set(positionOf(order), reason);
  for (const { position } of liquidatable) {
    if (recorder.declined.has(position) || called.has(position)) continue;
    recorder.declined.add(position);
    const paused = isPaused(state.controls, at(world.positions.market, position));
    const reason = reasons.get(position) ?? (paused ? "its market is paused" : "its market admits no call on it");
    recorder.log.add({
      kind: "liquidation-declined",
      cause: causeOf(world, recorder.log, position),
      from: marketKeyOf(world, position),
      to: keyOf(world, position),
      text: () => `${who(world, position).id} can be liquidated, but ${reason}`,
    });
  }
}
