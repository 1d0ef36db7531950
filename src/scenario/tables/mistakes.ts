/** What is wrong with a table, by row (the header is row 1). */
export interface TableMistake {
  readonly row: number;
  readonly found: string;
  readonly expected: string;
}

/** The first mistakes of a table, and how many there are in all. */
export interface TableMistakes {
  readonly listed: readonly TableMistake[];
  readonly count: number;
}

/** Rows are reported one by one up to this many, then counted. */
export const LISTED_MISTAKES = 20;

/** Keeps the first mistakes and counts the rest. */
export function gatherMistakes(): TableMistakes & { add(mistake: TableMistake): void } {
  const listed: TableMistake[] = [];
  let count = 0;
  return {
    listed,
    get count() {
      return count;
    },
    add: (mistake) => {
      count += 1;
      if (listed.length < LISTED_MISTAKES) listed.push(mistake);
    },
  };
}

/** A table with rows that cannot be read: `file:row:1  found …; expected …`, a line each. */
export class TableError extends Error {
  override readonly name = "TableError";
  constructor(
    readonly file: string,
    readonly mistakes: TableMistakes,
  ) {
    const { listed, count } = mistakes;
    const lines = listed.map(({ row, found, expected }) => `${file}:${row}:1  ${found}; expected ${expected}.`);
    const rest = count > listed.length ? `, of which ${listed.length} are listed` : "";
    super(`${lines.join("\n")}\n${count} ${count === 1 ? "row is" : "rows are"} wrong${rest}`);
  }
}
