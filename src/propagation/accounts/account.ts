import type { Account, Holding } from "../../mechanics/lending/rule.js";
import { type Arithmetic, at, isPositive, running, totalOfRunning } from "../../numbers/arithmetic.js";
import { lift } from "../../numbers/decide.js";
import type { Decimal } from "../../numbers/decimal.js";
import { liftBands, positionBands } from "../bands/band-market.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { noteSlot } from "./groups.js";
import { eModeOf } from "./who.js";

export type Side = "collateral" | "debt";

/** Units in a slot: scaled amount × index of the reserve. */
export function slotUnits<N>(world: World<N>, state: State<N>, side: Side, slot: number): N {
  const reserve = at(state.reserves, at(world.positions[side].reserve, slot));
  return world.n.mul(at(state[side], slot), side === "debt" ? reserve.debtIndex : reserve.supplyIndex);
}

/** Takes units out of a slot and returns them scaled. All that a slot stands for, or more, empties it to exactly nothing. */
export function reduceSlot<N>(world: World<N>, state: State<N>, side: Side, slot: number, units: N): N {
  const { n } = world;
  const held = at(state[side], slot);
  const reserve = at(state.reserves, at(world.positions[side].reserve, slot));
  const taken = scaledOf(n, held, side === "debt" ? reserve.debtIndex : reserve.supplyIndex, units);
  state[side][slot] = n.sub(held, taken);
  noteSlot(world, state, side, slot, held);
  return taken;
}

/** Puts scaled units into a slot. */
export function creditSlot<N>(world: World<N>, state: State<N>, side: Side, slot: number, scaled: N): void {
  const held = at(state[side], slot);
  state[side][slot] = world.n.add(held, scaled);
  noteSlot(world, state, side, slot, held);
}

/** Units in scaled terms: all that is held, to the last digit, where they are all that it stands for, or more. */
export function scaledOf<N>(n: Arithmetic<N>, held: N, index: N, units: N): N {
  const left = n.sub(n.mul(held, index), units);
  return isPositive(n, left) ? n.min(n.div(units, index), held) : held;
}

/** Visits every slot of a position. Indexed without `at`: every position of every screen and settlement comes through here. */
export function forEachSlot<N>(
  world: World<N>,
  position: number,
  side: Side,
  visit: (slot: number, reserve: number) => void,
): void {
  const { start, reserve } = world.positions[side];
  const end = start[position + 1] as number;
  for (let slot = start[position] as number; slot < end; slot += 1) visit(slot, reserve[slot] as number);
}

/** The slot that holds an asset, if the position has one. */
export function findSlot<N>(world: World<N>, position: number, side: Side, asset: number): number | undefined {
  const { start, reserve } = world.positions[side];
  const first = at(start, position);
  for (let slot = at(start, position + 1) - 1; slot >= first; slot -= 1)
    if (at(world.reserves.list, at(reserve, slot)).asset === asset) return slot;
  return undefined;
}

function holding<N>(world: World<N>, state: State<N>, side: Side, slot: number): Holding<N> {
  const { asset, oracle } = at(world.reserves.list, at(world.positions[side].reserve, slot));
  const units = slotUnits(world, state, side, slot);
  return { asset, units, oraclePriceUsd: at(state.oracles, oracle).priceUsd };
}

/** Most accounts have one or two on a side: a list made in one piece is a third the size of one that has grown. */
function holdings<N>(world: World<N>, state: State<N>, position: number, side: Side): Holding<N>[] {
  const { start } = world.positions[side];
  const first = at(start, position);
  const end = at(start, position + 1);
  if (end === first) return [];
  if (end === first + 1) return [holding(world, state, side, first)];
  const list = [holding(world, state, side, first), holding(world, state, side, first + 1)];
  for (let slot = first + 2; slot < end; slot += 1) list.push(holding(world, state, side, slot));
  return list;
}

/** A position as its market judges it now: units at oracle prices. */
export function accountOf<N>(world: World<N>, state: State<N>, position: number): Account<N> {
  const collateral = holdings(world, state, position, "collateral");
  const debt = holdings(world, state, position, "debt");
  const sides = { collateral, debt, round: state.round };
  const eMode = eModeOf(world, position);
  const bands = positionBands(world, state, position);
  if (eMode === undefined && bands === undefined) return sides;
  return { ...sides, ...(eMode === undefined ? {} : { eMode }), ...(bands === undefined ? {} : { bands }) };
}

/** The same account in decimal, every double read as its shortest literal. */
export function liftAccount<N>(world: World<N>, account: Account<N>): Account<Decimal> {
  const holdings = (list: readonly Holding<N>[]): Holding<Decimal>[] =>
    list.map(({ asset, units, oraclePriceUsd }) => ({
      asset,
      units: lift(world.n, units),
      oraclePriceUsd: lift(world.n, oraclePriceUsd),
    }));
  const { bands, ...rest } = account;
  const sides = { collateral: holdings(account.collateral), debt: holdings(account.debt) };
  return { ...rest, ...sides, ...(bands === undefined ? {} : { bands: liftBands(world.n, bands) }) };
}

/** Sum of a column over one position's slots, each multiplied by a price. */
export function sideUsd<N>(
  world: World<N>,
  state: State<N>,
  position: number,
  side: Side,
  priceUsd: (reserve: number) => N,
): N {
  const { n } = world;
  const { start, reserve } = world.positions[side];
  const sum = running(n);
  for (let slot = at(start, position); slot < at(start, position + 1); slot += 1)
    n.accumulate(sum, n.mul(slotUnits(world, state, side, slot), priceUsd(at(reserve, slot))));
  return totalOfRunning(n, sum);
}
