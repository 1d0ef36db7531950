import { at } from "../../numbers/arithmetic.js";
import { addTo, type Chunks, noTerms, totalOf } from "../../numbers/chunks.js";
import { touch } from "../screen/screen.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { GroupSide, GroupSums } from "./group-sums.js";

/** Adds the accounts of populations up, by group and reserve, as they stand at the start. */
export function sumGroups<N>(world: World<N>): GroupSums<N> {
  return { collateral: sumSide(world, "collateral"), debt: sumSide(world, "debt") };
}

function sumSide<N>({ n, positions, groups }: World<N>, side: keyof GroupSums<N>): GroupSide<N> {
  const { start, reserve, openingUnits } = positions[side];
  const parts = groups.list.map(() => new Map<number, Chunks<N>>());
  for (let position = positions.listed; position < positions.count; position += 1) {
    const ofGroup = at(parts, at(groups.of, position - positions.listed));
    for (let slot = at(start, position); slot < at(start, position + 1); slot += 1) {
      const place = at(reserve, slot);
      const known = ofGroup.get(place);
      const chunks = known ?? noTerms(n);
      if (known === undefined) ofGroup.set(place, chunks);
      addTo(n, chunks, at(openingUnits, slot));
    }
  }
  return parts.map((ofGroup) =>
    [...ofGroup].map(([place, chunks]) => ({ reserve: place, scaled: totalOf(n, chunks) })),
  );
}

/** The position that owns a slot. Indexed without `at`: whatever is repaid or seized is looked for. */
function ownerOf(start: Int32Array, slot: number): number {
  let low = 0;
  let high = start.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((start[middle] as number) <= slot) low = middle;
    else high = middle;
  }
  return low;
}

/** Notes that a slot has changed from what it held, for those who add accounts up, watch them, or put them back. */
export function noteSlot<N>(world: World<N>, state: State<N>, side: keyof GroupSums<N>, slot: number, held: N): void {
  const { positions, groups, n } = world;
  const { start, reserve } = positions[side];
  if (slot < at(start, positions.listed)) return;
  const position = ownerOf(start, slot);
  const place = at(reserve, slot);
  const gained = n.sub(at(state[side], slot), held);
  for (const sum of at(state.groups[side], at(groups.of, position - positions.listed)))
    if (sum.reserve === place) sum.scaled = n.add(sum.scaled, gained);
  if (side === "collateral") state.pledged[place] = n.add(at(state.pledged, place), gained);
  if (!state.changed[side].has(slot)) state.changed[side].set(slot, held);
  state.accountChanges += 1;
  touch(state.screens, position);
}
