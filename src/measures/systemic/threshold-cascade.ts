import { decideLess, lift, type TieCounter } from "../../numbers/decide.js";
import { decimal } from "../../numbers/decimal.js";
import { float } from "../../numbers/float.js";
import { type Cascade, spread } from "./cascade.js";
import { read, readIndex, type SparseMatrix, transposed } from "./sparse-matrix.js";

export interface ThresholdCascade extends Cascade {
  /** min(1, loss/buffer); 1 for every node in default. */
  readonly stress: Float64Array;
}

/** What a threshold cascade starts from. Losses, buffers and debts in USD. */
export interface ThresholdShock {
  readonly liabilitiesUsd: SparseMatrix;
  readonly buffersUsd: Float64Array;
  readonly lossUsd: Float64Array;
  /** Share of a claim that is lost when its debtor defaults; default 1. */
  readonly lossGivenDefault?: number;
}

/**
 * Default cascade by thresholds: a node defaults once loss ≥ buffer, and its creditors lose `lossGivenDefault` of their claims on it.
 *
 * Nodes that have not defaulted pass nothing on. Losses are compared in USD, and near ties again in decimal. Source: C. Furfine,
 * Interbank exposures, Journal of Money, Credit and Banking 35 (2003); P. Gai, S. Kapadia, Contagion in financial networks,
 * Proceedings of the Royal Society A 466 (2010).
 */
export function thresholdCascade(shock: ThresholdShock): ThresholdCascade {
  const { buffersUsd, lossGivenDefault = 1 } = shock;
  const creditsUsd = transposed(shock.liabilitiesUsd);
  const lossUsd = shock.lossUsd.slice();
  const cascade = spread(buffersUsd.length, (defaultRound, ties) => {
    const fallen: number[] = [];
    for (let i = 0; i < buffersUsd.length; i += 1) {
      if (readIndex(defaultRound, i) >= 0) continue;
      const lost = claimsLost(creditsUsd, i, defaultRound);
      lossUsd[i] = lost.reduce((total, claim) => total + claim * lossGivenDefault, read(shock.lossUsd, i));
      if (!staysBelow(shock, read(lossUsd, i), lost, i, ties)) fallen.push(i);
    }
    return fallen;
  });
  return {
    ...cascade,
    conventions: {
      model: "Threshold cascade, Furfine 2003, Gai–Kapadia 2010",
      atEquality: "default",
      recovery: `${1 - lossGivenDefault}`,
      rule: "default once loss ≥ buffer; creditors lose claim × loss given default",
    },
    stress: lossUsd.map((loss, i) =>
      readIndex(cascade.defaultRound, i) >= 0 ? 1 : Math.min(1, loss / read(buffersUsd, i)),
    ),
  };
}

/** Claims of a node on those that have defaulted, in USD. */
function claimsLost({ rowStart, column, value }: SparseMatrix, i: number, defaultRound: Int32Array): readonly number[] {
  const claims: number[] = [];
  const end = readIndex(rowStart, i + 1);
  for (let k = readIndex(rowStart, i); k < end; k += 1) {
    if (readIndex(defaultRound, readIndex(column, k)) >= 0) claims.push(read(value, k));
  }
  return claims;
}

/** Whether loss < buffer, strictly. */
function staysBelow(
  { lossUsd, buffersUsd, lossGivenDefault = 1 }: ThresholdShock,
  totalUsd: number,
  lost: readonly number[],
  i: number,
  ties: TieCounter,
): boolean {
  const literal = (value: number) => lift(float, value);
  const exactly = () => ({
    left: decimal.total([
      literal(read(lossUsd, i)),
      ...lost.map((claim) => literal(claim).times(literal(lossGivenDefault))),
    ]),
    right: literal(read(buffersUsd, i)),
  });
  return decideLess(float, { left: totalUsd, right: read(buffersUsd, i) }, exactly, ties);
}
