/** How an iteration ended, stored beside every result. */
export interface Convergence {
  /** What every single node had to be within, relative to its own scale. */
  readonly tolerance: number;
  /** The most by which any node misses the fixed-point equations, on the same scale. */
  readonly residual: number;
  /** Sweeps, rounds or powers taken. */
  readonly iterations: number;
}

export interface Limits {
  /** Per node; default 1e-12. */
  readonly tolerance?: number;
  /** Default 1,000,000. */
  readonly maximumIterations?: number;
}

export const TOLERANCE = 1e-12;
export const MAXIMUM_ITERATIONS = 1_000_000;
/** Steps of numbers of order 1 do not fall reliably below their rounding errors. */
const ROUNDING = 2 ** -50;

/** An iteration reached its limit with some node still further from its value than the tolerance. */
export class ConvergenceError extends Error {
  override readonly name = "ConvergenceError";
  constructor(
    readonly measure: string,
    readonly convergence: Convergence,
  ) {
    const { iterations, residual, tolerance } = convergence;
    super(`${measure}: after ${iterations} iterations a node is still ${residual} off, more than ${tolerance}`);
  }
}

/** Of a result that takes a known number of steps and solves no equation. */
export const finite = (iterations: number): Convergence => ({ tolerance: 0, residual: 0, iterations });

/** Follows the largest step of any node and says when the iteration may end. */
export interface Watcher {
  readonly iterations: number;
  /**
   * Notes the largest step of a sweep; true when what is left is within the tolerance.
   *
   * Steps that shrink by ρ a sweep have step·ρ/(1 − ρ) left to go, which may be far more than the step itself.
   */
  isDone(largestStep: number): boolean;
}

/** Throws ConvergenceError, from `isDone`, past the largest number of iterations. */
export function watchSteps(
  measure: string,
  { tolerance = TOLERANCE, maximumIterations = MAXIMUM_ITERATIONS }: Limits,
): Watcher {
  let iterations = 0;
  let before: number | undefined;
  let shrinkage = 1;
  return {
    get iterations() {
      return iterations;
    },
    isDone(step) {
      iterations += 1;
      const last = shrinkage;
      if (before !== undefined && before > 0) shrinkage = step / before;
      before = step;
      const slowest = Math.max(last, shrinkage);
      const left = slowest < 1 ? Math.max(step, (step * slowest) / (1 - slowest)) : Number.POSITIVE_INFINITY;
      if (step <= ROUNDING || left <= tolerance) return true;
      if (iterations >= maximumIterations) {
        throw new ConvergenceError(measure, { tolerance, residual: Math.min(left, step), iterations });
      }
      return false;
    },
  };
}
