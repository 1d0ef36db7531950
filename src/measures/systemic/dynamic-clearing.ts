import { type ClearingVector, clearingVector } from "./clearing-vector.js";
import type { Limits } from "./convergence.js";
import type { ExposureNetwork } from "./exposure-network.js";
import { added, mapped } from "./matrix-algebra.js";
import { read } from "./sparse-matrix.js";

/** What falls due in a period, and the cash that comes in, in USD: an exposure network of one period. */
export type Period = ExposureNetwork;

export interface DynamicClearing {
  /** Cash in hand at the end, less what is still owed; negative: debts left unpaid. USD. */
  readonly terminalWealthUsd: Float64Array;
  /** The clearing of every period, debts carried over included. */
  readonly periods: readonly ClearingVector[];
}

/**
 * Clearing period after period: who cannot pay carries the rest of each debt over, beside what falls due next; cash left is kept.
 *
 * Every period is an Eisenberg–Noe clearing of cash in hand against what is due, all debts of equal rank. Where the shares in which
 * debts are owed stay the same, the end is the static clearing of the totals, whatever the order of payments. Throws
 * ConvergenceError. Source: T. Banerjee, A. Bernstein, Z. Feinstein, Dynamic clearing and contagion in financial networks,
 * arXiv:1801.02091.
 */
export function dynamicClearing(periods: readonly Period[], limits: Limits = {}): DynamicClearing {
  const cleared: ClearingVector[] = [];
  let terminalWealthUsd = new Float64Array();
  let carried: Period | undefined;
  for (const period of periods) {
    const due = carried === undefined ? period : together(carried, period);
    const clearing = clearingVector(due, undefined, limits);
    cleared.push(clearing);
    terminalWealthUsd = clearing.netWorthUsd.slice();
    carried = carriedOver(due, clearing);
  }
  return { terminalWealthUsd, periods: cleared };
}

const together = (a: Period, b: Period): Period => ({
  names: b.names,
  liabilitiesUsd: added(a.liabilitiesUsd, b.liabilitiesUsd),
  externalAssetsUsd: a.externalAssetsUsd.map((cash, i) => cash + read(b.externalAssetsUsd, i)),
  externalDebtsUsd: a.externalDebtsUsd.map((debt, i) => debt + read(b.externalDebtsUsd, i)),
});

/** Unpaid debts and the cash that is left. */
function carriedOver(due: Period, { recovery, netWorthUsd, defaultWave }: ClearingVector): Period {
  const unpaid = recovery.map((share, i) => (defaultWave[i] === 0 ? 0 : 1 - share));
  return {
    names: due.names,
    liabilitiesUsd: mapped(due.liabilitiesUsd, (owed, i) => owed * read(unpaid, i)),
    externalAssetsUsd: netWorthUsd.map((worth, i) => (defaultWave[i] === 0 ? Math.max(0, worth) : 0)),
    externalDebtsUsd: due.externalDebtsUsd.map((owed, i) => owed * read(unpaid, i)),
  };
}
