/** Aligned columns and rounded numbers for a person, tabs and full numbers for another program. */
export type Style = "aligned" | "tabs";

export interface Column<Row> {
  readonly heading: string;
  readonly value: (row: Row) => string | number | undefined;
  /** How a person reads the number; absent: as it prints. */
  readonly show?: (value: number) => string;
  /** Set flush right though it holds texts. */
  readonly flushRight?: true;
}

const ABSENT = "–";

function cell<Row>(column: Column<Row>, row: Row, style: Style): string {
  const value = column.value(row);
  if (value === undefined) return style === "tabs" ? "" : ABSENT;
  if (typeof value === "string") return value;
  return style === "tabs" || column.show === undefined ? String(value) : column.show(value);
}

/** The rows under their headings, a line each, without a last line break. Columns that hold numbers are set flush right. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], style: Style): string {
  const headings = columns.map(({ heading }) => heading);
  const lines = [headings, ...rows.map((row) => columns.map((column) => cell(column, row, style)))];
  if (style === "tabs") return lines.map((line) => line.join("\t")).join("\n");

  const widths = columns.map((_, place) => Math.max(...lines.map((line) => [...(line[place] ?? "")].length)));
  const isNumeric = columns.map(
    (column) => column.flushRight ?? rows.some((row) => typeof column.value(row) === "number"),
  );
  const set = (line: readonly string[]): string =>
    line
      .map((text, place) => {
        const gap = " ".repeat((widths[place] ?? 0) - [...text].length);
        return isNumeric[place] ? gap + text : text + gap;
      })
      .join("  ")
      .trimEnd();
  return lines.map(set).join("\n");
}
