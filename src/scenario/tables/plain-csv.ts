import type { Cell } from "./cells.js";
import type { ColumnUse } from "./plan.js";

const COMMA = 44;
const DOT = 46;
const ZERO = 48;
const RETURN = 13;
const QUOTE = 34;
const NEWLINE = 10;
const isBlank = (byte: number): boolean => byte === 32 || byte === 9;
/** Printable ASCII other than the quote, and tabs. */
const isPlainByte = (byte: number): boolean => (byte >= 32 && byte < 127 && byte !== QUOTE) || byte === 9;

function isEmptyLine(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (!isBlank(bytes[i] as number)) return false;
  return true;
}

/** Powers of ten that are exact as doubles. */
const TEN_TO = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/**
 * A plain decimal such as 1234.5 to the nearest double; undefined where that takes more than one rounding: then digits × 10^−k with
 * digits < 2^53 and k ≤ 22 does not hold, and the text is for `Number`. Source: W. Clinger, How to read floating point numbers
 * accurately, PLDI 1990, doi:10.1145/93542.93557, section 5.
 */
export function plainNumber(bytes: Uint8Array, from: number, to: number): number | undefined {
  let digits = 0;
  let fraction = -1;
  for (let i = from; i < to; i += 1) {
    const byte = bytes[i] as number;
    if (byte === DOT && fraction < 0 && i > from && i + 1 < to) fraction = to - i - 1;
    else if (byte < ZERO || byte > 57) return undefined;
    else digits = digits * 10 + (byte - ZERO);
  }
  if (to === from || digits > Number.MAX_SAFE_INTEGER || fraction > 22) return undefined;
  return fraction <= 0 ? digits : digits / (TEN_TO[fraction] as number);
}

/** Reads texts of which most come again and again without making a new string each time. */
function familiarTexts() {
  const known = new Map<number, string>();
  const isThat = (text: string, bytes: Buffer, from: number, to: number): boolean => {
    if (text.length !== to - from) return false;
    for (let i = from; i < to; i += 1) if (text.charCodeAt(i - from) !== bytes[i]) return false;
    return true;
  };
  return (bytes: Buffer, from: number, to: number): string => {
    let hash = to - from;
    for (let i = from; i < to; i += 1) hash = (Math.imul(hash, 31) + (bytes[i] as number)) | 0;
    const text = known.get(hash);
    if (text !== undefined && isThat(text, bytes, from, to)) return text;
    const made = bytes.toString("latin1", from, to);
    known.set(hash, made);
    return made;
  };
}

/**
 * Reads lines of comma-separated values that need no grammar: ASCII, no quote, a line break only at the end of a line. Cells are
 * trimmed.
 *
 * The function returned takes the whole lines of a buffer and says where it stopped: after the last of them, or (`isPlain` false)
 * before the first that is not plain. While `uses` is undefined, every cell is read as text.
 */
export function plainLines(uses: () => readonly ColumnUse[] | undefined, record: (cells: readonly Cell[]) => void) {
  const cells: Cell[] = [];
  const familiar = familiarTexts();
  const readCell = (bytes: Buffer, start: number, end: number, use: ColumnUse): Cell => {
    let from = start;
    let to = end;
    while (from < to && isBlank(bytes[from] as number)) from += 1;
    while (to > from && isBlank(bytes[to - 1] as number)) to -= 1;
    if (from === to || use === "none") return undefined;
    if (use === "units") return plainNumber(bytes, from, to) ?? bytes.toString("latin1", from, to);
    return use === "word" ? familiar(bytes, from, to) : bytes.toString("latin1", from, to);
  };
  /** False: the line is not plain. */
  const readLine = (bytes: Buffer, from: number, to: number): boolean => {
    const columns = uses();
    let start = from;
    let count = 0;
    for (let i = from; i <= to; i += 1) {
      const byte = i === to ? COMMA : (bytes[i] as number);
      if (byte === COMMA) {
        cells[count] = readCell(bytes, start, i, columns === undefined ? "name" : (columns[count] ?? "none"));
        count += 1;
        start = i + 1;
      } else if (!isPlainByte(byte)) return false;
    }
    cells.length = count;
    if (count > 1 || !isEmptyLine(bytes, from, to)) record(cells);
    return true;
  };
  return (bytes: Buffer): { readonly stopped: number; readonly isPlain: boolean } => {
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      const last = end > start && bytes[end - 1] === RETURN ? end - 1 : end;
      if (!readLine(bytes, start, last)) return { stopped: start, isPlain: false };
      start = end + 1;
    }
    return { stopped: start, isPlain: true };
  };
}
