import { type NodeKey, nodeKey } from "../model/network.js";
import { at, isPositive, ratio } from "../numbers/arithmetic.js";
import { uniform } from "../numbers/random.js";
import { type Cleared, clearOrders } from "./clear.js";
import type { Screened } from "./health.js";
import { limitCalls, liquidationOrder } from "./liquidate.js";
import { mark, shift } from "./losses.js";
import type { Declined, Filled, LiquidationOrder, Order } from "./order.js";
import { causeOf } from "./policies.js";
import { reprice } from "./prices.js";
import type { Recorder } from "./recorder.js";
import { settleDeleverage, settleLiquidation, settleOutsideSale, settleStopLoss } from "./settle.js";
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

/** Trades a round's orders: all liquidations at once, or one after another under the other sequencings. */
export function trade<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  others: readonly Order<N>[],
  liquidatable: readonly Screened<N>[],
): Traded {
  const { sequencing } = world.scenario;
  if (sequencing === "simultaneous") return tradeBatch(world, state, recorder, others, liquidatable);
  const batches = [tradeBatch(world, state, recorder, others, [])];
  for (const screened of inSequence(world, state, liquidatable)) {
    batches.push(tradeBatch(world, state, recorder, [], [screened]));
  }
  return batches.reduce((sum, batch) => ({
    liquidations: sum.liquidations + batch.liquidations,
    declined: sum.declined + batch.declined,
    liquidatedUsd: sum.liquidatedUsd + batch.liquidatedUsd,
    repaidUsd: sum.repaidUsd + batch.repaidUsd,
    soldUsd: sum.soldUsd + batch.soldUsd,
    unfilledUsd: sum.unfilledUsd + batch.unfilledUsd,
    liquidated: [...sum.liquidated, ...batch.liquidated],
    exhaustedVenues: [...sum.exhaustedVenues, ...batch.exhaustedVenues],
  }));
}

function inSequence<N>(world: World<N>, state: State<N>, liquidatable: readonly Screened<N>[]): Screened<N>[] {
  const { n, scenario } = world;
  if (scenario.sequencing === "worst-first") return [...liquidatable].sort((a, b) => n.sign(n.sub(a.health, b.health)));
  const draw = ({ position }: Screened<N>): number =>
    uniform(scenario.seed, `sequence of round ${state.round}`, position);
  return [...liquidatable].sort((a, b) => draw(a) - draw(b));
}

function tradeBatch<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  others: readonly Order<N>[],
  liquidatable: readonly Screened<N>[],
): Traded {
  const { n } = world;
  const { losses, lossesOfRound } = recorder;
  const inadmissible: Screened<N>[] = [];
  const calls = liquidatable.flatMap((screened) => {
    const order = liquidationOrder(world, screened, n.one, causeOf(world, recorder.log, screened.position));
    if (order === undefined) inadmissible.push(screened);
    return order === undefined ? [] : [order];
  });
  const cleared = clearOrders(world, state, recorder.books, [...others, ...limitCalls(world, state, calls)]);
  const inOrder = [...cleared.filled].sort((a, b) => placeOf(a.order) - placeOf(b.order));
  const made = inOrder.map((filled) => settleOne(world, state, recorder, filled));
  const toMarket = new Map(
    cleared.filled.flatMap(({ order }) =>
      "position" in order || order.kind === "liquidation"
        ? [[positionOf(order), marketOf(world, positionOf(order))]]
        : [],
    ) as [number, NodeKey][],
  );
  const penalty = mark(world, state, losses, "price", (bearer) =>
    bearer.kind === "position" ? toMarket.get(bearer.place) : undefined,
  );
  lossesOfRound.price.push(penalty.totalUsd);
  logSales(world, recorder, cleared);
  moveMarketPrices(world, state, recorder, cleared);
  noteDeclined(world, recorder, cleared.declined, inadmissible);
  const calledOn = cleared.filled.flatMap(({ order }) =>
    order.kind === "liquidation" ? [order.screened.position] : [],
  );
  const sum = (pick: (settled: Settled) => number): number => made.reduce((total, settled) => total + pick(settled), 0);
  return {
    ...{ liquidations: calledOn.length, declined: liquidatable.length - calledOn.length, liquidated: calledOn },
    ...{ liquidatedUsd: sum((each) => each.seizedUsd), repaidUsd: sum((each) => each.repaidUsd) },
    ...{ soldUsd: sum((each) => each.soldUsd), unfilledUsd: cleared.unfilledUsd },
    exhaustedVenues: cleared.venueSales.filter(({ unfilledUnits }) => unfilledUnits > 0).map(({ venue }) => venue),
  };
}

type PositionOrder<N> = Extract<Order<N>, { readonly position: number }> | LiquidationOrder<N>;

const positionOf = <N>(order: PositionOrder<N>): number =>
  order.kind === "liquidation" ? order.screened.position : order.position;

/** Orders are settled and logged in scenario order, whichever way they were cleared: those of actors first, then positions. */
const placeOf = <N>(order: Order<N>): number =>
  "position" in order || order.kind === "liquidation" ? positionOf(order) : -1;

const marketOf = <N>(world: World<N>, position: number): NodeKey =>
  nodeKey("market", at(world.scenario.positions, position).market);

interface Settled {
  readonly seizedUsd: number;
  readonly repaidUsd: number;
  readonly soldUsd: number;
}

function settleOne<N>(world: World<N>, state: State<N>, recorder: Recorder<N>, filled: Filled<N>): Settled {
  const { n } = world;
  const { books } = recorder;
  const { order } = filled;
  const usd = (asset: number, units: N): number => n.toNumber(n.mul(units, at(state.assets, asset).marketUsd));
  const soldUsd = usd(order.assetIn, filled.soldUnits);
  switch (order.kind) {
    case "liquidation": {
      const settled = {
        seizedUsd: usd(order.assetIn, order.call.seizedUnits),
        repaidUsd: usd(order.want, order.call.repaidUnits),
        soldUsd,
      };
      settleLiquidation(world, state, books, order, filled);
      logLiquidation(world, recorder, order, settled);
      return settled;
    }
    case "deleverage":
    case "stop-loss-position":
      settleDeleverage(world, state, books, order, filled);
      return { seizedUsd: 0, repaidUsd: 0, soldUsd };
    case "stop-loss":
      settleStopLoss(world, state, books, order, filled);
      return { seizedUsd: 0, repaidUsd: 0, soldUsd };
    case "outside-sale":
      settleOutsideSale(books, filled);
      return { seizedUsd: 0, repaidUsd: 0, soldUsd };
  }
}

function logLiquidation<N>(world: World<N>, recorder: Recorder<N>, order: LiquidationOrder<N>, settled: Settled): void {
  const { n, scenario } = world;
  const { position } = order.screened;
  const asset = at(scenario.assets, order.assetIn).id;
  const units = n.toNumber(order.call.seizedUnits);
  const { id, market } = at(scenario.positions, position);
  recorder.liquidated.add(position);
  recorder.log.add({
    ...{
      kind: "liquidation",
      cause: order.cause,
      from: nodeKey("market", market),
      to: nodeKey("position", id),
      channel: "price",
    },
    ...{ asset, units, valueUsd: settled.seizedUsd, lossUsd: settled.seizedUsd - settled.repaidUsd },
    text: `${units.toPrecision(6)} ${asset} of ${id} are seized for ${Math.round(settled.repaidUsd)} USD of debt`,
  });
}

function logSales<N>(world: World<N>, recorder: Recorder<N>, { venueSales }: Cleared<N>): void {
  for (const { venue, asset, units, valueUsd, unfilledUnits, cause } of venueSales) {
    const { id } = at(world.scenario.assets, asset);
    const rest = unfilledUnits > 0 ? `; ${unfilledUnits.toPrecision(6)} more find no buyer` : "";
    const text = `${units.toPrecision(6)} ${id} are sold at ${venue.slice("venue:".length)}${rest}`;
    recorder.log.add({ kind: "sale", cause, from: nodeKey("asset", id), to: venue, asset: id, units, valueUsd, text });
  }
}

/** Reads the prices that the venues were left at, and books what everybody else lost by them. */
function moveMarketPrices<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  { filled, venueSales }: Cleared<N>,
): void {
  const { n, scenario } = world;
  const before = state.assets.map(({ marketUsd }) => n.toNumber(marketUsd));
  reprice(world, state);
  state.assets.forEach(({ marketUsd }, a) => {
    const [from, to] = [at(before, a), n.toNumber(marketUsd)];
    if (from === to) return;
    const { id } = at(scenario.assets, a);
    const venue = venueSales.find((sale) => sale.asset === a)?.venue ?? venueSales[0]?.venue;
    const text = `${id} trades at ${to.toPrecision(6)} USD (was ${from.toPrecision(6)})`;
    recorder.log.add({
      kind: "price-move",
      from: venue ?? nodeKey("asset", id),
      to: nodeKey("asset", id),
      channel: "price",
      asset: id,
      text,
    });
  });
  const marked = mark(world, state, recorder.losses, "price");
  recorder.lossesOfRound.price.push(marked.totalUsd);
  const ofShock = shareOfShock(world, state, filled);
  if (!isPositive(n, ofShock)) return;
  marked.lossUsd.forEach((lossUsd, b) => {
    shift(world, recorder.losses, b, "price", "direct", n.mul(ofShock, lossUsd));
  });
  const directUsd = n.mul(ofShock, marked.totalUsd);
  recorder.lossesOfRound.price.push(n.sub(n.zero, directUsd));
  recorder.lossesOfRound.direct.push(directUsd);
}

/** The part of what was sold, by value, that the shock itself sold: that part of the price moves is direct. */
function shareOfShock<N>(world: World<N>, state: State<N>, filled: readonly Filled<N>[]): N {
  const { n } = world;
  const valueUsd = (sold: readonly Filled<N>[]): N =>
    n.total(sold.map(({ order, soldUnits }) => n.mul(soldUnits, at(state.assets, order.assetIn).referenceUsd)));
  return ratio(n, valueUsd(filled.filter(({ order }) => order.kind === "outside-sale")), valueUsd(filled), n.zero);
}

/** Reports a position once when nobody liquidates it, with the reason. */
function noteDeclined<N>(
  world: World<N>,
  recorder: Recorder<N>,
  declined: readonly Declined<N>[],
  inadmissible: readonly Screened<N>[],
): void {
  const reasons = [
    ...declined.map(({ order, reason }) => ({ position: order.screened.position, reason })),
    ...inadmissible.map(({ position }) => ({ position, reason: "the market admits no call on it" })),
  ];
  reasons.sort((a, b) => a.position - b.position);
  for (const { position, reason } of reasons) {
    if (recorder.declined.has(position)) continue;
    recorder.declined.add(position);
    const { id, market } = at(world.scenario.positions, position);
    const [from, to] = [nodeKey("market", market), nodeKey("position", id)];
    const cause = causeOf(world, recorder.log, position);
    recorder.log.add({ kind: "liquidation-declined", cause, from, to, text: `${id} can be liquidated, but ${reason}` });
  }
}
