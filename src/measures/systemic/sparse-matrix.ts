import { at } from "../../numbers/arithmetic.js";

/** A matrix of doubles by compressed rows: the entries of row i are those from rowStart[i] up to rowStart[i + 1], by column. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** Entries of a matrix in any order, column by column of a table. */
export interface Entries {
  readonly row: ArrayLike<number>;
  readonly column: ArrayLike<number>;
  readonly value: ArrayLike<number>;
}

/** Reads where the index is in range. One reader per kind of array, for a reader shared by both kinds is slow in hot loops. */
export const read = (values: Float64Array, index: number): number => values[index] as number;
export const readIndex = (values: Int32Array, index: number): number => values[index] as number;

/** A matrix from its entries; entries of the same place are added up, zeros are left out. */
export function sparseMatrix(rows: number, columns: number, entries: Entries): SparseMatrix {
  const byColumn = bucketed(columns, rows, entries.column, entries.row, entries.value);
  const sorted = flipped(byColumn);
  const rowStart = new Int32Array(rows + 1);
  const column = new Int32Array(sorted.column.length);
  const value = new Float64Array(sorted.value.length);
  let end = 0;
  for (let i = 0; i < rows; i += 1) {
    const start = end;
    for (let k = readIndex(sorted.rowStart, i); k < readIndex(sorted.rowStart, i + 1); k += 1) {
      const [j, amount] = [readIndex(sorted.column, k), read(sorted.value, k)];
      if (amount === 0) continue;
      if (end > start && column[end - 1] === j) value[end - 1] = read(value, end - 1) + amount;
      else {
        column[end] = j;
        value[end] = amount;
        end += 1;
      }
    }
    rowStart[i + 1] = end;
  }
  return { rows, columns, rowStart, column: column.slice(0, end), value: value.slice(0, end) };
}

/** Entries put in their rows, in the order in which they come. */
function bucketed(
  rows: number,
  columns: number,
  row: ArrayLike<number>,
  from: ArrayLike<number>,
  amounts: ArrayLike<number>,
): SparseMatrix {
  const rowStart = new Int32Array(rows + 1);
  for (let k = 0; k < row.length; k += 1) rowStart[at(row, k) + 1] = readIndex(rowStart, at(row, k) + 1) + 1;
  for (let i = 0; i < rows; i += 1) rowStart[i + 1] = readIndex(rowStart, i + 1) + readIndex(rowStart, i);
  const next = rowStart.slice(0, rows);
  const column = new Int32Array(row.length);
  const value = new Float64Array(row.length);
  for (let k = 0; k < row.length; k += 1) {
    const place = readIndex(next, at(row, k));
    column[place] = at(from, k);
    value[place] = at(amounts, k);
    next[at(row, k)] = place + 1;
  }
  return { rows, columns, rowStart, column, value };
}

/** The row of every entry, in the order of the entries. */
export function rowOfEntries({ rows, rowStart, column }: SparseMatrix): Int32Array {
  const row = new Int32Array(column.length);
  for (let i = 0; i < rows; i += 1) row.fill(i, readIndex(rowStart, i), readIndex(rowStart, i + 1));
  return row;
}

function flipped(matrix: SparseMatrix): SparseMatrix {
  return bucketed(matrix.columns, matrix.rows, matrix.column, rowOfEntries(matrix), matrix.value);
}

/** The transpose: entry (j, i) of the result is entry (i, j). */
export const transposed = flipped;
