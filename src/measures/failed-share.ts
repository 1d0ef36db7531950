import type { NetworkShape, NodeKind } from "../model/network.js";
import type { Result } from "../model/result.js";
import { neumaierTotal } from "../numbers/sums.js";

const COUNTED: readonly NodeKind[] = ["position", "vault", "issuer"];

/**
 * Share of value that failed: Σ start value of positions (collateral), vaults and issuers (assets) that failed / Σ of all of them; 0
 * where there is none. Values overlap where one holds what another owes. What failing means is among the result's conventions.
 */
export function failedShare(shape: NetworkShape, result: Result): number {
  const failed = new Set(result.nodes.flatMap(({ key, failedRound }) => (failedRound === undefined ? [] : [key])));
  const counted = shape.nodes.filter(({ kind }) => COUNTED.includes(kind));
  const total = neumaierTotal(counted.map(({ valueUsd }) => valueUsd));
  const gone = neumaierTotal(counted.filter(({ key }) => failed.has(key)).map(({ valueUsd }) => valueUsd));
  return total > 0 ? gone / total : 0;
}
