import { type FileHandle, open } from "node:fs/promises";
import type { AsyncBuffer } from "hyparquet";
import { type AccountTableOptions, gatherAccounts } from "./accounts.js";
import { feedCsv } from "./csv.js";
import { TableError } from "./mistakes.js";
import { feedNdjson } from "./ndjson.js";
import type { AccountTable } from "./sink.js";

/** How far a table has been read. */
export interface TableProgress {
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface ReadTableOptions extends AccountTableOptions {
  /** Whether rows that cannot be read stop the reading or are left out and reported in the answer. Default: "error". */
  readonly onBadRow?: "error" | "report";
  readonly onProgress?: (progress: TableProgress) => void;
}

export type TableFormat = "csv" | "ndjson" | "parquet";

const FORMATS: Readonly<Record<string, TableFormat>> = {
  csv: "csv",
  ndjson: "ndjson",
  jsonl: "ndjson",
  parquet: "parquet",
};

/** The format of a table by the end of its name; anything unknown is read as CSV. */
export const tableFormat = (path: string): TableFormat => FORMATS[path.split(".").at(-1)?.toLowerCase() ?? ""] ?? "csv";

/** Bytes that are asked of the file at once. */
const CHUNK = 1 << 20;

/**
 * Reads a table of accounts (CSV, NDJSON or Parquet, by the end of its name) into columns, in units as doubles, without ever holding
 * its rows.
 *
 * Throws `TableError` with the first 20 rows that cannot be read and the count of all, unless `onBadRow` is "report": then those rows
 * are left out and the answer holds the same. Of a table with a balance a row, an account with such a row is left out whole.
 */
export async function readAccountTable(path: string, options: ReadTableOptions = {}): Promise<AccountTable> {
  const sink = gatherAccounts(options);
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tell = (bytes: number) => options.onProgress?.({ bytes: Math.min(bytes, size), totalBytes: size });
    const format = tableFormat(path);
    // Loaded when it is needed: most scenarios have no table of this kind, and start sooner.
    if (format === "parquet") await (await import("./parquet.js")).feedParquet(rangesOf(file, size), sink, tell);
    else await (format === "ndjson" ? feedNdjson : feedCsv)(chunksOf(file, tell), sink);
    tell(size);
  } finally {
    await file.close();
  }
  const table = sink.finish();
  if (table.mistakes.count > 0 && options.onBadRow !== "report") throw new TableError(path, table.mistakes);
  return table;
}

async function* chunksOf(file: FileHandle, tell: (bytes: number) => void): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    tell(position);
    yield buffer.subarray(0, bytesRead);
  }
}

/** A file of which ranges are read. */
const rangesOf = (file: FileHandle, byteLength: number): AsyncBuffer => ({
  byteLength,
  slice: async (start, end = byteLength) => {
    const bytes = new Uint8Array(new ArrayBuffer(end - start));
    await file.read(bytes, 0, bytes.length, start);
    return bytes.buffer;
  },
});
