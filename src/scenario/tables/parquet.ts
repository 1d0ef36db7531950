import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { Cell } from "./cells.js";
import { columnUses } from "./plan.js";
import type { TableSink } from "./sink.js";

/** Values of a column from row `from` on. */
interface ColumnPart {
  readonly from: number;
  readonly values: ArrayLike<unknown>;
}

/**
 * Feeds a Parquet file to a sink, one row group at a time and only the columns that are used. `onGroup` is told the compressed bytes of
 * all row groups so far.
 */
export async function feedParquet(file: AsyncBuffer, sink: TableSink, onGroup: (bytes: number) => void): Promise<void> {
  const metadata = await readMetadata(file, sink);
  if (metadata === undefined) return;
  const header = parquetSchema(metadata).children.map(({ element }) => element.name);
  const plan = sink.header(header);
  if (plan === undefined) return;
  const used = columnUses(plan).flatMap((use, index) => (use === "none" ? [] : [{ index, name: header[index] ?? "" }]));
  const cells: Cell[] = header.map(() => undefined);
  let rowStart = 0;
  let bytes = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const parts = await readGroup(
      file,
      metadata,
      used.map(({ name }) => name),
      rowStart,
      rowEnd,
    );
    const columns = used.map(({ index, name }) => ({ index, cellAt: cellReader(parts.get(name) ?? []) }));
    for (let row = rowStart; row < rowEnd; row += 1) {
      for (const { index, cellAt } of columns) cells[index] = cellAt(row);
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

async function readGroup(
  file: AsyncBuffer,
  metadata: FileMetaData,
  columns: string[],
  rowStart: number,
  rowEnd: number,
): Promise<ReadonlyMap<string, readonly ColumnPart[]>> {
  const parts = new Map<string, ColumnPart[]>(columns.map((name) => [name, []]));
  await parquetRead({
    file,
    metadata,
    columns,
    rowStart,
    rowEnd,
    compressors,
    onChunk: ({ columnName, columnData, rowStart: from }) =>
      void parts.get(columnName)?.push({ from, values: columnData }),
  });
  return parts;
}

/** The cell of a row, from the parts of its column; rows are asked for in rising order. */
function cellReader(parts: readonly ColumnPart[]): (row: number) => Cell {
  let place = 0;
  return (row) => {
    let part = parts[place];
    while (part !== undefined && row >= part.from + part.values.length) {
      place += 1;
      part = parts[place];
    }
    return part === undefined ? undefined : toCell(part.values[row - part.from]);
  };
}

function toCell(value: unknown): Cell {
  if (typeof value === "number" || typeof value === "string" || typeof value === "bigint") return value;
  return value === null || value === undefined ? undefined : String(value);
}
