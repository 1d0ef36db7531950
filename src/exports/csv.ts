/** A cell: text, a number as its shortest literal, or nothing. */
export type Cell = string | number | undefined;

function field(cell: Cell): string {
  const text = cell === undefined ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Rows as comma-separated values, one column per heading, one heading line: lines end in CRLF; a field that holds a comma, a quote or
 * a line break is quoted, and a quote within it doubled. Source: RFC 4180, section 2.
 */
export function csv<Heading extends string>(
  headings: readonly Heading[],
  rows: readonly Readonly<Partial<Record<NoInfer<Heading>, Cell>>>[],
): string {
  const lines = [headings, ...rows.map((row) => headings.map((heading) => row[heading]))];
  return lines.map((cells) => `${cells.map(field).join(",")}\r\n`).join("");
}
