import { at } from "./arithmetic.js";

/**
 * Lower triangle L, by rows, with L·Lᵀ = A for a symmetric matrix A that is positive semi-definite; undefined where A is not.
 *
 * L_jj = √(A_jj − Σ_k L_jk²), L_ij = (A_ij − Σ_k L_ik·L_jk) / L_jj, and a column whose L_jj is 0 is 0, which must leave nothing over.
 * Source: G. Golub, C. Van Loan, Matrix Computations, 4th ed. (2013), section 4.2.
 */
export function cholesky(matrix: readonly (readonly number[])[]): readonly Float64Array[] | undefined {
  const size = matrix.length;
  const lower = Array.from({ length: size }, () => new Float64Array(size));
  for (let j = 0; j < size; j += 1) {
    const left = (i: number): number => {
      let rest = at(at(matrix, i), j);
      for (let k = 0; k < j; k += 1) rest -= at(at(lower, i), k) * at(at(lower, j), k);
      return rest;
    };
    const square = left(j);
    if (!(square >= 0)) return undefined;
    const root = Math.sqrt(square);
    at(lower, j)[j] = root;
    for (let i = j + 1; i < size; i += 1) {
      const rest = left(i);
      if (root === 0 && rest !== 0) return undefined;
      at(lower, i)[j] = root === 0 ? 0 : rest / root;
    }
  }
  return lower;
}
