import { nodeKey } from "../../model/network.js";
import { at, isPositive } from "../../numbers/arithmetic.js";
import { findSlot, reduceSlot, slotUnits } from "../accounts/account.js";
import { keyOf, marketKeyOf, who } from "../accounts/who.js";
import { settleBands } from "../bands/settle-bands.js";
import type { Books } from "../books/books.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { isOptional } from "./optional.js";
import type { ActorSale, DeleverageOrder, Filled, LiquidationOrder, OfferOrder } from "./order.js";

/** A fault of ours: an order names collateral or debt that its position does not have. */
export class SettlementError extends Error {
  constructor(
    readonly position: string,
    readonly asset: string,
  ) {
    super(`Position ${position} has no ${asset} to settle with`);
    this.name = "SettlementError";
  }
}

function slotFor<N>(world: World<N>, position: number, side: "collateral" | "debt", asset: number): number {
  const slot = findSlot(world, position, side, asset);
  if (slot === undefined) {
    throw new SettlementError(who(world, position).id, at(world.scenario.assets, asset).id);
  }
  return slot;
}

/** Cancels debt against cash paid in. */
function repay<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  position: number,
  asset: number,
  units: N,
  payer: "liquidators" | "sales",
): void {
  const { n } = world;
  const slot = slotFor(world, position, "debt", asset);
  const place = at(world.positions.debt.reserve, slot);
  const reserve = at(state.reserves, place);
  const scaled = reduceSlot(world, state, "debt", slot, units);
  reserve.cash = n.add(reserve.cash, units);
  reserve.borrowed = n.max(n.sub(reserve.borrowed, units), n.zero);
  const market = marketKeyOf(world, position);
  books.token(payer, market, asset, units);
  books.debt(keyOf(world, position), market, place, scaled);
}

/** Takes collateral out of a position and its market: all but the `fee`, which stays with the protocol, leaves as tokens. */
function withdraw<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  position: number,
  asset: number,
  units: N,
  fee: N,
  to: "liquidators" | "sales",
): void {
  const { n } = world;
  const slot = slotFor(world, position, "collateral", asset);
  const place = at(world.positions.collateral.reserve, slot);
  const reserve = at(state.reserves, place);
  const paid = n.sub(units, fee);
  const scaled = reduceSlot(world, state, "collateral", slot, units);
  reserve.supplied = n.max(n.sub(reserve.supplied, units), n.zero);
  reserve.cash = n.max(n.sub(reserve.cash, paid), n.zero);
  reserve.treasury = n.add(reserve.treasury, fee);
  const market = marketKeyOf(world, position);
  books.supply(keyOf(world, position), market, place, scaled);
  books.token(market, to, asset, paid);
}

/** A liquidator repays, seizes and sells the seizure as far as there are buyers; what is left over is its profit. */
export function settleLiquidation<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  order: LiquidationOrder<N>,
  filled: Filled<N>,
): void {
  const { call, screened } = order;
  withdraw(
    world,
    state,
    books,
    screened.position,
    call.collateralAsset,
    call.seizedUnits,
    call.protocolFeeUnits,
    "liquidators",
  );
  books.token("liquidators", "sales", order.assetIn, filled.soldUnits);
  books.token("sales", "liquidators", order.want, filled.receivedUnits);
  repay(world, state, books, screened.position, call.debtAsset, call.repaidUnits, "liquidators");
  settleBands(world, state, books, order);
}

/** A buyer pays the protocol for collateral and sells it as far as there are buyers; what is left over is its profit. */
export function settleOffer<N>(world: World<N>, books: Books<N>, order: OfferOrder<N>, filled: Filled<N>): void {
  const market = nodeKey("market", at(world.scenario.markets, order.market).id);
  order.settle();
  books.token(market, "liquidators", order.assetIn, order.units);
  books.token("liquidators", "sales", order.assetIn, filled.soldUnits);
  books.token("sales", "liquidators", order.want, filled.receivedUnits);
  books.token("liquidators", market, order.want, order.paidUnits);
}

/** An owner sells collateral and repays with the proceeds; what the debt does not need stays with the owner. */
export function settleDeleverage<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  order: DeleverageOrder<N>,
  filled: Filled<N>,
): void {
  const { n } = world;
  withdraw(world, state, books, order.position, order.assetIn, filled.soldUnits, n.zero, "sales");
  const slot = slotFor(world, order.position, "debt", order.want);
  const repaid = n.min(filled.receivedUnits, slotUnits(world, state, "debt", slot));
  repay(world, state, books, order.position, order.want, repaid, "sales");
  credit(world, state, books, order.actor, order.want, n.sub(filled.receivedUnits, repaid));
}

/** An actor's tokens become others. */
export function settleActorSale<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  order: ActorSale<N>,
  filled: Filled<N>,
): void {
  const { n } = world;
  const { holdings } = at(state.actors, order.actor);
  holdings[order.assetIn] = n.max(n.sub(at(holdings, order.assetIn), filled.soldUnits), n.zero);
  const actor = nodeKey("actor", at(world.scenario.actors, order.actor).id);
  books.token(actor, "sales", order.assetIn, filled.soldUnits);
  credit(world, state, books, order.actor, order.want, filled.receivedUnits);
}

function credit<N>(world: World<N>, state: State<N>, books: Books<N>, actor: number, asset: number, units: N): void {
  const { holdings } = at(state.actors, actor);
  holdings[asset] = world.n.add(at(holdings, asset), units);
  books.token("sales", nodeKey("actor", at(world.scenario.actors, actor).id), asset, units);
}

/** Tokens from outside the scenario became others and left it again. */
export function settleOutsideSale<N>(books: Books<N>, filled: Filled<N>): void {
  books.token("outside", "sales", filled.order.assetIn, filled.soldUnits);
  books.token("sales", "outside", filled.order.want, filled.receivedUnits);
}

/** What was bought on a first hop and met no buyer on the second stays with who sold. */
export function settleUnsold<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  { order, between }: Filled<N>,
): void {
  if (between === undefined || !isPositive(world.n, between.unsoldUnits)) return;
  if (isOptional(order)) books.token("sales", "liquidators", between.asset, between.unsoldUnits);
  else if ("actor" in order) credit(world, state, books, order.actor, between.asset, between.unsoldUnits);
  else books.token("sales", "outside", between.asset, between.unsoldUnits);
}
