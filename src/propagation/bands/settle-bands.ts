import { nodeKey } from "../../model/network.js";
import { at, isZero } from "../../numbers/arithmetic.js";
import { findSlot, reduceSlot, slotUnits } from "../accounts/account.js";
import type { Books } from "../books/books.js";
import type { State } from "../state.js";
import type { LiquidationOrder } from "../trading/order.js";
import type { World } from "../world.js";
import { takeOut } from "./band-market.js";

/**
 * The part of a hard liquidation that only bands have: their stablecoin repays the debt as far as it goes, the rest is the
 * liquidator's, and what has left the bands is no longer in them. Rule: `mechanics/cdp/llamma/hard-liquidation.ts`.
 */
export function settleBands<N>(world: World<N>, state: State<N>, books: Books<N>, order: LiquidationOrder<N>): void {
  const { n, scenario, positions } = world;
  const { fromBands } = order.call;
  const { position } = order.screened;
  const pool = state.bands.get(at(positions.market, position));
  if (fromBands === undefined || pool === undefined) return;
  const { removed, usedUnits, excessUnits } = fromBands;
  takeOut(world, pool, position, removed);
  const slot = findSlot(world, position, "collateral", pool.stable.asset);
  const owed = findSlot(world, position, "debt", pool.stable.asset);
  if (slot === undefined || owed === undefined) return;
  const { id, market } = at(scenario.positions, position);
  const [key, marketKey] = [nodeKey("position", id), nodeKey("market", market)];
  const [lying, lent] = [at(state.reserves, pool.stable.reserve), at(state.reserves, pool.lent)];
  // A call for the whole debt leaves nothing, whatever rounding says.
  const isWhole = isZero(n, n.sub(order.share, n.one));
  const units = isWhole ? slotUnits(world, state, "collateral", slot) : n.add(usedUnits, excessUnits);
  const cleared = isWhole ? slotUnits(world, state, "debt", owed) : usedUnits;
  lying.supplied = n.max(n.sub(lying.supplied, units), n.zero);
  lying.cash = n.max(n.sub(lying.cash, units), n.zero);
  lent.cash = n.add(lent.cash, usedUnits);
  lent.borrowed = n.max(n.sub(lent.borrowed, cleared), n.zero);
  books.supply(key, marketKey, pool.stable.reserve, reduceSlot(world, state, "collateral", slot, units));
  books.debt(key, marketKey, pool.lent, reduceSlot(world, state, "debt", owed, cleared));
  books.token(marketKey, "liquidators", pool.stable.asset, excessUnits);
}
