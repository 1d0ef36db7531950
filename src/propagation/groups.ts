import { at } from "../numbers/arithmetic.js";
import { addTo, type Chunks, totalOf } from "../numbers/chunks.js";
import type { GroupSide, GroupSums } from "./group-sums.js";
import { touch } from "./screen/ladder.js";
import type { State } from "./state.js";
import type { World } from "./world.js";

/** Adds the accounts of populations up, by group and reserve, as they stand at the start. */
export function sumGroups<N>(world: World<N>): GroupSums<N> {
  return { collateral: sumSide(world, "collateral"), debt: sumSide(world, "debt") };
}

function sumSide<N>({ n, positions, groups }: World<N>, side: keyof GroupSums<N>): GroupSide<N> {
  const { start, reserve, units } = positions[side];
  const parts = groups.list.map(() => new Map<number, Chunks<N>>());
  for (let position = positions.listed; position < positions.count; position += 1) {
    const ofGroup = at(parts, at(groups.of, position - positions.listed));
    for (let slot = at(start, position); slot < at(start, position + 1); slot += 1) {
      const place = at(reserve, slot);
      const chunks = ofGroup.get(place) ?? { pending: [], totals: [] };
      ofGroup.set(place, chunks);
      addTo(n, chunks, at(units, slot));
    }
  }
  return parts.map(
    (ofGroup) => new Map([...ofGroup].map(([place, chunks]) => [place, { scaled: totalOf(n, chunks) }])),
  );
}

/** The position that owns a slot. */
function ownerOf(start: Int32Array, slot: number): number {
  let [low, high] = [0, start.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at(start, middle) <= slot) low = middle;
    else high = middle;
  }
  return low;
}

/** Notes that a slot has gained so many scaled units, or lost them where negative, for those who add accounts up or watch them. */
export function noteSlot<N>(world: World<N>, state: State<N>, side: keyof GroupSums<N>, slot: number, scaled: N): void {
  const { positions, groups, n } = world;
  const { start, reserve } = positions[side];
  if (slot < at(start, positions.listed)) return;
  const position = ownerOf(start, slot);
  const held = at(state.groups[side], at(groups.of, position - positions.listed)).get(at(reserve, slot));
  if (held !== undefined) held.scaled = n.add(held.scaled, scaled);
  if (side === "collateral") {
    const place = at(reserve, slot);
    state.pledged[place] = n.add(at(state.pledged, place), scaled);
  }
  touch(state.screens, position);
}

/** Scaled units of every reserve that accounts of populations hold or owe together. */
export function populationUnits<N>({ n, reserves }: World<N>, state: State<N>, side: keyof GroupSums<N>): N[] {
  const parts: N[][] = reserves.list.map(() => []);
  for (const group of state.groups[side]) for (const [place, { scaled }] of group) at(parts, place).push(scaled);
  return parts.map((units) => n.total(units));
}
