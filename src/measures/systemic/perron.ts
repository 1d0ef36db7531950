import { at } from "../../numbers/arithmetic.js";
import type { Convergence, Limits } from "./convergence.js";
import { MAXIMUM_ITERATIONS, TOLERANCE } from "./convergence.js";
import { entriesOf, times } from "./matrix-algebra.js";
import { read, type SparseMatrix, sparseMatrix } from "./sparse-matrix.js";
import { strongComponents } from "./strong-components.js";

export interface SpectralRadius {
  /** Largest eigenvalue of a matrix without negative entries. Residual: half the width of the proven bracket, relative. */
  readonly radius: number;
  readonly convergence: Convergence;
}

export interface Perron extends SpectralRadius {
  /** Adds up to 1 over the component where the radius is attained, 0 elsewhere. */
  readonly vector: Float64Array;
}

/**
 * Perron eigenvalue and right eigenvector of the strong component where the spectral radius of a non-negative matrix is attained.
 *
 * Component by component (0 for one without a cycle), so that chains and trees do not slow the powers down: x ← (M + sI)x, s half
 * the upper bound, which damps cycles of any length. min (Mx)_i/x_i ≤ radius ≤ max (Mx)_i/x_i holds at every step (Collatz 1942,
 * Wielandt 1950); the iteration ends when the two agree to `tolerance`. An iteration cut short says so by its residual. Where two
 * components attain the radius the vector is that of the first.
 */
export function perron(matrix: SparseMatrix, limits: Limits = {}): Perron {
  const tolerance = limits.tolerance ?? TOLERANCE;
  const vector = new Float64Array(matrix.rows);
  let radius = 0;
  let residual = 0;
  let iterations = 0;
  for (const members of strongComponents(matrix)) {
    const found = perronOf(within(matrix, members), { ...limits, tolerance });
    iterations += found.convergence.iterations;
    residual = Math.max(residual, found.convergence.residual);
    if (found.radius <= radius) continue;
    radius = found.radius;
    vector.fill(0);
    members.forEach((node, i) => {
      vector[node] = read(found.vector, i);
    });
  }
  return { radius, vector, convergence: { tolerance, residual, iterations } };
}

/** Spectral radius of W (or its transpose): from 1 on, any shock makes some node default. Source: Bardoscia et al. 2015. */
export function spectralRadius(impacts: SparseMatrix, limits: Limits = {}): SpectralRadius {
  const { radius, convergence } = perron(impacts, limits);
  return { radius, convergence };
}

/** Rows and columns of some nodes alone. */
function within(matrix: SparseMatrix, members: readonly number[]): SparseMatrix {
  const place = new Map(members.map((node, i) => [node, i]));
  const { row, column, value } = entriesOf(matrix);
  const kept = Array.from(value.length === 0 ? [] : Array(value.length).keys()).filter(
    (k) => place.has(at(row, k)) && place.has(at(column, k)),
  );
  return sparseMatrix(members.length, members.length, {
    row: kept.map((k) => place.get(at(row, k)) ?? 0),
    column: kept.map((k) => place.get(at(column, k)) ?? 0),
    value: kept.map((k) => at(value, k)),
  });
}

/** Of an irreducible matrix, or of a single node. */
function perronOf(
  matrix: SparseMatrix,
  { tolerance = TOLERANCE, maximumIterations = MAXIMUM_ITERATIONS }: Limits,
): Perron {
  let vector = new Float64Array(matrix.rows).fill(1 / matrix.rows);
  for (let iterations = 1; ; iterations += 1) {
    const product = times(matrix, vector);
    const ratios = product.map((value, i) => value / read(vector, i));
    const lower = ratios.reduce((least, ratio) => Math.min(least, ratio), Number.POSITIVE_INFINITY);
    const upper = ratios.reduce((most, ratio) => Math.max(most, ratio), 0);
    const residual = upper === 0 ? 0 : (upper - lower) / (2 * upper);
    if (residual <= tolerance || iterations >= maximumIterations) {
      return { radius: (lower + upper) / 2, vector, convergence: { tolerance, residual, iterations } };
    }
    const next = product.map((value, i) => value + (upper / 2) * read(vector, i));
    const sum = next.reduce((all, value) => all + value, 0);
    vector = next.map((value) => value / sum);
  }
}
