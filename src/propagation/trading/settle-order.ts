import { nodeKey } from "../../model/network.js";
import { at } from "../../numbers/arithmetic.js";
import { keyOf, marketKeyOf, who } from "../accounts/who.js";
import type { Recorder } from "../books/recorder.js";
import { settleHolderSale } from "../claims/take-back-settle.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { Filled, LiquidationOrder, OfferOrder, Order, VenueSale } from "./order.js";
import {
  settleActorSale,
  settleDeleverage,
  settleLiquidation,
  settleOffer,
  settleOutsideSale,
  settleUnsold,
} from "./settle.js";

/** What settling orders has moved so far, at market prices before the sales. */
export interface Moved {
  seizedUsd: number;
  repaidUsd: number;
  soldUsd: number;
}

/**
 * Moves an order's money and tokens, adds what that was to `moved`, and logs a liquidation or purchase: the other kinds were logged when
 * they were ordered. Returns the event that the sale follows from.
 */
export function settleOrder<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  filled: Filled<N>,
  moved: Moved,
): number {
  const { n } = world;
  const { books } = recorder;
  const { order } = filled;
  const usd = (asset: number, units: N): number => n.toNumber(n.mul(units, at(state.assets, asset).marketUsd));
  const soldUsd = usd(order.assetIn, filled.soldUnits);
  if (order.kind !== "redeemers-trade" && order.kind !== "outside-sale") moved.soldUsd += soldUsd;
  settleUnsold(world, state, books, filled);
  order.settled?.(filled.soldUnits, filled.receivedUnits);
  switch (order.kind) {
    case "liquidation": {
      const excessUsd = usd(order.want, order.call.fromBands?.excessUnits ?? n.zero);
      const seizedUsd = usd(order.assetIn, order.call.seizedUnits) + excessUsd;
      const repaidUsd = usd(order.want, order.call.repaidUnits);
      settleLiquidation(world, state, books, order, filled);
      moved.seizedUsd += seizedUsd;
      moved.repaidUsd += repaidUsd;
      return logLiquidation(world, recorder, order, seizedUsd, repaidUsd);
    }
    case "offer": {
      const paidUsd = usd(order.want, order.paidUnits);
      settleOffer(world, books, order, filled);
      if (order.owners === undefined) moved.repaidUsd += paidUsd;
      return logPurchase(world, recorder, order, soldUsd, paidUsd);
    }
    case "deleverage":
    case "stop-loss-position":
      settleDeleverage(world, state, books, order, filled);
      return order.cause;
    case "stop-loss":
    case "hedge":
    case "turned-away":
      settleActorSale(world, state, books, order, filled);
      return order.cause;
    case "holder-sale":
      settleHolderSale(world, state, books, order, filled);
      return order.cause;
    case "makers-hedge":
    case "redeemers-trade":
    case "outside-sale":
      settleOutsideSale(books, filled);
      return order.cause;
  }
}

function logLiquidation<N>(
  world: World<N>,
  recorder: Recorder<N>,
  order: LiquidationOrder<N>,
  seizedUsd: number,
  repaidUsd: number,
): number {
  const { n, scenario } = world;
  const { position } = order.screened;
  const asset = at(scenario.assets, order.assetIn).id;
  const units = n.toNumber(order.call.seizedUnits);
  recorder.liquidated.add(position);
  return recorder.log.add({
    kind: "liquidation",
    cause: order.cause,
    channel: "price",
    asset,
    units,
    from: marketKeyOf(world, position),
    to: keyOf(world, position),
    valueUsd: seizedUsd,
    lossUsd: seizedUsd - repaidUsd,
    text: () =>
      `${units.toPrecision(6)} ${asset} of ${who(world, position).id} are seized for ${Math.round(repaidUsd)} USD of debt`,
  });
}

function logPurchase<N>(
  { n, scenario }: World<N>,
  recorder: Recorder<N>,
  { market, assetIn, want, units, paidUnits, cause, owners }: OfferOrder<N>,
  valueUsd: number,
  paidUsd: number,
): number {
  const [asset, currency] = [at(scenario.assets, assetIn).id, at(scenario.assets, want).id];
  const { id } = at(scenario.markets, market);
  const [sold, paid] = [n.toNumber(units), n.toNumber(paidUnits)];
  return recorder.log.add({
    ...{
      kind: owners === undefined ? "offer-taken" : "soft-liquidation",
      cause,
      channel: "price",
      asset,
      units: sold,
      valueUsd,
      lossUsd: valueUsd - paidUsd,
    },
    ...{ from: nodeKey("asset", asset), to: nodeKey("market", id) },
    text: `${sold.toPrecision(6)} ${asset} are bought from ${id} for ${paid.toPrecision(6)} ${currency}`,
  });
}

/** Logs what each venue took; the cause is what the largest order behind it did (`events`). */
export function logSales<N>(
  world: World<N>,
  recorder: Recorder<N>,
  venueSales: readonly VenueSale<N>[],
  events: ReadonlyMap<Order<N>, number>,
): void {
  for (const { venue, asset, units, valueUsd, unfilledUnits, largest } of venueSales) {
    const { id } = at(world.scenario.assets, asset);
    const text = (): string => {
      const rest = unfilledUnits > 0 ? `; ${unfilledUnits.toPrecision(6)} more find no buyer` : "";
      return `${units.toPrecision(6)} ${id} are sold at ${venue.slice("venue:".length)}${rest}`;
    };
    const cause = events.get(largest) ?? largest.cause;
    recorder.log.add({ kind: "sale", cause, from: nodeKey("asset", id), to: venue, asset: id, units, valueUsd, text });
  }
}
