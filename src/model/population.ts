import type { Id } from "./amounts.js";

/** Many short texts without an object for each: text i is bytes start[i] … start[i + 1] − 1, in UTF-8. */
export interface PackedText {
  readonly bytes: Uint8Array;
  readonly start: Uint32Array;
}

/** Amounts of many accounts, packed: account i owns slots start[i] … start[i + 1] − 1. */
export interface SlotColumns {
  readonly start: Uint32Array;
  /** Index into `assets`. */
  readonly asset: Uint16Array;
  readonly units: Float64Array;
}

/** Accounts of a table, kept as columns, in the order in which the table first names them. */
export interface AccountColumns {
  readonly count: number;
  /** Absent: the table does not name its accounts; they are numbered from 1 within their group. */
  readonly name?: PackedText;
  /** Index into `markets`. */
  readonly market: Uint16Array;
  readonly markets: readonly Id[];
  readonly assets: readonly Id[];
  readonly collateral: SlotColumns;
  readonly debt: SlotColumns;
}

/**
 * Accounts by the thousand. A run judges each of them, and reports them in groups: by market, main collateral and leverage band at the
 * start.
 */
export interface Population {
  readonly id: Id;
  /** Of all its accounts. */
  readonly eMode?: Id;
  readonly accounts: AccountColumns;
  /** Rows of its table that could not be read, where the scenario allows that; `first` tells what is wrong with some of them. */
  readonly leftOut?: { readonly rows: number; readonly first: readonly string[] };
  readonly source?: Id;
}

/** Text i. */
export const unpackText = ({ bytes, start }: PackedText, i: number): string =>
  DECODER.decode(bytes.subarray(start[i], start[i + 1]));

const DECODER = new TextDecoder();
