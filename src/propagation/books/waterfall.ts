import { at, isPositive, ratio } from "../../numbers/arithmetic.js";
import { accountOf, forEachSlot, reduceSlot, slotUnits } from "../accounts/account.js";
import { who } from "../accounts/who.js";
import { type Slashed, slash } from "../claims/backstops.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { Books } from "./books.js";

/** Debt that no collateral stands behind any more, in one reserve. */
export interface BadDebt<N> {
  readonly position: number;
  readonly reserve: number;
  readonly units: N;
  readonly treatment: "deficit" | "socialised";
  /** What was staked behind the reserve for it. */
  readonly slashed: readonly Slashed<N>[];
}

/**
 * Books the debt of a position that has no collateral left, by its market's rule: as a deficit of the reserve that cuts nobody's
 * claim yet, or out of what suppliers own (every claim on the reserve falls by the same share). Rules that leave it on the books
 * return nothing here: it shows as a shortfall. A deficit asks for collateral that backs anything, a cut of claims for any unit of it.
 */
export function bookBadDebt<N>(world: World<N>, state: State<N>, books: Books<N>, position: number): BadDebt<N>[] {
  const { n } = world;
  const { badDebt: treatment, health } = at(world.lending, at(world.positions.market, position));
  if (treatment === "stays") return [];
  let hasCollateral = false;
  if (treatment === "deficit") hasCollateral = isPositive(n, health(accountOf(world, state, position)).capacityUsd);
  else
    forEachSlot(world, position, "collateral", (slot) => {
      if (isPositive(n, at(state.collateral, slot))) hasCollateral = true;
    });
  if (hasCollateral) return [];
  const { key } = who(world, position);
  const booked: BadDebt<N>[] = [];
  forEachSlot(world, position, "debt", (slot, place) => {
    const units = slotUnits(world, state, "debt", slot);
    if (!isPositive(n, units)) return;
    const reserve = at(state.reserves, place);
    const scaled = reduceSlot(world, state, "debt", slot, units);
    reserve.borrowed = n.max(n.sub(reserve.borrowed, units), n.zero);
    books.debt(key, "written-off", place, scaled);
    if (treatment === "deficit") reserve.deficit = n.add(reserve.deficit, units);
    else cutClaims(world, state, place, units);
    const slashed = treatment === "deficit" ? slash(world, state, books, place) : [];
    booked.push({ position, reserve: place, units, treatment, slashed });
  });
  return booked;
}

/** Lowers every supply claim of a reserve by the same share, together by `units`. */
function cutClaims<N>(world: World<N>, state: State<N>, place: number, units: N): void {
  const { n } = world;
  const reserve = at(state.reserves, place);
  const left = n.max(n.sub(reserve.supplied, units), n.zero);
  const indexBefore = reserve.supplyIndex;
  reserve.supplyIndex = n.mul(indexBefore, ratio(n, left, reserve.supplied, n.zero));
  reserve.supplied = left;
  rememberLost(world, state, place, n.sub(indexBefore, reserve.supplyIndex));
}

/** Vaults that do not pass bad debt on keep quoting the old share price: what is gone is remembered as lost. */
function rememberLost<N>(world: World<N>, state: State<N>, place: number, indexFall: N): void {
  const { n } = world;
  state.vaults.forEach((vault, v) => {
    if (at(world.scenario.vaults, v).realisesBadDebt) return;
    for (const { reserve, scaled } of vault.places) {
      if (reserve === place) vault.lost = n.add(vault.lost, n.mul(scaled, indexFall));
    }
  });
}
