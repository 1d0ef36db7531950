import type { Conventions } from "./conventions.js";
import { type Convergence, type Limits, TOLERANCE, watchSteps } from "./convergence.js";
import { type ExposureNetwork, equityAtFaceUsd } from "./exposure-network.js";
import { debtsOf } from "./resources.js";
import { read } from "./sparse-matrix.js";
import { equityOf, type Valuation, valuationConventions, worthOfClaims } from "./valuation.js";

export interface NetworkValue {
  readonly conventions: Conventions;
  readonly convergence: Convergence;
  readonly nearTies: number;
  /** May be negative: what is missing to pay every debt in full. */
  readonly equityUsd: Float64Array;
  /** Value of one dollar of claims on each node. */
  readonly claimValue: Float64Array;
}

/**
 * Equity with claims valued by a function of the debtor's equity: E_i = e_i − loss_i + Σ_j claims_ij·V_j(E_j) − debts_i.
 *
 * The greatest fixed point, from V = 1 downwards, each V within `tolerance`. `externalLossUsd` is taken from external assets first;
 * E(0) is the equity before it, at face value. USD. Throws ConvergenceError. Source: P. Barucca et al., Network valuation in
 * financial systems, Mathematical Finance 30 (2020).
 */
export function networkValuation(
  before: ExposureNetwork,
  externalLossUsd: Float64Array,
  valuation: Valuation,
  limits: Limits = {},
): NetworkValue {
  const externalAssetsUsd = before.externalAssetsUsd.map((assets, i) => assets - read(externalLossUsd, i));
  const debts = debtsOf({ ...before, externalAssetsUsd });
  const system = { debts, initialEquityUsd: equityAtFaceUsd(before), ties: { nearTies: 0, overturned: 0 } };
  const watcher = watchSteps("Network valuation", limits);
  let claimValue = new Float64Array(before.names.length).fill(1);
  const lowered = () => claimValue.map((value, j) => Math.min(value, worthOfClaims(system, valuation, claimValue, j)));
  const largestFall = (next: Float64Array) =>
    next.reduce((most, value, j) => Math.max(most, read(claimValue, j) - value), 0);
  for (;;) {
    const next = lowered();
    const fall = largestFall(next);
    claimValue = next;
    if (!watcher.isDone(fall)) continue;
    const residual = largestFall(lowered());
    return {
      conventions: valuationConventions(valuation),
      convergence: { tolerance: limits.tolerance ?? TOLERANCE, residual, iterations: watcher.iterations },
      nearTies: system.ties.nearTies,
      equityUsd: claimValue.map((_, i) => equityOf(debts, claimValue, i)),
      claimValue,
    };
  }
}
