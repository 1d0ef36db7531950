import { at } from "../../numbers/arithmetic.js";
import { columnTotals, forEachEntry, rowTotals } from "./matrix-algebra.js";
import { read, type SparseMatrix } from "./sparse-matrix.js";

/** Who owes whom, and what everybody has and owes besides, in USD. Nodes are named by their place. */
export interface ExposureNetwork {
  readonly names: readonly string[];
  /** Entry (i, j): what i owes j. What distress travels along: rows are those in trouble, columns those who lose. */
  readonly liabilitiesUsd: SparseMatrix;
  /** Assets that are not claims on other nodes. */
  readonly externalAssetsUsd: Float64Array;
  /** Debts to anyone outside the network. */
  readonly externalDebtsUsd: Float64Array;
}

/** Parts of a network that do not fit together: `problems` in words. */
export class ExposureError extends Error {
  override readonly name = "ExposureError";
  constructor(readonly problems: readonly string[]) {
    super(problems.join("; "));
  }
}

/** Checks a network: as many rows, columns, assets and debts as names, debts finite and ≥ 0, assets finite. Throws ExposureError. */
export function exposureNetwork(parts: ExposureNetwork): ExposureNetwork {
  const size = parts.names.length;
  const { liabilitiesUsd, externalAssetsUsd, externalDebtsUsd } = parts;
  const isDebt = (value: number) => Number.isFinite(value) && value >= 0;
  const named = (i: number) => at(parts.names, i);
  const problems = [
    ...(liabilitiesUsd.rows === size && liabilitiesUsd.columns === size
      ? []
      : [`liabilities are ${liabilitiesUsd.rows} × ${liabilitiesUsd.columns}, not ${size} × ${size}`]),
    ...(externalAssetsUsd.length === size ? [] : [`${externalAssetsUsd.length} external assets for ${size} nodes`]),
    ...(externalDebtsUsd.length === size ? [] : [`${externalDebtsUsd.length} external debts for ${size} nodes`]),
  ];
  if (problems.length > 0) throw new ExposureError(problems);
  parts.names.forEach((_, i) => {
    if (!Number.isFinite(read(externalAssetsUsd, i))) problems.push(`external assets of ${named(i)} are not a number`);
    if (!isDebt(read(externalDebtsUsd, i))) problems.push(`external debts of ${named(i)} are not a number ≥ 0`);
  });
  forEachEntry(liabilitiesUsd, (value, i, j) => {
    if (!isDebt(value)) problems.push(`what ${named(i)} owes ${named(j)} is not a number ≥ 0`);
    if (i === j) problems.push(`${named(i)} owes itself`);
  });
  if (problems.length > 0) throw new ExposureError(problems);
  return parts;
}

/** What each node owes, to nodes and outside, in USD. */
export function obligationsUsd({ liabilitiesUsd, externalDebtsUsd }: ExposureNetwork): Float64Array {
  return rowTotals(liabilitiesUsd).map((owed, i) => owed + read(externalDebtsUsd, i));
}

/** Equity with every claim at face value: external assets + claims on nodes − all debts, in USD. */
export function equityAtFaceUsd(network: ExposureNetwork): Float64Array {
  const claims = columnTotals(network.liabilitiesUsd);
  const owed = obligationsUsd(network);
  return network.externalAssetsUsd.map((external, i) => external + read(claims, i) - read(owed, i));
}
