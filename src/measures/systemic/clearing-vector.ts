import type { TieCounter } from "../../numbers/decide.js";
import type { Conventions, ExternalDebt } from "./conventions.js";
import { type Convergence, type Limits, TOLERANCE, watchSteps } from "./convergence.js";
import type { ExposureNetwork } from "./exposure-network.js";
import { rowTimes } from "./matrix-algebra.js";
import { type Debts, type DefaultCosts, debtsOf, fallsShort, leftInDefault, paidShare } from "./resources.js";
import { read } from "./sparse-matrix.js";

export interface ClearingTerms extends DefaultCosts {
  readonly externalDebt: ExternalDebt;
  /** Nodes that pay less without costs of default, for what they owe are shares. */
  readonly costFree?: ReadonlySet<number>;
}

/** No default costs, all debts of equal rank. */
export const EISENBERG_NOE: ClearingTerms = { externalDebt: "pari-passu", recoveryExternal: 1, recoveryClaims: 1 };

export interface ClearingVector {
  readonly conventions: Conventions;
  readonly convergence: Convergence;
  /** Decisions on default that were too close to call in doubles. */
  readonly nearTies: number;
  readonly obligationsUsd: Float64Array;
  /** To nodes and outside together. */
  readonly paymentsUsd: Float64Array;
  readonly externalPaymentsUsd: Float64Array;
  /** Share of its debts to other nodes that each node pays; 1 where it owes them nothing. */
  readonly recovery: Float64Array;
  /** Wave of fictitious default in which each node fell: 1 = it falls with everybody else paying in full; 0 = never. */
  readonly defaultWave: Int32Array;
  readonly waves: number;
  /** External assets + payments received − obligations, before costs of default. */
  readonly netWorthUsd: Float64Array;
  readonly shortfallUsd: Float64Array;
}

/**
 * The greatest clearing vector: p = p̄ where external assets + payments received ≥ p̄, else αe·external + αc·received.
 *
 * Fictitious defaults: everybody pays; those who fall short even so default for good; the payments of all defaulters are solved
 * again, from above, by sweeps; and so on until nobody new falls short. Shares paid are within `tolerance`, node by node. USD.
 * Throws ConvergenceError. Source: L. Eisenberg, T. Noe, Systemic risk in financial systems, Management Science 47 (2001); with
 * costs L. Rogers, L. Veraart, Failure and rescue in an interbank network, Management Science 59 (2013).
 */
export function clearingVector(
  network: ExposureNetwork,
  terms: ClearingTerms = EISENBERG_NOE,
  limits: Limits = {},
): ClearingVector {
  const debts = debtsOf(network);
  const size = network.names.length;
  const recovery = new Float64Array(size).fill(1);
  const defaultWave = new Int32Array(size);
  const ties: TieCounter = { nearTies: 0, overturned: 0 };
  const defaulted: number[] = [];
  let waves = 0;
  let iterations = 0;
  for (;;) {
    const fallen: number[] = [];
    for (let i = 0; i < size; i += 1) {
      if (defaultWave[i] === 0 && fallsShort(debts, recovery, i, ties)) fallen.push(i);
    }
    if (fallen.length === 0) break;
    waves += 1;
    for (const i of fallen) defaultWave[i] = waves;
    defaulted.push(...fallen);
    iterations += settle(debts, terms, defaulted, recovery, limits);
  }
  const residual = defaulted.reduce((most, i) => {
    return Math.max(most, Math.abs(read(recovery, i) - shareInDefault(debts, terms, recovery, i)));
  }, 0);
  return {
    conventions: conventionsOf(terms),
    convergence: { tolerance: limits.tolerance ?? TOLERANCE, residual, iterations },
    nearTies: ties.nearTies,
    recovery,
    defaultWave,
    waves,
    ...paid(debts, terms, recovery, defaultWave),
  };
}

const shareInDefault = (debts: Debts, terms: ClearingTerms, recovery: Float64Array, i: number): number =>
  paidShare(debts, i, resourcesOf(debts, terms, recovery, i), terms.externalDebt);

const resourcesOf = (debts: Debts, terms: ClearingTerms, recovery: Float64Array, i: number): number =>
  leftInDefault(
    read(debts.network.externalAssetsUsd, i),
    rowTimes(debts.creditsUsd, i, recovery),
    terms.costFree?.has(i) === true ? EISENBERG_NOE : terms,
  );

/** Sweeps over the defaulters until their shares stop falling; returns the number of sweeps. */
function settle(
  debts: Debts,
  terms: ClearingTerms,
  defaulted: readonly number[],
  recovery: Float64Array,
  limits: Limits,
): number {
  const watcher = watchSteps("Clearing vector", limits);
  for (;;) {
    let largest = 0;
    for (const i of defaulted) {
      const before = read(recovery, i);
      // Shares only fall; without the minimum their last digits might go round in a circle.
      const share = Math.min(before, shareInDefault(debts, terms, recovery, i));
      largest = Math.max(largest, before - share);
      recovery[i] = share;
    }
    if (watcher.isDone(largest)) return watcher.iterations;
  }
}

function paid(debts: Debts, terms: ClearingTerms, recovery: Float64Array, defaultWave: Int32Array) {
  const { network, creditsUsd, owedToNodesUsd, obligationsUsd } = debts;
  const receivedUsd = recovery.map((_, i) => rowTimes(creditsUsd, i, recovery));
  const externalPaymentsUsd = recovery.map((share, i) => {
    const owed = read(network.externalDebtsUsd, i);
    if (defaultWave[i] === 0) return owed;
    if (terms.externalDebt === "pari-passu") return share * owed;
    return Math.min(owed, Math.max(0, resourcesOf(debts, terms, recovery, i)));
  });
  const paymentsUsd = recovery.map((share, i) => {
    if (defaultWave[i] === 0) return read(obligationsUsd, i);
    return share * read(owedToNodesUsd, i) + read(externalPaymentsUsd, i);
  });
  return {
    obligationsUsd,
    externalPaymentsUsd,
    paymentsUsd,
    netWorthUsd: recovery.map(
      (_, i) => read(network.externalAssetsUsd, i) + read(receivedUsd, i) - read(obligationsUsd, i),
    ),
    shortfallUsd: paymentsUsd.map((payment, i) => Math.max(0, read(obligationsUsd, i) - payment)),
  };
}

function conventionsOf({ externalDebt, recoveryExternal, recoveryClaims }: ClearingTerms): Conventions {
  const isFree = recoveryExternal === 1 && recoveryClaims === 1;
  return {
    model: isFree ? "Eisenberg–Noe 2001" : "Rogers–Veraart 2013",
    externalDebt,
    atEquality: "solvent",
    recovery: `external assets × ${recoveryExternal}, claims × ${recoveryClaims}`,
    rule: "greatest p with p = p̄ where e + received ≥ p̄, else αe·e + αc·received",
  };
}
