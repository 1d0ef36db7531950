import { at } from "../../numbers/arithmetic.js";
import type { Basket } from "./baskets.js";
import { type Reference, referenceOf } from "./drift.js";
import { coverage, type Factors, type FloatAccounts } from "./evaluate.js";
import { emptyLevels, type Level } from "./levels.js";
import { risingOrder } from "./rising-order.js";
import { copyRows } from "./rows.js";
import type { Counter } from "./screen.js";

/** The bit of a place whose account has changed since it was put there. */
export const MOVED = 1 << 7;

/** Rows of accounts whose coverage is below this when they are put in order are copied. */
const NEAR = 1.25;

/** The ladder of one basket, whose accounts take the places from … to − 1. */
export interface Ladder {
  readonly basket: Basket;
  readonly from: number;
  readonly to: number;
  /** Factors at which the order was found; undefined: to be found. */
  reference: Reference | undefined;
  /** Copies of the rows of places from … nearTo − 1: that of a place is `toRow` further on. */
  rows: FloatAccounts;
  nearTo: number;
  toRow: number;
  /** Places whose accounts have changed since they were put in order, each once. */
  readonly moved: number[];
  /** Since the start, some account has changed; and the order was found since. */
  hasChanged: boolean;
  isOrderedSince: boolean;
  readonly levels: readonly Level[];
}

/** Where accounts are: baskets one after another, within each by rising coverage at its reference. */
export interface Places {
  readonly columns: FloatAccounts;
  readonly counter: Counter;
  readonly ladders: readonly Ladder[];
  /** By place: its account; what covered it when it was put there; the levels that hold it, a bit each, and `MOVED`. */
  readonly order: Uint32Array;
  readonly covers: Float64Array;
  readonly mask: Uint8Array;
  /** By account: its place and its ladder, each 1 more than it is; 0: none. */
  readonly placeOf: Uint32Array;
  readonly ladderOf: Uint32Array;
}

/** Puts all accounts of the baskets in their places. Its objects are written out, so that all are of one shape: loops run over them. */
export function openPlaces(
  columns: FloatAccounts,
  baskets: readonly Basket[],
  counter: Counter,
  opening: Factors,
): Places {
  const count = baskets.reduce((sum, { accounts }) => sum + accounts.length, 0);
  const size = baskets.reduce((most, { accounts }) => accounts.reduce((top, each) => Math.max(top, each + 1), most), 0);
  let filled = 0;
  const ladders = baskets.map((basket): Ladder => {
    const from = filled;
    filled += basket.accounts.length;
    return {
      basket,
      from,
      to: filled,
      reference: undefined,
      rows: columns,
      nearTo: from,
      toRow: 0,
      moved: [],
      hasChanged: false,
      isOrderedSince: false,
      levels: emptyLevels(),
    };
  });
  const places: Places = {
    columns,
    counter,
    ladders,
    order: new Uint32Array(count),
    covers: new Float64Array(count),
    mask: new Uint8Array(count),
    placeOf: new Uint32Array(size),
    ladderOf: new Uint32Array(size),
  };
  const { order, ladderOf } = places;
  ladders.forEach(({ basket, from }, i) => {
    order.set(basket.accounts, from);
    for (const account of basket.accounts) ladderOf[account] = i + 1;
  });
  // In the order of the columns: memory is read fastest that way.
  const covers = new Float64Array(size);
  for (let account = 0; account < size; account += 1)
    if (ladderOf[account] !== 0) covers[account] = coverage(columns, opening, account);
  for (const ladder of ladders) {
    const now = new Float64Array(ladder.to - ladder.from);
    for (let i = 0; i < now.length; i += 1) now[i] = covers[order[ladder.from + i] as number] as number;
    putInOrder(places, ladder, now, opening);
  }
  copyNearRows(places);
  return places;
}

/** Copies the rows of all ladders into one piece. */
function copyNearRows({ ladders, order, columns }: Places): void {
  const accounts = new Uint32Array(ladders.reduce((sum, { from, nearTo }) => sum + nearTo - from, 0));
  let filled = 0;
  for (const ladder of ladders) {
    accounts.set(order.subarray(ladder.from, ladder.nearTo), filled);
    ladder.toRow = filled - ladder.from;
    filled += ladder.nearTo - ladder.from;
  }
  const rows = copyRows(columns, accounts);
  for (const ladder of ladders) ladder.rows = rows;
}

/** Puts a basket's accounts, of which these are the coverages by place, in their order. */
function putInOrder(places: Places, ladder: Ladder, now: Float64Array, factors: Factors): Reference {
  const { order, covers, placeOf } = places;
  const { from, to } = ladder;
  const sorted = risingOrder(now);
  const accounts = order.slice(from, to);
  let nearTo = from;
  for (let i = 0; i < sorted.length; i += 1) {
    const which = sorted[i] as number;
    const account = accounts[which] as number;
    const cover = now[which] as number;
    const place = from + i;
    order[place] = account;
    covers[place] = cover;
    placeOf[account] = place + 1;
    if (cover < NEAR) nearTo = place + 1;
  }
  ladder.nearTo = nearTo;
  const reference = referenceOf(ladder.basket, factors);
  ladder.reference = reference;
  return reference;
}

/** Puts a basket's accounts in order of their coverage now; its levels have to be empty. */
export function orderAnew(places: Places, ladder: Ladder, factors: Factors): Reference {
  const { columns, order, counter } = places;
  const { from, to } = ladder;
  const now = new Float64Array(to - from);
  for (let place = from; place < to; place += 1) now[place - from] = coverage(columns, factors, order[place] as number);
  counter.evaluations += now.length;
  const reference = putInOrder(places, ladder, now, factors);
  ladder.rows = copyRows(columns, order.subarray(from, ladder.nearTo));
  ladder.toRow = -from;
  forgetMoved(places, ladder);
  ladder.isOrderedSince = ladder.hasChanged;
  return reference;
}

/** Coverage of the account at a place of a ladder: from the copy of its row, unless it has changed since. */
export function coverAt(places: Places, ladder: Ladder, factors: Factors, place: number): number {
  const { columns, order, mask, counter } = places;
  counter.evaluations += 1;
  return place < ladder.nearTo && ((mask[place] as number) & MOVED) === 0
    ? coverage(ladder.rows, factors, place + ladder.toRow)
    : coverage(columns, factors, order[place] as number);
}

/** Notes that the account at a place has changed. */
export function noteMoved({ mask }: Places, ladder: Ladder, place: number): void {
  const held = at(mask, place);
  if ((held & MOVED) === 0) ladder.moved.push(place);
  mask[place] = held | MOVED;
}

/** From now on, no place of a ladder counts as moved. */
export function forgetMoved({ mask }: Places, ladder: Ladder): void {
  for (const place of ladder.moved) mask[place] = at(mask, place) & ~MOVED;
  ladder.moved.length = 0;
}
