import { forEachEntry, mapped } from "./matrix-algebra.js";
import { read, type SparseMatrix } from "./sparse-matrix.js";

/**
 * Entry (j, i): loss of i, relative to its buffer, when j fails: what j owes i / buffer of i.
 *
 * A node without a buffer has none to lose and is left out: it is in default from the start (`initialStress`). W of the papers is
 * the transpose. Source: S. Battiston et al., DebtRank, Scientific Reports 2:541 (2012).
 */
export const impactMatrix = (liabilitiesUsd: SparseMatrix, buffersUsd: Float64Array): SparseMatrix =>
  mapped(liabilitiesUsd, (owed, _, i) => (read(buffersUsd, i) > 0 ? owed / read(buffersUsd, i) : 0));

/** min(1, impact): no debtor can cost a node more than its whole buffer. */
export const cappedImpacts = (impacts: SparseMatrix): SparseMatrix => mapped(impacts, (impact) => Math.min(1, impact));

/** h(0) = min(1, loss/buffer); 1 where there is no buffer, for a loss of 0 equals it. */
export const initialStress = (lossUsd: Float64Array, buffersUsd: Float64Array): Float64Array =>
  lossUsd.map((loss, i) => (read(buffersUsd, i) > 0 ? Math.min(1, loss / read(buffersUsd, i)) : 1));

/** Σ_i min(1, impact of j on i): nodes' worth of buffers that the failure of j alone costs. */
export function criticality(impacts: SparseMatrix): Float64Array {
  const total = new Float64Array(impacts.rows);
  forEachEntry(impacts, (impact, j) => {
    total[j] = read(total, j) + Math.min(1, impact);
  });
  return total;
}
