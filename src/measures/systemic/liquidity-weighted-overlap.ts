import type { Conventions } from "./conventions.js";
import type { Limits } from "./convergence.js";
import { mapped, rowTotals } from "./matrix-algebra.js";
import { type Perron, perron } from "./perron.js";
import { read, readIndex, type SparseMatrix, sparseMatrix, transposed } from "./sparse-matrix.js";

/** Ω_ij = Σ_k Π_ik·Π_jk/D_k: USD that holder j loses when i sells all it has, or the other way round. Symmetric. */
export function liquidityWeightedOverlap(holdingsUsd: SparseMatrix, depthUsd: Float64Array): SparseMatrix {
  const holders = transposed(holdingsUsd);
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  for (let i = 0; i < holdingsUsd.rows; i += 1) {
    const overlap = new Map<number, number>();
    forEachInRow(holdingsUsd, i, (k, held) => {
      forEachInRow(holders, k, (j, other) => {
        overlap.set(j, (overlap.get(j) ?? 0) + (held * other) / read(depthUsd, k));
      });
    });
    for (const [j, amount] of overlap) {
      row.push(i);
      column.push(j);
      value.push(amount);
    }
  }
  return sparseMatrix(holdingsUsd.rows, holdingsUsd.rows, { row, column, value });
}

function forEachInRow(matrix: SparseMatrix, i: number, visit: (column: number, value: number) => void): void {
  const end = readIndex(matrix.rowStart, i + 1);
  for (let k = readIndex(matrix.rowStart, i); k < end; k += 1)
    visit(readIndex(matrix.column, k), read(matrix.value, k));
}

export interface IndirectContagion {
  readonly conventions: Conventions;
  /** Score of each holder in the Perron vector of Ω: how exposed it is to spill-overs (endogenous risk index). */
  readonly withOwnSales: Perron;
  /** The same with the diagonal of Ω left out. */
  readonly othersOnly: Perron;
  /** Σ_{j≠i} Ω_ij: what selling all of i costs the others, in USD (indirect contagion index). */
  readonly inflictedUsd: Float64Array;
}

/**
 * Spill-overs through common holdings, from liquidity-weighted overlaps Ω.
 *
 * Which score is called indirect contagion index has changed between drafts of the source, so all are given under what they are.
 * Source: R. Cont, E. Schaanning, Monitoring indirect contagion, Journal of Banking & Finance 104 (2019).
 */
export function indirectContagion(overlap: SparseMatrix, limits: Limits = {}): IndirectContagion {
  const others = mapped(overlap, (value, i, j) => (i === j ? 0 : value));
  return {
    conventions: { model: "Cont–Schaanning 2019", rule: "Ω_ij = Σ_k Π_ik·Π_jk/D_k; Perron vectors add up to 1" },
    withOwnSales: perron(overlap, limits),
    othersOnly: perron(others, limits),
    inflictedUsd: rowTotals(others),
  };
}
