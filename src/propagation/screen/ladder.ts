import { at } from "../../numbers/arithmetic.js";
import type { Basket } from "./baskets.js";
import { drift, isSame, referenceOf, vouchesFor } from "./drift.js";
import { type Factors, type FloatAccounts, SUSPECT_BELOW } from "./evaluate.js";
import { empty, holdsAll, join, type Level } from "./levels.js";
import { coverAt, forgetMoved, type Ladder, MOVED, noteMoved, openPlaces, orderAnew, type Places } from "./places.js";
import { type RisingSet, risingSet } from "./rising-set.js";
import type { Counter, Screen } from "./screen.js";

/** A basket's order is found anew when its factors have drifted so far apart that the old one says little. */
const WORN = 0.5;

/**
 * The ladder: nested lists of accounts near the threshold, each rebuilt from the next wider one only when the bound of `drift` can no
 * longer vouch for those it has left out. The widest is cut from all accounts in order of coverage, by the same bound, anew each time.
 * Exact: an account that it does not name is covered.
 */
export function ladder(columns: FloatAccounts, baskets: readonly Basket[], counter: Counter, opening: Factors): Screen {
  const places = openPlaces(columns, baskets, counter, opening);
  const found = risingSet(places.placeOf.length);
  return {
    suspects: (factors) => {
      for (const all of places.ladders) find(places, all, factors, found);
      return found.drain();
    },
    touch: (account) => {
      const which = places.ladderOf[account] ?? 0;
      if (which !== 0) moveAt(places, at(places.ladders, which - 1), at(places.placeOf, account) - 1);
    },
    reset: () => {
      counter.evaluations = 0;
      for (const all of places.ladders) if (all.hasChanged) putBack(places, all);
    },
  };
}

/** Finds the accounts of a ladder that are covered less than `SUSPECT_BELOW` times. */
function find(places: Places, all: Ladder, factors: Factors, found: RisingSet): void {
  for (const place of nearest(places, all, factors).places)
    if (coverAt(places, all, factors, place) < SUSPECT_BELOW) found.add(places.order[place] as number);
}

/** The narrowest level, holding every account below `SUSPECT_BELOW` now: what is worn is built anew from the first that is not. */
function nearest(places: Places, all: Ladder, factors: Factors): Level {
  const { levels, basket } = all;
  let worn = 0;
  let wanted = SUSPECT_BELOW;
  for (; worn < levels.length; worn += 1) {
    const level = at(levels, worn);
    if (holdsAll(level, basket, wanted, factors)) break;
    wanted = 1 + level.skin;
  }
  if (worn > 0) {
    const reference = referenceOf(basket, factors);
    for (let i = 0; i < worn; i += 1) empty(at(levels, i), places.mask, reference);
    const source = levels[worn];
    if (source === undefined) fillFromAll(places, all, factors, wanted);
    else for (const which of source.places) place(places, all, which, coverAt(places, all, factors, which), worn);
  }
  return at(levels, 0);
}

/** Puts a place into those of the first levels that an account covered so often belongs to. */
function place({ mask }: Places, all: Ladder, which: number, cover: number, levels: number): void {
  for (let i = levels - 1; i >= 0; i -= 1) {
    const level = all.levels[i] as Level;
    if (cover >= 1 + level.skin) return;
    join(level, mask, which);
  }
}

/** Fills all levels with whoever may be below `wanted` now. */
function fillFromAll(places: Places, all: Ladder, factors: Factors, wanted: number): void {
  const { covers, mask } = places;
  const { basket, from, to, levels } = all;
  let reference = all.reference ?? orderAnew(places, all, factors);
  let drifted = drift(basket, reference, factors);
  if (!(drifted >= WORN)) {
    reference = orderAnew(places, all, factors);
    drifted = drift(basket, reference, factors);
  }
  // What has only just been worked out still holds.
  const holds = isSame(basket, reference, factors);
  for (let which = from; which < to; which += 1) {
    const covered = covers[which] as number;
    if (vouchesFor(covered, drifted, wanted)) break;
    if (((mask[which] as number) & MOVED) !== 0) continue;
    place(places, all, which, holds ? covered : coverAt(places, all, factors, which), levels.length);
  }
  for (const which of all.moved) place(places, all, which, coverAt(places, all, factors, which), levels.length);
}

/** The balances of the account at a place have changed: every level has to hold it. */
function moveAt(places: Places, all: Ladder, which: number): void {
  noteMoved(places, all, which);
  all.hasChanged = true;
  for (const level of all.levels) if (level.reference !== undefined) join(level, places.mask, which);
}

/** All accounts are as at the start: an order found after some had changed is no longer theirs. */
function putBack(places: Places, all: Ladder): void {
  for (const level of all.levels) level.reference = undefined;
  if (all.isOrderedSince) all.reference = undefined;
  forgetMoved(places, all);
  all.hasChanged = false;
  all.isOrderedSince = false;
}
