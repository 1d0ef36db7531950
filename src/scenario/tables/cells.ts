import { readAmount } from "../amounts.js";

/** What a cell may hold, by the format of the table; bytes are text in UTF-8; absent: an empty cell. */
export type Cell = string | number | bigint | Uint8Array | undefined;

const PLAIN = /^\d+(?:\.\d+)?$/;

/** Units of 0 or more; undefined for anything else. Text is read as in scenarios (`75_000_000`, `1e-6`), to the nearest double. */
export function unitsOf(cell: Cell): number | undefined {
  const isNumber = typeof cell === "number" || typeof cell === "bigint";
  const units = isNumber ? Number(cell) : numberOf(textOf(cell));
  return Number.isFinite(units) && units >= 0 ? units : undefined;
}

const numberOf = (text: string): number => (PLAIN.test(text) ? Number(text) : Number(readAmount(text) ?? "NaN"));

/** A cell as text, for names and messages. */
export function textOf(cell: Cell): string {
  if (typeof cell === "string") return cell;
  if (cell instanceof Uint8Array) return DECODER.decode(cell);
  return cell === undefined ? "" : String(cell);
}

const DECODER = new TextDecoder();

/** A cell as messages quote it. */
export function showCell(cell: Cell): string {
  if (typeof cell === "number" || typeof cell === "bigint") return String(cell);
  const text = textOf(cell);
  return text === "" ? "nothing" : JSON.stringify(text);
}
