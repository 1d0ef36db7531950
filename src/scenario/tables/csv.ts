import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { type Cell, textOf } from "./cells.js";
import { plainLines } from "./plain-csv.js";
import { type ColumnUse, columnUses } from "./plan.js";
import type { TableSink } from "./sink.js";

const NEWLINE = Buffer.from("\n");
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const GRAMMAR = {
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
  trim: true,
  record_delimiter: ["\r\n", "\n", "\r"],
};

/**
 * Feeds comma-separated values to a sink as they arrive. Plain lines (see `plainLines`) are read from their bytes; from the first
 * line that is not plain, csv-parse reads on.
 */
export async function feedCsv(chunks: AsyncIterable<Buffer>, sink: TableSink): Promise<void> {
  let row = 0;
  let uses: readonly ColumnUse[] | undefined;
  let isWanted = true;
  const record = (cells: readonly Cell[]) => {
    row += 1;
    if (row > 1) return sink.row(row, cells);
    const plan = sink.header(cells.map(textOf));
    isWanted = plan !== undefined;
    if (plan !== undefined) uses = columnUses(plan);
  };
  const lines = plainLines(() => uses, record);
  const source = chunks[Symbol.asyncIterator]();
  let pending: Buffer = Buffer.alloc(0);
  for (let isLast = false; !isLast && isWanted; ) {
    const { done, value } = await source.next();
    isLast = done === true;
    pending = Buffer.concat([pending, isLast ? NEWLINE : value]);
    if (row === 0 && pending.subarray(0, 3).equals(BYTE_ORDER_MARK)) pending = pending.subarray(3);
    const { stopped, isPlain } = lines(pending);
    pending = pending.subarray(stopped);
    if (isPlain) continue;
    const before = row;
    const rest = Readable.from(continued(pending, isLast ? undefined : source));
    await feedQuoted(
      rest,
      record,
      () => isWanted,
      (line, reason) => {
        const found = `found a mistake in the CSV: ${reason}`;
        sink.mistake({ row: before + line, found, expected: "comma-separated values" });
      },
    );
    return;
  }
}

/** What is left of a chunk, and all that follows. */
async function* continued(pending: Buffer, source: AsyncIterator<Buffer> | undefined): AsyncGenerator<Buffer> {
  yield pending;
  if (source === undefined) return;
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}

/** The part of a table that only a parser can read. A mistake in its grammar is reported with the line, counted in this part. */
async function feedQuoted(
  rest: Readable,
  record: (cells: readonly Cell[]) => void,
  isWanted: () => boolean,
  report: (line: number, message: string) => void,
): Promise<void> {
  const parser = parse(GRAMMAR);
  rest.on("error", (error) => parser.destroy(error));
  try {
    for await (const cells of rest.pipe(parser)) {
      record(cells);
      if (!isWanted()) return;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    report(typeof error.lines === "number" ? error.lines : 1, error.message.replace(/ at line \d+/, ""));
  }
}
