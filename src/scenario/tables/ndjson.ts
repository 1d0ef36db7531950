import type { Cell } from "./cells.js";
import type { TableSink } from "./sink.js";

const NEWLINE = 10;

/** Feeds newline-delimited JSON to a sink: an object a line, whose keys are the columns; the first line's keys are the header. */
export async function feedNdjson(chunks: AsyncIterable<Buffer>, sink: TableSink): Promise<void> {
  let row = 0;
  let header: readonly string[] | undefined;
  const mistake = (found: string, expected: string) => sink.mistake({ row, found, expected });
  /** False: no more lines are wanted. */
  const readLine = (line: string): boolean => {
    row += 1;
    if (line.trim() === "") return true;
    const fields = parseFields(line);
    if (fields === undefined) {
      mistake(`found ${shorten(line)}`, "a JSON object");
      return true;
    }
    if (header === undefined) {
      header = Object.keys(fields);
      if (sink.header(header) === undefined) return false;
    }
    const cells = cellsOf(fields, header);
    if ("wrong" in cells) mistake(cells.wrong, `numbers or texts under ${header.join(", ")}`);
    else sink.row(row, cells);
    return true;
  };
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([pending, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      if (!readLine(bytes.toString("utf8", start, end))) return;
      start = end + 1;
    }
    pending = bytes.subarray(start);
  }
  if (pending.length > 0) readLine(pending.toString("utf8"));
}

const shorten = (line: string): string => JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);

type Fields = Readonly<Record<string, unknown>>;

function parseFields(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** The values under the header's keys; a key that the header does not have, or a value that no cell can hold, is wrong. */
function cellsOf(fields: Fields, header: readonly string[]): readonly Cell[] | { readonly wrong: string } {
  const cells: Cell[] = [];
  for (const key of header) {
    const value = fields[key];
    if (value === null || value === undefined) cells.push(undefined);
    else if (typeof value === "string" || typeof value === "number") cells.push(value);
    else return { wrong: `found ${JSON.stringify(value)} under ${key}` };
  }
  const other = Object.keys(fields).find((key) => !header.includes(key));
  return other === undefined ? cells : { wrong: `found the key ${JSON.stringify(other)}` };
}
