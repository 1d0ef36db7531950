import type { Conventions } from "./conventions.js";
import { type Convergence, finite, type Limits, TOLERANCE, watchSteps } from "./convergence.js";
import { times } from "./matrix-algebra.js";
import { read, readIndex, type SparseMatrix, transposed } from "./sparse-matrix.js";

/** Relative equity losses h, node by node within 0–1, at the start and when nothing moves any more. */
export interface Stress {
  readonly conventions: Conventions;
  readonly convergence: Convergence;
  readonly initial: Float64Array;
  readonly final: Float64Array;
}

/** Where a distressed network stands after a round: losses so far, and the losses that the round added. */
export interface StressRound {
  readonly stress: Float64Array;
  readonly step: Float64Array;
}

/**
 * Rounds of h(t+1) = min(1, h(t) + W·(h(t) − h(t−1))), the shock first; endless, for the caller knows when to stop.
 *
 * `impacts`: entry (j, i) is what the whole loss of j costs i; `initial` within 0–1. Every round yields arrays of its own.
 */
export function* debtRankRounds(impacts: SparseMatrix, initial: Float64Array): Generator<StressRound, never> {
  const start = initial.map((shock) => Math.min(1, Math.max(0, shock)));
  const exposures = transposed(impacts);
  let round: StressRound = { stress: start, step: start.slice() };
  for (;;) {
    yield round;
    round = roundAfter(exposures, round);
  }
}

/** The next round, given W: row i holds what the loss of each j costs i. */
function roundAfter(exposures: SparseMatrix, before: StressRound): StressRound {
  const step = times(exposures, before.step);
  const stress = before.stress.slice();
  for (let i = 0; i < step.length; i += 1) {
    // Not the difference of the stresses: their last digits would keep a step alive for ever.
    step[i] = Math.min(read(step, i), 1 - read(stress, i));
    stress[i] = Math.min(1, read(stress, i) + read(step, i));
  }
  return { stress, step };
}

function passOn({ rowStart, column, value }: SparseMatrix, j: number, loss: number, gain: Float64Array): void {
  const end = readIndex(rowStart, j + 1);
  for (let k = readIndex(rowStart, j); k < end; k += 1) {
    const i = readIndex(column, k);
    gain[i] = read(gain, i) + read(value, k) * loss;
  }
}

/**
 * Differential DebtRank: every further loss is passed on; while no cap binds, h = (I − W)⁻¹ h(0).
 *
 * Each node passes on, over all rounds, as much as it loses, so that the rounds end at the least h = min(1, h(0) + W·h) above h(0).
 * That is solved by sweeps in which every node sees what those before it have just lost: fewer than there are rounds. Each node's
 * loss is within `tolerance` of its end. Throws ConvergenceError. Source: M. Bardoscia, S. Battiston, F. Caccioli, G. Caldarelli,
 * DebtRank: a microscopic foundation for shock propagation, PLoS ONE 10:e0130406 (2015).
 */
export function debtRank(impacts: SparseMatrix, initial: Float64Array, limits: Limits = {}): Stress {
  const watcher = watchSteps("DebtRank", limits);
  const start = initial.map((shock) => Math.min(1, Math.max(0, shock)));
  const final = start.slice();
  const exposures = transposed(impacts);
  while (!watcher.isDone(sweep(exposures, start, final)));
  return {
    conventions: {
      model: "DebtRank, differential, Bardoscia et al. 2015",
      atEquality: "default",
      impacts: "as given",
      rule: "h(t+1) = min(1, h(t) + W·(h(t) − h(t−1)))",
    },
    convergence: {
      tolerance: limits.tolerance ?? TOLERANCE,
      residual: sweep(exposures, start, final.slice()),
      iterations: watcher.iterations,
    },
    initial: start,
    final,
  };
}

/** Raises every h_i to min(1, h_i(0) + Σ W_ij·h_j), node after node; returns the largest rise. */
function sweep({ rows, rowStart, column, value }: SparseMatrix, start: Float64Array, stress: Float64Array): number {
  let largest = 0;
  let k = 0;
  for (let i = 0; i < rows; i += 1) {
    const end = readIndex(rowStart, i + 1);
    const before = read(stress, i);
    if (before >= 1) {
      k = end;
      continue;
    }
    let total = read(start, i);
    for (; k < end; k += 1) total += read(value, k) * read(stress, readIndex(column, k));
    // Never down: last digits would go round in a circle.
    const after = total < 1 ? total : 1;
    if (after <= before) continue;
    stress[i] = after;
    if (after - before > largest) largest = after - before;
  }
  return largest;
}

/**
 * Single-hit DebtRank: a node passes its loss on once, in the round after it first has one, and is inactive from then on.
 *
 * Ends after at most as many rounds as nodes. With `cappedImpacts` as in the paper; other programs leave impacts uncapped, which
 * gives other numbers. Source: S. Battiston, M. Puliga, R. Kaushik, P. Tasca, G. Caldarelli, Scientific Reports 2:541 (2012).
 */
export function singleHitDebtRank(impacts: SparseMatrix, initial: Float64Array): Stress {
  const start = initial.map((shock) => Math.min(1, Math.max(0, shock)));
  const final = start.slice();
  const hasPassedOn = new Uint8Array(final.length);
  let isUncapped = false;
  for (const impact of impacts.value) isUncapped ||= impact > 1;
  let rounds = 0;
  for (;;) {
    const gain = new Float64Array(final.length);
    const passing: number[] = [];
    final.forEach((loss, j) => {
      if (loss > 0 && hasPassedOn[j] === 0) passing.push(j);
    });
    if (passing.length === 0) break;
    rounds += 1;
    for (const j of passing) {
      passOn(impacts, j, read(final, j), gain);
      hasPassedOn[j] = 1;
    }
    for (let i = 0; i < final.length; i += 1) final[i] = Math.min(1, read(final, i) + read(gain, i));
  }
  return {
    conventions: {
      model: "DebtRank, single hit, Battiston et al. 2012",
      atEquality: "default",
      impacts: isUncapped ? "as given" : "at most 1",
      rule: "h_i += Σ W_ij·h_j over j in distress; each passes on once",
    },
    convergence: finite(rounds),
    initial: start,
    final,
  };
}
