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

/** What is left is an extrapolation: it has to be this many times smaller than the tolerance. */
const MARGIN = 4;

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
   * What is left may be far more than the last step. It is taken from how steps shrink: with S₂ and S₃ their sums over the second
   * and the last third of the sweeps, and r = S₃/S₂, steps that keep shrinking so add up to S₃·r/(1 − r). Sums over thirds, for
   * single steps go up and down where losses run around a cycle.
   */
  isDone(largestStep: number): boolean;
}

/** Throws ConvergenceError, from `isDone`, past the largest number of iterations. */
export function watchSteps(
  measure: string,
  { tolerance = TOLERANCE, maximumIterations = MAXIMUM_ITERATIONS }: Limits,
): Watcher {
  const sums = [0];
  const sumBetween = (from: number, to: number): number => (sums[to] ?? 0) - (sums[from] ?? 0);
  return {
    get iterations() {
      return sums.length - 1;
    },
    isDone(step) {
      sums.push((sums.at(-1) ?? 0) + step);
      const iterations = sums.length - 1;
      const third = Math.floor(iterations / 3);
      const last = sumBetween(iterations - third, iterations);
      const shrinkage = last / sumBetween(iterations - 2 * third, iterations - third);
      const left = shrinkage < 1 ? Math.max(step, (last * shrinkage) / (1 - shrinkage)) : Number.POSITIVE_INFINITY;
      if (step === 0 || left * MARGIN <= tolerance) return true;
      // A step that is no number never shrinks.
      if (iterations >= maximumIterations || Number.isNaN(step)) {
        throw new ConvergenceError(measure, { tolerance, residual: Math.min(left, step), iterations });
      }
      return false;
    },
  };
}
