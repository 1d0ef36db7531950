import { at } from "../../numbers/arithmetic.js";
import { decideLess, lift, type TieCounter } from "../../numbers/decide.js";
import { type Decimal, decimal } from "../../numbers/decimal.js";
import { float } from "../../numbers/float.js";
import type { ExternalDebt } from "./conventions.js";
import { type ExposureNetwork, obligationsUsd } from "./exposure-network.js";
import { rowTimes, rowTotals } from "./matrix-algebra.js";
import { read, readIndex, type SparseMatrix, transposed } from "./sparse-matrix.js";

/** A network seen from its creditors, with what everybody owes. */
export interface Debts {
  readonly network: ExposureNetwork;
  /** Entry (i, j): what j owes i. */
  readonly creditsUsd: SparseMatrix;
  readonly owedToNodesUsd: Float64Array;
  readonly obligationsUsd: Float64Array;
}

export const debtsOf = (network: ExposureNetwork): Debts => ({
  network,
  creditsUsd: transposed(network.liabilitiesUsd),
  owedToNodesUsd: rowTotals(network.liabilitiesUsd),
  obligationsUsd: obligationsUsd(network),
});

/**
 * Whether external assets + Σ claims·recovery < obligations, strictly: equality at zero equity is no default.
 *
 * A near tie is taken again in decimal over the shortest literals, where 0.1 + 0.2 owed against 0.3 is the tie that it is.
 */
export function fallsShort(debts: Debts, recovery: Float64Array, i: number, ties: TieCounter): boolean {
  const owed = read(debts.obligationsUsd, i);
  if (owed === 0) return false;
  const external = read(debts.network.externalAssetsUsd, i);
  const sides = { left: external + rowTimes(debts.creditsUsd, i, recovery), right: owed };
  return decideLess(float, sides, () => exactSides(debts, recovery, i), ties);
}

function exactSides(
  { network, creditsUsd }: Debts,
  recovery: Float64Array,
  i: number,
): { left: Decimal; right: Decimal } {
  const literal = (value: number) => lift(float, value);
  const row = ({ rowStart, column, value }: SparseMatrix, share: (j: number) => number): readonly Decimal[] =>
    Array.from(value.subarray(readIndex(rowStart, i), readIndex(rowStart, i + 1)), (amount, k) =>
      literal(amount).times(literal(share(readIndex(column, readIndex(rowStart, i) + k)))),
    );
  return {
    left: decimal.total([literal(at(network.externalAssetsUsd, i)), ...row(creditsUsd, (j) => read(recovery, j))]),
    right: decimal.total([literal(at(network.externalDebtsUsd, i)), ...row(network.liabilitiesUsd, () => 1)]),
  };
}

/**
 * Share of its debts to other nodes that a node pays out of `resourcesUsd`, within 0–1.
 *
 * Pari passu: resources/(debts to nodes + external debts). External debts senior: (resources − external debts)/debts to nodes.
 */
export function paidShare(debts: Debts, i: number, resourcesUsd: number, externalDebt: ExternalDebt): number {
  const toNodes = read(debts.owedToNodesUsd, i);
  const outside = read(debts.network.externalDebtsUsd, i);
  const [left, due] = externalDebt === "senior" ? [resourcesUsd - outside, toNodes] : [resourcesUsd, toNodes + outside];
  return due > 0 ? Math.min(1, Math.max(0, left) / due) : 1;
}

/** What default leaves: external assets at αe (a negative amount in full) + claims at αc. */
export const leftInDefault = (
  externalUsd: number,
  claimsUsd: number,
  { recoveryExternal, recoveryClaims }: DefaultCosts,
): number => Math.min(externalUsd, recoveryExternal * externalUsd) + recoveryClaims * claimsUsd;

/** Shares of external assets (αe) and of claims on nodes (αc) that remain when a node defaults; 1 and 1 without costs. */
export interface DefaultCosts {
  readonly recoveryExternal: number;
  readonly recoveryClaims: number;
}
