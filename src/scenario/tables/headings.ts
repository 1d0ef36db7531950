import type { TableMistake } from "./mistakes.js";

/** Which column of a table holds what. */
export interface Heading {
  readonly index: number;
  readonly meaning: string;
}

/** The meanings that a kind of table knows, and how to say which those are. */
export interface Meanings {
  readonly has: (meaning: string) => boolean;
  readonly expected: string;
}

/** "collateral.WETH": units of an asset on one side. */
export const BALANCE = /^(collateral|debt)\.(.+)$/;

/**
 * What each column means: by the header itself or, where `columns` (meaning → header) is given, by that, and other columns are left
 * out.
 */
export const readHeadings = (
  header: readonly string[],
  columns: Readonly<Record<string, string>> | undefined,
  meanings: Meanings,
  report: (mistake: TableMistake) => void,
): readonly Heading[] =>
  columns === undefined ? named(header, meanings, report) : mapped(header, columns, meanings, report);

function named(header: readonly string[], meanings: Meanings, report: (mistake: TableMistake) => void): Heading[] {
  return header.flatMap((meaning, index) => {
    if (meanings.has(meaning)) return [{ index, meaning }];
    const found = `found the column ${JSON.stringify(meaning)}`;
    report({ row: 1, found, expected: `${meanings.expected}, or a \`columns\` map that says which to read` });
    return [];
  });
}

function mapped(
  header: readonly string[],
  columns: Readonly<Record<string, string>>,
  meanings: Meanings,
  report: (mistake: TableMistake) => void,
): Heading[] {
  return Object.entries(columns).flatMap(([meaning, name]) => {
    const index = header.indexOf(name);
    const known = meanings.has(meaning);
    if (known && index >= 0) return [{ index, meaning }];
    const found = known ? `found no column ${JSON.stringify(name)}` : `found the meaning ${JSON.stringify(meaning)}`;
    report({ row: 1, found, expected: known ? `one of ${header.join(", ")}` : meanings.expected });
    return [];
  });
}
