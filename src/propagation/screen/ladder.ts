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
export function ladderScreen(
  columns: FloatAccounts,
  baskets: readonly Basket[],
  counter: Counter,
  opening: Factors,
): Screen {
  const places = openPlaces(columns, baskets, counter, opening);
  const found = risingSet(places.placeOf.length);
  return {
    suspects: (factors) => {
      for (const ladder of places.ladders) find(places, ladder, factors, found);
      return found.drain();
    },
    touch: (account) => {
      const ladder = places.ladders[(places.ladderOf[account] ?? 0) - 1];
      if (ladder !== undefined) moveAt(places, ladder, at(places.placeOf, account) - 1);
    },
    reset: () => {
      for (const ladder of places.ladders) if (ladder.hasChanged) putBack(places, ladder);
    },
  };
}

/** Finds the accounts of a ladder that are covered less than `SUSPECT_BELOW` times. */
function find(places: Places, ladder: Ladder, factors: Factors, found: RisingSet): void {
  for (const place of nearest(places, ladder, factors).places)
    if (coverAt(places, ladder, factors, place) < SUSPECT_BELOW) found.add(places.order[place] as number);
}

/** The narrowest level, holding every account below `SUSPECT_BELOW` now: what is worn is built anew from the first that is not. */
function nearest(places: Places, ladder: Ladder, factors: Factors): Level {
  const { levels, basket } = ladder;
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
    if (source === undefined) fillFromAll(places, ladder, factors, wanted);
    else
      for (const place of source.places)
        putIntoLevels(places, ladder, place, coverAt(places, ladder, factors, place), worn);
  }
  return at(levels, 0);
}

/** Puts a place into those of the first levels that an account covered so often belongs to. */
function putIntoLevels({ mask }: Places, ladder: Ladder, place: number, cover: number, levels: number): void {
  for (let i = levels - 1; i >= 0; i -= 1) {
    const level = ladder.levels[i] as Level;
    if (cover >= 1 + level.skin) return;
    join(level, mask, place);
  }
}

/** Fills all levels with whoever may be below `wanted` now. */
function fillFromAll(places: Places, ladder: Ladder, factors: Factors, wanted: number): void {
  const { covers, mask } = places;
  const { basket, from, to, levels } = ladder;
  let reference = ladder.reference ?? orderAnew(places, ladder, factors);
  let drifted = drift(basket, reference, factors);
  if (!(drifted >= WORN)) {
    reference = orderAnew(places, ladder, factors);
    drifted = drift(basket, reference, factors);
  }
  // What has only just been worked out still holds.
  const holds = isSame(basket, reference, factors);
  for (let place = from; place < to; place += 1) {
    const covered = covers[place] as number;
    if (vouchesFor(covered, drifted, wanted)) break;
    if (((mask[place] as number) & MOVED) !== 0) continue;
    putIntoLevels(places, ladder, place, holds ? covered : coverAt(places, ladder, factors, place), levels.length);
  }
  for (const place of ladder.moved)
    putIntoLevels(places, ladder, place, coverAt(places, ladder, factors, place), levels.length);
}

/** The balances of the account at a place have changed: every level has to hold it. */
function moveAt(places: Places, ladder: Ladder, place: number): void {
  noteMoved(places, ladder, place);
  ladder.hasChanged = true;
  for (const level of ladder.levels) if (level.reference !== undefined) join(level, places.mask, place);
}

/** All accounts are as at the start: an order found after some had changed is no longer theirs. */
function putBack(places: Places, ladder: Ladder): void {
  for (const level of ladder.levels) level.reference = undefined;
  if (ladder.isOrderedSince) ladder.reference = undefined;
  forgetMoved(places, ladder);
  ladder.hasChanged = false;
  ladder.isOrderedSince = false;
}
