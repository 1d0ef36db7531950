import {
  type AsyncBuffer,
  type FileMetaData,
  type ParquetReadOptions,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { Cell } from "./cells.js";
import { type ColumnUse, columnUses } from "./plan.js";
import type { TableSink } from "./sink.js";

/** Room is made for this many rows at once at most, whatever a file says of itself. */
const MOST_EXPECTED = 1 << 22;

/**
 * Feeds a Parquet file to a sink, one row group at a time and only the columns that are used. `onGroup` is told the compressed bytes of
 * all row groups so far.
 */
export async function feedParquet(file: AsyncBuffer, sink: TableSink, onGroup: (bytes: number) => void): Promise<void> {
  const metadata = await readMetadata(file, sink);
  if (metadata === undefined) return;
  const header = parquetSchema(metadata).children.map(({ element }) => element.name);
  const plan = sink.header(header, Math.min(Number(metadata.num_rows), MOST_EXPECTED));
  if (plan === undefined) return;
  const used = columnUses(plan).flatMap((use, index) =>
    use === "none" ? [] : [{ index, name: header[index] ?? "", use }],
  );
  // Names last: they are an object each, which a collector of garbage has to carry about while other columns are read.
  const inTurn = [...used.filter(({ use }) => use !== "name"), ...used.filter(({ use }) => use === "name")];
  const cells: Cell[] = header.map(() => undefined);
  let rowStart = 0;
  let bytes = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const amounts: { readonly index: number; readonly values: Float64Array }[] = [];
    const others: { readonly index: number; readonly values: ArrayLike<unknown> }[] = [];
    for (const { index, name, use } of inTurn) {
      const values = await readColumn({ file, metadata, columns: [name], rowStart, rowEnd }, use);
      const numbers = use === "units" ? asNumbers(values) : undefined;
      if (numbers === undefined) others.push({ index, values });
      else amounts.push({ index, values: numbers });
    }
    for (let row = rowStart; row < rowEnd; row += 1) {
      for (const { index, values } of amounts) cells[index] = present(values[row - rowStart]);
      for (const { index, values } of others) cells[index] = toCell(values[row - rowStart]);
      sink.row(row + 2, cells);
    }
    rowStart = rowEnd;
    bytes += group.columns.reduce((sum, { meta_data }) => sum + Number(meta_data?.total_compressed_size ?? 0), 0);
    onGroup(bytes);
  }
}

async function readMetadata(file: AsyncBuffer, sink: TableSink): Promise<FileMetaData | undefined> {
  try {
    return await parquetMetadataAsync(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    sink.mistake({ row: 1, found: `found a mistake in the Parquet file: ${reason}`, expected: "a Parquet file" });
    return undefined;
  }
}

/** A column of some rows. Names stay bytes: they are put into an index letter by letter, and most of them only once. */
async function readColumn(range: ParquetReadOptions, use: ColumnUse): Promise<ArrayLike<unknown>> {
  const pages: ArrayLike<unknown>[] = [];
  await parquetRead({
    ...range,
    compressors,
    ...(use === "name" ? { parsers: { stringFromBytes: (bytes: Uint8Array) => bytes } } : {}),
    onChunk: ({ columnData }) => void pages.push(columnData),
  });
  const [first = [], ...others] = pages;
  if (others.length === 0) return first;
  const none: unknown[] = [];
  return none.concat(...pages.map((page) => (Array.isArray(page) ? page : Array.from(page))));
}

/** Numbers side by side, NaN where there is none; undefined where a value is something else, or NaN itself. */
function asNumbers(values: ArrayLike<unknown>): Float64Array | undefined {
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    const isAbsent = value === null || value === undefined;
    if (!isAbsent && (typeof value !== "number" || Number.isNaN(value))) return undefined;
    numbers[i] = isAbsent ? Number.NaN : value;
  }
  return numbers;
}

const present = (value: number | undefined): Cell => (Number.isNaN(value) ? undefined : value);

function toCell(value: unknown): Cell {
  if (typeof value === "number" || typeof value === "string" || typeof value === "bigint") return value;
  if (value instanceof Uint8Array) return value;
  return value === null || value === undefined ? undefined : String(value);
}
