import { readAmount } from "../amounts.js";

/** What a cell may hold, by the format of the table; absent: an empty cell. */
export type Cell = string | number | bigint | undefined;

const PLAIN = /^\d+(?:\.\d+)?$/;

/** Units of 0 or more; undefined for anything else. Text is read as in scenarios (`75_000_000`, `1e-6`), to the nearest double. */
export function unitsOf(cell: Cell): number | undefined {
  const units = typeof cell === "string" ? numberOf(cell) : Number(cell);
  return Number.isFinite(units) && units >= 0 ? units : undefined;
}

const numberOf = (text: string): number => (PLAIN.test(text) ? Number(text) : Number(readAmount(text) ?? "NaN"));

/** A cell as text, for names and messages. */
export const textOf = (cell: Cell): string => (cell === undefined ? "" : String(cell));

/** A cell as messages quote it. */
export function showCell(cell: Cell): string {
  if (cell === undefined || cell === "") return "nothing";
  return typeof cell === "string" ? JSON.stringify(cell) : String(cell);
}
