import type { Conventions } from "./conventions.js";
import type { Convergence } from "./convergence.js";
import { forEachEntry, mapped, rowTotals } from "./matrix-algebra.js";
import { read, readIndex, type SparseMatrix } from "./sparse-matrix.js";
import { strongComponents } from "./strong-components.js";

export interface Diffusion {
  /** T with everybody, less T with the node's own links cut, over its out-degree; 0 without links. */
  readonly total: number;
  /** What the node itself starts: its row, over its out-degree. */
  readonly start: number;
  /** What it passes on of others: total − start. */
  readonly intermediate: number;
}

export interface Communicability {
  readonly conventions: Conventions;
  readonly convergence: Convergence;
  /** Weighted walks that end at a node, over its in-degree; above 1: vulnerable to nodes beyond its own debtors. */
  readonly susceptibility: Float64Array;
  /** Mean susceptibility. */
  readonly fluidity: number;
  readonly diffusion: readonly Diffusion[];
}

/** Entry (j, i) = 1 where what j owes i ≥ the buffer of i: the failure of j alone makes i fail. */
export const failureLinks = (liabilitiesUsd: SparseMatrix, buffersUsd: Float64Array): SparseMatrix =>
  mapped(liabilitiesUsd, (owed, _, i) => (owed >= read(buffersUsd, i) ? 1 : 0));

/**
 * Impact susceptibility, fluidity and diffusion on the links V along which a failure alone makes the next node fail.
 *
 * X = e^V = Σ V^k/k! with its diagonal set to 0; T = Σ X; degrees are those of V. All terms are ≥ 0, so that the series loses no
 * digits; it ends when a term is below 2⁻⁵³ of the total and terms shrink. One exponential per linked node.
 * Source: T. Silva, S. Souza, B. Tabak, Monitoring vulnerability and impact diffusion in financial networks, Central Bank of Brazil Working Paper 392 (2015).
 */
export function communicability(links: SparseMatrix): Communicability {
  const size = links.rows;
  const outDegree = rowTotals(links);
  const inDegree = new Float64Array(size);
  forEachEntry(links, (value, _, j) => {
    inDegree[j] = read(inDegree, j) + value;
  });
  const arriving = new Float64Array(size);
  const starting = new Float64Array(size);
  let iterations = 0;
  for (let i = 0; i < size; i += 1) {
    const { row, terms } = walks(links, from(links, i));
    iterations = Math.max(iterations, terms);
    row.forEach((weight, j) => {
      if (i === j) return;
      arriving[j] = read(arriving, j) + weight;
      starting[i] = read(starting, i) + weight;
    });
  }
  const everything = sum(starting);
  const susceptibility = arriving.map((weight, j) => perDegree(weight, read(inDegree, j)));
  const onCycle = strongComponents(links).flatMap((members) => (members.length > 1 ? members : []));
  const diffusion = Array.from(outDegree, (degree, v) => {
    if (degree === 0) return { total: 0, start: 0, intermediate: 0 };
    const total = perDegree(everything - walksWithout(links, onCycle, v), degree);
    const start = perDegree(read(starting, v), degree);
    return { total, start, intermediate: total - start };
  });
  return {
    conventions: {
      model: "Impact susceptibility, fluidity and diffusion, Silva–Souza–Tabak 2015",
      atEquality: "default",
      rule: "links V where exposure ≥ buffer; X = e^V without its diagonal, over the degrees of V",
    },
    convergence: { tolerance: Number.EPSILON / 2, residual: Number.EPSILON / 2, iterations },
    susceptibility,
    fluidity: size === 0 ? 0 : sum(susceptibility) / size,
    diffusion,
  };
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
const perDegree = (weight: number, degree: number): number => (degree === 0 ? 0 : weight / degree);

/** Σ of e^V off its diagonal, with the links out of one node cut. The diagonal is 1 for a node on no cycle. */
function walksWithout(links: SparseMatrix, onCycle: readonly number[], cut: number): number {
  const everywhere = walks(links, new Float64Array(links.rows).fill(1), cut).row;
  const returning = onCycle.reduce((total, i) => total + read(walks(links, from(links, i), cut).row, i) - 1, 0);
  return sum(everywhere) - links.rows - returning;
}

const from = (links: SparseMatrix, i: number): Float64Array => {
  const start = new Float64Array(links.rows);
  start[i] = 1;
  return start;
};

interface Walks {
  readonly row: Float64Array;
  readonly terms: number;
}

/** start'·e^V, with the links out of `cut` left out, and the number of terms taken. */
function walks(links: SparseMatrix, start: Float64Array, cut?: number): Walks {
  let term = start;
  const row = start.slice();
  for (let k = 1; ; k += 1) {
    const next = new Float64Array(links.rows);
    let isShrinking = true;
    for (let node = 0; node < term.length; node += 1) {
      const weight = read(term, node) / k;
      if (weight === 0 || node === cut) continue;
      const begin = readIndex(links.rowStart, node);
      const end = readIndex(links.rowStart, node + 1);
      if (end - begin > k / 2) isShrinking = false;
      for (let e = begin; e < end; e += 1) {
        const target = readIndex(links.column, e);
        next[target] = read(next, target) + weight * read(links.value, e);
      }
    }
    let isNegligible = true;
    for (let node = 0; node < row.length; node += 1) {
      const before = read(row, node);
      row[node] = before + read(next, node);
      if (read(next, node) > before * (Number.EPSILON / 2)) isNegligible = false;
    }
    if (isNegligible && isShrinking) return { row, terms: k };
    term = next;
  }
}
