import { CsvError, parse } from "csv-parse/sync";
import type { Balance, Id } from "../../model/scenario.js";
import { readAmount } from "../amounts.js";
import { ID, ID_LETTERS } from "../schema/fields.js";
import { BALANCE, type Heading, type Meanings, readHeadings } from "../tables/headings.js";
import type { TableMistake } from "../tables/mistakes.js";

export interface TableRow {
  readonly row: number;
  readonly id?: Id;
  readonly eMode?: Id;
  readonly collateral: readonly Balance[];
  readonly debt: readonly Balance[];
}

export interface Table {
  readonly collateral: readonly Id[];
  readonly debt: readonly Id[];
  readonly rows: readonly TableRow[];
  readonly mistakes: readonly TableMistake[];
}

const MEANINGS: Meanings = {
  has: (meaning) => meaning === "id" || meaning === "eMode" || BALANCE.test(meaning),
  expected: "id, eMode, collateral.ASSET or debt.ASSET",
};

/** Reads a table of accounts; every row is either in `rows` or in `mistakes`. `columns` says which header means what. */
export function readAccounts(text: string, columns: Readonly<Record<string, string>> | undefined): Table {
  const mistakes: TableMistake[] = [];
  const [header = [], ...records] = readRecords(text, mistakes);
  const read = readHeadings(header, columns, MEANINGS, (mistake) => mistakes.push(mistake));
  const rows: TableRow[] = [];
  const isReadable = columns === undefined || mistakes.length === 0;
  (isReadable ? records : []).forEach((cells, index) => {
    const outcome = readRow(cells, read, index + 2, header.length);
    if ("found" in outcome) mistakes.push(outcome);
    else rows.push(outcome);
  });
  const assetsOf = (side: string) =>
    read.flatMap(({ meaning }) => (meaning.startsWith(`${side}.`) ? [meaning.slice(side.length + 1)] : []));
  return { collateral: assetsOf("collateral"), debt: assetsOf("debt"), rows, mistakes };
}

function readRecords(text: string, mistakes: TableMistake[]): string[][] {
  try {
    const records = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true });
    if (records.length < 2)
      mistakes.push({ row: 1, found: "found no accounts", expected: "a header and at least one row" });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? error.lines : 1;
    mistakes.push({
      row: line,
      found: `found a mistake in the CSV: ${error.message}`,
      expected: "comma-separated values",
    });
    return [];
  }
}

function readRow(
  cells: readonly string[],
  columns: readonly Heading[],
  row: number,
  width: number,
): TableRow | TableMistake {
  if (cells.length !== width)
    return { row, found: `found ${cells.length} cells`, expected: `${width}, as in the header` };
  const sides = { collateral: [] as Balance[], debt: [] as Balance[] };
  const names: { id?: Id; eMode?: Id } = {};
  for (const { index, meaning } of columns) {
    const cell = cells[index] ?? "";
    if (cell === "") continue;
    if (meaning === "id" || meaning === "eMode") {
      if (!ID.test(cell)) return { row, found: `found ${JSON.stringify(cell)} under ${meaning}`, expected: ID_LETTERS };
      names[meaning] = cell;
      continue;
    }
    const units = readAmount(cell);
    if (units === undefined || units.startsWith("-")) {
      return { row, found: `found ${JSON.stringify(cell)} under ${meaning}`, expected: "a number of 0 or more" };
    }
    const side = meaning.startsWith("debt.") ? "debt" : "collateral";
    if (units !== "0") sides[side].push({ asset: meaning.slice(side.length + 1), units });
  }
  if (sides.collateral.length + sides.debt.length > 0) return { row, ...names, ...sides };
  return { row, found: "found neither collateral nor debt", expected: "units in at least one column" };
}
