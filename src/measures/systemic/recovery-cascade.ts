import { type Cascade, spread } from "./cascade.js";
import type { ExposureNetwork } from "./exposure-network.js";
import { debtsOf, fallsShort } from "./resources.js";
import { readIndex } from "./sparse-matrix.js";

/**
 * Default cascade by fixed recovery: a node defaults where external assets + Σ claims·recovery of the debtor < obligations, strictly.
 *
 * Recovery is 1 of a solvent debtor, `recoveryRate` of one in default; round 0 are those that fall short with everybody paying.
 * With rate 0 the worst case of clearing. Source: default_cascade of the R package systemicrisk (A. Gandy, L. Veraart).
 */
export function recoveryCascade(network: ExposureNetwork, recoveryRate: number): Cascade {
  const debts = debtsOf(network);
  const cascade = spread(network.names.length, (defaultRound, ties) => {
    const recovery = Float64Array.from(defaultRound, (round) => (round >= 0 ? recoveryRate : 1));
    return network.names.flatMap((_, i) =>
      readIndex(defaultRound, i) < 0 && fallsShort(debts, recovery, i, ties) ? [i] : [],
    );
  });
  return {
    ...cascade,
    conventions: {
      model: "Default cascade with fixed recovery",
      atEquality: "solvent",
      recovery: `${recoveryRate}`,
      rule: "default where external assets + Σ claims·recovery < obligations",
    },
  };
}
