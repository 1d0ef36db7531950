import type { Id } from "../../model/scenario.js";
import { ID, ID_LETTERS } from "../schema/fields.js";
import { type Cell, showCell, textOf, unitsOf } from "./cells.js";
import type { Name } from "./name-index.js";
import type { Side } from "./plan.js";

/** Why something is not taken. */
export interface Refusal {
  readonly found: string;
  readonly expected: string;
}

/** One balance, as a market is asked about it. */
export interface BalanceKind {
  readonly market: Id;
  readonly side: Side;
  readonly asset: Id;
}

/** Reads the cells of a row; each returns undefined and says why through `fail` where a cell cannot be read. */
export interface Words {
  readonly markets: readonly Id[];
  readonly assets: readonly Id[];
  market(cell: Cell): number | undefined;
  /** The index of an asset that the market takes on that side. */
  asset(market: number, side: Side, cell: Cell): number | undefined;
  side(cell: Cell): Side | undefined;
  units(cell: Cell, asset: number): number | undefined;
  name(cell: Cell): Name | undefined;
}

/** Indices are kept in 16 bits. */
const MOST_IDS = 65_536;

/** Whether a byte is a letter of ids. */
const IN_IDS = Uint8Array.from({ length: 256 }, (_, byte) => (ID.test(String.fromCharCode(byte)) ? 1 : 0));

function isId(name: Name): boolean {
  if (typeof name === "string") return ID.test(name);
  let isAll = name.length > 0 ? 1 : 0;
  for (let i = 0; i < name.length; i += 1) isAll &= IN_IDS[name[i] as number] as number;
  return isAll === 1;
}

/** Ids numbered in the order in which they are first met. */
function idNumbers(what: string, fail: (refusal: Refusal) => undefined) {
  const ids: Id[] = [];
  const numbers = new Map<string, number>();
  const add = (text: string): number | undefined => {
    if (!ID.test(text)) return fail({ found: `found ${showCell(text)} as ${what}`, expected: ID_LETTERS });
    if (ids.length === MOST_IDS)
      return fail({ found: `found another ${what}, ${text}`, expected: `at most ${MOST_IDS} of them` });
    ids.push(text);
    numbers.set(text, ids.length - 1);
    return ids.length - 1;
  };
  return { ids, number: (cell: Cell) => numbers.get(textOf(cell)) ?? add(textOf(cell)) };
}

/**
 * What the words of a table stand for. `refuse` says why a market does not take an asset (undefined: it does) and is asked once for
 * each combination.
 */
export function tableWords(
  refuse: (kind: BalanceKind) => Refusal | undefined,
  fail: (refusal: Refusal) => undefined,
): Words {
  const markets = idNumbers("market", fail);
  const assets = idNumbers("asset", fail);
  const asked = new Map<number, { readonly refusal: Refusal | undefined }>();
  const ask = (market: number, side: Side, asset: number): Refusal | undefined => {
    const key = (market * MOST_IDS + asset) * 2 + (side === "debt" ? 1 : 0);
    const answered = asked.get(key);
    if (answered !== undefined) return answered.refusal;
    const refusal = refuse({ market: markets.ids[market] as Id, side, asset: assets.ids[asset] as Id });
    asked.set(key, { refusal });
    return refusal;
  };
  /** What each market has taken on each side so far, by the words for it. */
  const taken = { collateral: [] as Map<Cell, number>[], debt: [] as Map<Cell, number>[] };
  const takeAsset = (market: number, side: Side, cell: Cell): number | undefined => {
    const asset = assets.number(cell);
    const refusal = asset === undefined ? undefined : ask(market, side, asset);
    if (refusal !== undefined) return fail(refusal);
    const words = taken[side][market] ?? new Map<Cell, number>();
    if (asset !== undefined && typeof cell === "string") taken[side][market] = words.set(cell, asset);
    return asset;
  };
  return {
    markets: markets.ids,
    assets: assets.ids,
    market: markets.number,
    asset: (market, side, cell) => taken[side][market]?.get(cell) ?? takeAsset(market, side, cell),
    side: (cell) =>
      cell === "collateral" || cell === "debt"
        ? cell
        : fail({ found: `found ${showCell(cell)} as side`, expected: "collateral or debt" }),
    units: (cell, asset) =>
      unitsOf(cell) ??
      fail({ found: `found ${showCell(cell)} as units of ${assets.ids[asset]}`, expected: "a number of 0 or more" }),
    name: (cell) => {
      const name = cell instanceof Uint8Array ? cell : textOf(cell);
      return isId(name) ? name : fail({ found: `found ${showCell(cell)} as account`, expected: ID_LETTERS });
    },
  };
}
