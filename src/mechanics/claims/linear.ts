import { type Arithmetic, at, isPositive, isZero } from "../../numbers/arithmetic.js";

/** The solution of a square system, or the unknowns that the system does not determine. */
export type Solved<N> =
  | { readonly kind: "unique"; readonly x: readonly N[] }
  | { readonly kind: "singular"; readonly unknowns: readonly number[] };

const magnitude = <N>(n: Arithmetic<N>, a: N): N => n.max(a, n.sub(n.zero, a));

/**
 * Solves A·x = b by Gaussian elimination with partial pivoting.
 *
 * A is n × n by rows, b has n entries; rows should be scaled to a diagonal of 1, for a pivot is taken as 0 when it is at most
 * n·`precision`. A singular system names an unknown that is free to move and those that move along.
 */
export function solveLinear<N>(n: Arithmetic<N>, matrix: readonly (readonly N[])[], right: readonly N[]): Solved<N> {
  const size = right.length;
  const rows = matrix.map((row, i) => [...row, at(right, i)]);
  const nothing = n.mul(n.precision, n.fromNumber(size));
  for (let column = 0; column < size; column += 1) {
    const pivotRow = largestBelow(n, rows, column);
    const pivot = at(at(rows, pivotRow), column);
    if (!isPositive(n, n.sub(magnitude(n, pivot), nothing))) {
      return { kind: "singular", unknowns: movingTogether(n, rows, column) };
    }
    const held = at(rows, column);
    rows[column] = at(rows, pivotRow);
    rows[pivotRow] = held;
    for (let i = column + 1; i < size; i += 1) eliminate(n, at(rows, column), at(rows, i), column);
  }
  return { kind: "unique", x: substituteBack(n, rows, size) };
}

function largestBelow<N>(n: Arithmetic<N>, rows: readonly (readonly N[])[], column: number): number {
  let best = column;
  for (let i = column + 1; i < rows.length; i += 1) {
    const gain = n.sub(magnitude(n, at(at(rows, i), column)), magnitude(n, at(at(rows, best), column)));
    if (isPositive(n, gain)) best = i;
  }
  return best;
}

function eliminate<N>(n: Arithmetic<N>, pivotRow: readonly N[], row: N[], column: number): void {
  if (isZero(n, at(row, column))) return;
  const factor = n.div(at(row, column), at(pivotRow, column));
  for (let j = column; j < row.length; j += 1) row[j] = n.sub(at(row, j), n.mul(factor, at(pivotRow, j)));
}

/** Solves the upper triangle of the first `size` rows against their last column. */
function substituteBack<N>(n: Arithmetic<N>, rows: readonly (readonly N[])[], size: number): readonly N[] {
  const x = Array.from({ length: size }, () => n.zero);
  for (let i = size - 1; i >= 0; i -= 1) {
    const row = at(rows, i);
    const known = n.total(x.slice(i + 1).map((value, k) => n.mul(at(row, i + 1 + k), value)));
    x[i] = n.div(n.sub(at(row, row.length - 1), known), at(row, i));
  }
  return x;
}

/** The unknowns that a move of `column` carries along: those before it on which the triangle makes it depend. */
function movingTogether<N>(n: Arithmetic<N>, rows: readonly (readonly N[])[], column: number): readonly number[] {
  const triangle = rows.slice(0, column).map((row) => [...row.slice(0, column), at(row, column)]);
  const carried = substituteBack(n, triangle, column);
  return [...carried.flatMap((value, k) => (isZero(n, value) ? [] : [k])), column];
}
