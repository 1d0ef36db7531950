import { type NodeKey, nodeKey } from "../../model/network.js";
import { at, isPositive, positivePart, ratio } from "../../numbers/arithmetic.js";
import { keyOf } from "../accounts/who.js";
import { carry, mark, shift } from "../books/losses.js";
import type { Recorder } from "../books/recorder.js";
import { kept } from "../nested.js";
import { hasMoved } from "../prices/moved.js";
import { reprice } from "../prices/prices.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { Cleared } from "./clear.js";
import { type Filled, type Order, positionOf, type VenueSale } from "./order.js";

/**
 * Reads the prices that the venues were left at and books what everybody lost by them: directly, for the part of the sales that was
 * the shock's own; by price, for the rest.
 */
export function moveMarketPrices<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  cleared: Cleared<N>,
): void {
  const { n } = world;
  const { losses, lossesOfRound } = recorder;
  logMoves(world, state, recorder, cleared);
  const marked = mark(world, state, losses, "price");
  const directShare = shareOfShock(world, state, cleared.filled);
  const directUsd = n.mul(directShare, marked.totalUsd);
  lossesOfRound.price.push(n.sub(marked.totalUsd, directUsd));
  lossesOfRound.direct.push(directUsd);
  if (isPositive(n, directShare)) {
    marked.lossUsd.forEach((lossUsd, b) => {
      shift(world, losses, b, "price", "direct", n.mul(directShare, lossUsd));
    });
  }
  carryThroughVenues(world, state, recorder, cleared, positivePart(n, marked.totalUsd));
}

function logMoves<N>(world: World<N>, state: State<N>, recorder: Recorder<N>, { venueSales }: Cleared<N>): void {
  const { n, scenario } = world;
  const before = state.assets.map(({ marketUsd }) => n.toNumber(marketUsd));
  reprice(world, state);
  state.assets.forEach(({ marketUsd }, a) => {
    const [fromUsd, toUsd] = [at(before, a), n.toNumber(marketUsd)];
    if (!hasMoved(fromUsd, toUsd)) return;
    const { id } = at(scenario.assets, a);
    const key = nodeKey("asset", id);
    const sold = venueSales.filter((sale) => sale.asset === a);
    const trades = ({ venue }: VenueSale<N>): boolean =>
      at(world.pricing.sellable, a).some((leg) => nodeKey("venue", at(scenario.venues, leg.venue).id) === venue);
    const from = (largest(sold) ?? largest(venueSales.filter(trades)) ?? largest(venueSales))?.venue ?? key;
    const text = (): string => `${id} trades at ${toUsd.toPrecision(6)} USD (was ${fromUsd.toPrecision(6)})`;
    recorder.log.add({ kind: "price-move", from, to: key, channel: "price", asset: id, text });
  });
}

const largest = <N>(sales: readonly VenueSale<N>[]): VenueSale<N> | undefined =>
  sales.toSorted((a, b) => b.valueUsd - a.valueUsd)[0];

/** Value sold, at reference prices. */
function soldUsd<N>(world: World<N>, state: State<N>, filled: readonly Filled<N>[]): N {
  const { n } = world;
  return n.total(filled.map(({ order, soldUnits }) => n.mul(soldUnits, at(state.assets, order.assetIn).referenceUsd)));
}

/** The part of what was sold, by value, that the shock itself sold: that part of the price moves is direct. */
function shareOfShock<N>(world: World<N>, state: State<N>, filled: readonly Filled<N>[]): N {
  const ofShock = filled.filter(({ order }) => order.kind === "outside-sale");
  return ratio(world.n, soldUsd(world, state, ofShock), soldUsd(world, state, filled), world.n.zero);
}

/** The node whose collateral an order sells, or that hedges; undefined where it sells somebody's tokens otherwise. */
function sellerKey<N>(world: World<N>, order: Order<N>): NodeKey | undefined {
  const { scenario } = world;
  if (order.kind === "offer" || order.kind === "makers-hedge" || order.kind === "redeemers-trade")
    return nodeKey("market", at(scenario.markets, order.market).id);
  if (order.kind === "holder-sale") return nodeKey("issuer", at(scenario.issuers, order.issuer).id);
  if (order.kind === "hedge" || order.kind === "turned-away")
    return nodeKey("actor", at(scenario.actors, order.actor).id);
  const position = positionOf(order);
  return position === undefined ? undefined : keyOf(world, position);
}

/**
 * Notes the way that the loss by falling prices took: from each seller to the venues it sold at, and from there to the asset, in
 * proportion to the value sold. One below the last digits of all that was there to lose makes no edge of its own.
 */
function carryThroughVenues<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  { filled, venueSales }: Cleared<N>,
  lossUsd: N,
): void {
  const { n, keys } = world;
  if (recorder.losses.carried === undefined || !isPositive(n, lossUsd)) return;
  const wholeUsd = n.total(recorder.losses.startValues.map((startUsd) => positivePart(n, startUsd)));
  const pass = (from: NodeKey, to: NodeKey, share: N): void =>
    carry(recorder.losses, state.round, from, to, "price", n.mul(lossUsd, share), n.mul(wholeUsd, share));
  const sellersOf = new Map<number, { readonly key: NodeKey | undefined; readonly usd: N }[]>();
  for (const seller of filled) {
    const one = { key: sellerKey(world, seller.order), usd: soldUsd(world, state, [seller]) };
    for (const asset of new Set([seller.order.assetIn, seller.between?.asset ?? seller.order.assetIn]))
      kept(sellersOf, asset, () => []).push(one);
  }
  const atVenuesUsd = n.total(venueSales.map(({ valueUsd }) => n.fromNumber(valueUsd)));
  for (const { venue, asset, valueUsd } of venueSales) {
    const part = ratio(n, n.fromNumber(valueUsd), atVenuesUsd, n.zero);
    pass(venue, at(keys.assets, asset), part);
    const sellers = sellersOf.get(asset) ?? [];
    const assetUsd = n.total(sellers.map(({ usd }) => usd));
    for (const { key, usd } of sellers)
      if (key !== undefined) pass(key, venue, n.mul(part, ratio(n, usd, assetUsd, n.zero)));
  }
}
