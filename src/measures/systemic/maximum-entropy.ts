import type { Conventions } from "./conventions.js";
import { type Convergence, ConvergenceError, type Limits, MAXIMUM_ITERATIONS, TOLERANCE } from "./convergence.js";
import { marginProblems, ReconstructionError } from "./margins.js";
import { read } from "./sparse-matrix.js";

export interface MaximumEntropy {
  readonly conventions: Conventions;
  readonly convergence: Convergence;
  /** The claim of i on j is lending_i·borrowing_j, and 0 for i = j. In USD. */
  readonly lending: Float64Array;
  readonly borrowing: Float64Array;
}

/**
 * The matrix of claims nearest to the outer product of its margins that has a zero diagonal: x_ij = u_i·v_j for i ≠ j.
 *
 * Rows add up to `assetsUsd`, columns to `liabilitiesUsd`, each within `tolerance` of itself. Rows and columns are scaled in turn (RAS);
 * the factors alone are kept, so that a sweep takes as many steps as there are nodes. Throws ReconstructionError where the margins
 * cannot be met, ConvergenceError. Source: C. Upper, A. Worm, Estimating bilateral exposures in the German interbank market,
 * European Economic Review 48 (2004).
 */
export function maximumEntropy(
  assetsUsd: Float64Array,
  liabilitiesUsd: Float64Array,
  limits: Limits = {},
): MaximumEntropy {
  const problems = marginProblems(assetsUsd, liabilitiesUsd);
  if (problems.length > 0) throw new ReconstructionError(problems);
  const { tolerance = TOLERANCE, maximumIterations = MAXIMUM_ITERATIONS } = limits;
  let borrowing: Float64Array = liabilitiesUsd.slice();
  for (let iterations = 1; ; iterations += 1) {
    const lending = scaled(assetsUsd, borrowing);
    borrowing = scaled(liabilitiesUsd, lending);
    const others = sumOfOthers(borrowing);
    const residual = assetsUsd.reduce((most, assets, i) => {
      return assets === 0 ? most : Math.max(most, Math.abs((read(lending, i) * read(others, i)) / assets - 1));
    }, 0);
    const convergence = { tolerance, residual, iterations };
    if (residual <= tolerance) {
      return {
        conventions: {
          model: "Maximum entropy, Upper–Worm 2004",
          rule: "claims u_i·v_j, zero diagonal, margins met (RAS)",
        },
        convergence,
        lending,
        borrowing,
      };
    }
    if (iterations >= maximumIterations) throw new ConvergenceError("Maximum entropy", convergence);
  }
}

/** Claims of i on j, row by row: as many numbers as nodes squared. */
export const maximumEntropyRows = ({ lending, borrowing }: MaximumEntropy): readonly (readonly number[])[] =>
  Array.from(lending, (u, i) => Array.from(borrowing, (v, j) => (i === j ? 0 : u * v)));

const scaled = (margin: Float64Array, other: Float64Array): Float64Array => {
  const others = sumOfOthers(other);
  return margin.map((amount, i) => (amount === 0 ? 0 : amount / read(others, i)));
};

/** Σ_{j≠i} x_j, added up from both ends: a difference from the whole would lose the digits of all but the largest. */
function sumOfOthers(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length);
  let before = 0;
  values.forEach((value, i) => {
    sums[i] = before;
    before += value;
  });
  let after = 0;
  for (let i = values.length - 1; i >= 0; i -= 1) {
    sums[i] = read(sums, i) + after;
    after += read(values, i);
  }
  return sums;
}
