import { CsvError, parse } from "csv-parse/sync";
import { readAmount } from "./amounts.js";
import { ScenarioError, type ScenarioIssue } from "./errors.js";
import { suggestion } from "./suggest.js";

/** Text of a table and the path that messages name. */
export interface TableFile {
  readonly path: string;
  readonly text: string;
}

/** The tables of an exposure network, as they were written. Amounts in USD. */
export interface ExposureTables {
  /** `from` has a claim on `to`. */
  readonly claims: readonly { readonly from: string; readonly to: string; readonly usd: number }[];
  readonly nodes: readonly NodeRow[];
  readonly holdings: readonly { readonly node: string; readonly asset: string; readonly usd: number }[];
  readonly assets: readonly { readonly asset: string; readonly depthUsd: number; readonly fall?: number }[];
}

export interface NodeRow {
  readonly node: string;
  readonly equityUsd: number;
  readonly externalAssetsUsd?: number;
  readonly externalDebtsUsd?: number;
  readonly lossUsd?: number;
}

export interface ExposureFiles {
  readonly claims: TableFile;
  readonly equity: TableFile;
  readonly holdings?: TableFile;
  readonly depth?: TableFile;
}

interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

type Rows = readonly (readonly Cell[])[];
type Report = (cell: Cell, found: string, expected: string, fix?: string) => void;

/**
 * Reads claims (`from,to,usd`, or a matrix whose rows have claims on its columns), equity (`node,equityUsd` and, if wanted,
 * `externalAssetsUsd`, `externalDebtsUsd`, `lossUsd`), holdings (`node,asset,usd`, or a matrix of nodes by assets) and depth
 * (`asset,depthUsd` and, if wanted, `fall`). Amounts in USD. Throws ScenarioError with everything that is wrong in any of them.
 */
export function readExposureTables(files: ExposureFiles): ExposureTables {
  const issues: ScenarioIssue[] = [];
  const open = (file: TableFile) => {
    const report: Report = (cell, found, expected, fix) => {
      const { line, column } = cell;
      issues.push({ file: file.path, line, column, path: "", found, expected, ...(fix === undefined ? {} : { fix }) });
    };
    return { rows: readCells(file.text, report), report };
  };
  const nodes = readNodes(open(files.equity));
  const known = nodes.map(({ node }) => node);
  const claims = readPairs(open(files.claims), ["from", "to"], { first: known, second: known });
  const assets = files.depth === undefined ? [] : readAssets(open(files.depth));
  const priced = files.depth === undefined ? {} : { second: assets.map(({ asset }) => asset) };
  const held =
    files.holdings === undefined ? [] : readPairs(open(files.holdings), ["node", "asset"], { first: known, ...priced });
  if (issues.length > 0) throw new ScenarioError(issues);
  return {
    nodes,
    claims: claims.map(({ first, second, usd }) => ({ from: first, to: second, usd })),
    holdings: held.map(({ first, second, usd }) => ({ node: first, asset: second, usd })),
    assets,
  };
}

interface Opened {
  readonly rows: Rows;
  readonly report: Report;
}

const START: Cell = { text: "", line: 1, column: 1 };

/** The cells of a table, each with the place where it begins. */
function readCells(text: string, report: Report): Rows {
  const written = text.split(/\r?\n/);
  const lines: number[] = [];
  try {
    const records = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (record, context) => {
        lines.push(context.lines);
        return record;
      },
    });
    if (records.length < 2) report(START, "found no rows", "a header and at least one row");
    return records.map((record, i) => {
      const line = lines[i] ?? 1;
      const starts = cellStarts(written[line - 1] ?? "");
      return record.map((cell, k) => ({ text: cell, line, column: starts[k] ?? 1 }));
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? error.lines : 1;
    report({ ...START, line }, `found a mistake in the CSV: ${error.message}`, "comma-separated values");
    return [];
  }
}

/** Columns, from 1, at which the cells of a line begin. */
function cellStarts(raw: string): readonly number[] {
  const starts = [1];
  let isQuoted = false;
  [...raw].forEach((letter, i) => {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === "," && !isQuoted) starts.push(i + 2);
  });
  return starts;
}

function readNumber(text: string): number | undefined {
  const literal = readAmount(text);
  return literal === undefined ? undefined : Number(literal);
}

function amountIn(cell: Cell, report: Report): number | undefined {
  const value = readNumber(cell.text);
  if (value !== undefined && value >= 0) return value;
  report(cell, `found ${JSON.stringify(cell.text)}`, "a number of 0 or more");
  return undefined;
}

interface Pair {
  readonly first: string;
  readonly second: string;
  readonly usd: number;
}

interface Known {
  readonly first: readonly string[];
  readonly second?: readonly string[];
}

function readPairs(table: Opened, headings: readonly [string, string], known: Known): readonly Pair[] {
  const [header = [], ...records] = table.rows;
  const isList = headings.every((heading) => header.some(({ text }) => text === heading));
  const pairs = isList
    ? listedPairs(header, records, headings, table.report)
    : matrixPairs(header, records, table.report);
  const seen = new Set<string>();
  return pairs.flatMap(({ from, to, value }) => {
    const isFirst = isKnown(from, known.first, headings[0], table.report);
    const isSecond = known.second === undefined || isKnown(to, known.second, headings[1], table.report);
    const usd = value.text === "" ? 0 : amountIn(value, table.report);
    const key = JSON.stringify([from.text, to.text]);
    if (seen.has(key)) table.report(from, `${from.text} and ${to.text} come twice`, "every pair once");
    seen.add(key);
    if (from.text === to.text && (usd ?? 0) > 0)
      table.report(value, `${from.text} has a claim on itself`, "0 on the diagonal");
    return !isFirst || !isSecond || usd === undefined || usd === 0 ? [] : [{ first: from.text, second: to.text, usd }];
  });
}

function isKnown(cell: Cell, names: readonly string[], heading: string, report: Report): boolean {
  if (names.includes(cell.text)) return true;
  const [place, choices] = heading === "asset" ? ["depths", "assets"] : ["equity", "nodes"];
  report(
    cell,
    `"${cell.text}" has no row in the table of ${place}`,
    "a name that has one",
    suggestion(cell.text, names, choices),
  );
  return false;
}

interface PairCells {
  readonly from: Cell;
  readonly to: Cell;
  readonly value: Cell;
}

function listedPairs(
  header: readonly Cell[],
  records: Rows,
  headings: readonly [string, string],
  report: Report,
): readonly PairCells[] {
  const columns = columnsOf(header, [...headings, "usd"], [], report);
  return records.flatMap((cells) => {
    if (!isWhole(cells, header, report)) return [];
    const [from, to, value] = [...headings, "usd"].map((heading) => cells[columns.get(heading) ?? -1]);
    return from === undefined || to === undefined || value === undefined ? [] : [{ from, to, value }];
  });
}

const matrixPairs = (header: readonly Cell[], records: Rows, report: Report): readonly PairCells[] =>
  records.flatMap((cells) => {
    const [from, ...values] = cells;
    if (from === undefined || !isWhole(cells, header, report)) return [];
    return values.flatMap((value, i) => {
      const to = header[i + 1];
      // A message about a column's name belongs to the header, and is given once.
      return to === undefined || (value.text === "" && to.text === from.text) ? [] : [{ from, to, value }];
    });
  });

function isWhole(cells: readonly Cell[], header: readonly Cell[], report: Report): boolean {
  if (cells.length === header.length) return true;
  report(cells[0] ?? START, `found ${cells.length} cells`, `${header.length}, as in the header`);
  return false;
}

function columnsOf(
  header: readonly Cell[],
  needed: readonly string[],
  optional: readonly string[],
  report: Report,
): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  const expected = [...needed, ...optional].join(", ");
  header.forEach((cell, i) => {
    if (![...needed, ...optional].includes(cell.text))
      report(cell, `found the column "${cell.text}"`, `one of ${expected}`);
    else columns.set(cell.text, i);
  });
  for (const heading of needed) {
    if (!columns.has(heading)) report(header[0] ?? START, `found no column "${heading}"`, `the columns ${expected}`);
  }
  return columns;
}

const NODE_AMOUNTS = ["externalAssetsUsd", "externalDebtsUsd", "lossUsd"] as const;

function readNodes({ rows, report }: Opened): readonly NodeRow[] {
  const [header = [], ...records] = rows;
  if (header.length === 0) return [];
  const columns = columnsOf(header, ["node", "equityUsd"], NODE_AMOUNTS, report);
  const seen = new Set<string>();
  return records.flatMap((cells) => {
    if (!isWhole(cells, header, report)) return [];
    const cell = (heading: string): Cell | undefined => cells[columns.get(heading) ?? -1];
    const [node, equity] = [cell("node"), cell("equityUsd")];
    if (node === undefined || equity === undefined) return [];
    if (node.text === "") report(node, "found no name", "the name of a node");
    if (seen.has(node.text)) report(node, `"${node.text}" comes twice`, "every node once");
    seen.add(node.text);
    const equityUsd = readNumber(equity.text);
    if (equityUsd === undefined) report(equity, `found "${equity.text}"`, "a number");
    const amounts = NODE_AMOUNTS.flatMap((heading) => {
      const given = cell(heading);
      const value = given === undefined || given.text === "" ? undefined : amountIn(given, report);
      return value === undefined ? [] : [[heading, value] as const];
    });
    return [{ node: node.text, equityUsd: equityUsd ?? 0, ...Object.fromEntries(amounts) }];
  });
}

function readAssets({ rows, report }: Opened): ExposureTables["assets"] {
  const [header = [], ...records] = rows;
  if (header.length === 0) return [];
  const columns = columnsOf(header, ["asset", "depthUsd"], ["fall"], report);
  return records.flatMap((cells) => {
    if (!isWhole(cells, header, report)) return [];
    const [asset, depth, fall] = ["asset", "depthUsd", "fall"].map((heading) => cells[columns.get(heading) ?? -1]);
    if (asset === undefined || depth === undefined) return [];
    const depthUsd = depth.text === "" ? Number.POSITIVE_INFINITY : amountIn(depth, report);
    if (depthUsd === 0) report(depth, "found a depth of 0", "a number above 0, or nothing where sales move no price");
    const share = fall === undefined || fall.text === "" ? undefined : amountIn(fall, report);
    if (fall !== undefined && share !== undefined && share > 1)
      report(fall, `found a fall of ${fall.text}`, "at most 100%");
    return [{ asset: asset.text, depthUsd: depthUsd ?? 1, ...(share === undefined ? {} : { fall: share }) }];
  });
}
