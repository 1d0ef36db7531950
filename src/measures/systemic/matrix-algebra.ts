import { at } from "../../numbers/arithmetic.js";
import { type Entries, read, readIndex, rowOfEntries, type SparseMatrix, sparseMatrix } from "./sparse-matrix.js";

/** A matrix from its rows, written out; every row has as many entries as there are columns. */
export function fromRows(rows: readonly (readonly number[])[]): SparseMatrix {
  const columns = rows[0]?.length ?? 0;
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  rows.forEach((amounts, i) => {
    if (amounts.length !== columns) throw new RangeError(`row ${i} has ${amounts.length} entries, not ${columns}`);
    amounts.forEach((amount, j) => {
      row.push(i);
      column.push(j);
      value.push(amount);
    });
  });
  return sparseMatrix(rows.length, columns, { row, column, value });
}

/** Visits every stored entry, row by row. */
export function forEachEntry(
  { rows, rowStart, column, value }: SparseMatrix,
  visit: (value: number, row: number, column: number) => void,
): void {
  for (let i = 0; i < rows; i += 1) {
    const end = readIndex(rowStart, i + 1);
    for (let k = readIndex(rowStart, i); k < end; k += 1) visit(read(value, k), i, readIndex(column, k));
  }
}

/** The rows of a matrix, written out. */
export function toRows(matrix: SparseMatrix): readonly (readonly number[])[] {
  const rows = Array.from({ length: matrix.rows }, () => new Array<number>(matrix.columns).fill(0));
  forEachEntry(matrix, (value, i, j) => {
    at(rows, i)[j] = value;
  });
  return rows;
}

export const entriesOf = (matrix: SparseMatrix): Entries => ({
  row: rowOfEntries(matrix),
  column: matrix.column,
  value: matrix.value,
});

/** Every stored entry (value, row, column) changed; entries that become 0 are left out. */
export function mapped(
  matrix: SparseMatrix,
  change: (value: number, row: number, column: number) => number,
): SparseMatrix {
  const { row, column } = entriesOf(matrix);
  const value = matrix.value.map((amount, k) => change(amount, at(row, k), at(column, k)));
  return sparseMatrix(matrix.rows, matrix.columns, { row, column, value });
}

/** A + B, of the same shape. */
export function added(a: SparseMatrix, b: SparseMatrix): SparseMatrix {
  return sparseMatrix(a.rows, a.columns, {
    row: [...rowOfEntries(a), ...rowOfEntries(b)],
    column: [...a.column, ...b.column],
    value: [...a.value, ...b.value],
  });
}

/** M·x: `columns` numbers in, `rows` numbers out. */
export function times({ rows, rowStart, column, value }: SparseMatrix, vector: Float64Array): Float64Array {
  const product = new Float64Array(rows);
  let k = 0;
  for (let i = 0; i < rows; i += 1) {
    const end = readIndex(rowStart, i + 1);
    let total = 0;
    for (; k < end; k += 1) total += read(value, k) * read(vector, readIndex(column, k));
    product[i] = total;
  }
  return product;
}

/** Row i of M, times x. */
export function rowTimes({ rowStart, column, value }: SparseMatrix, i: number, vector: Float64Array): number {
  let total = 0;
  const end = readIndex(rowStart, i + 1);
  for (let k = readIndex(rowStart, i); k < end; k += 1) total += read(value, k) * read(vector, readIndex(column, k));
  return total;
}

/** M·1. */
export const rowTotals = (matrix: SparseMatrix): Float64Array =>
  times(matrix, new Float64Array(matrix.columns).fill(1));

/** 1'·M. */
export function columnTotals(matrix: SparseMatrix): Float64Array {
  const totals = new Float64Array(matrix.columns);
  forEachEntry(matrix, (value, _, j) => {
    totals[j] = read(totals, j) + value;
  });
  return totals;
}
