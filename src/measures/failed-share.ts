import type { NetworkShape, NodeKey, NodeKind } from "../model/network.js";
import type { Result } from "../model/result.js";
import { neumaierTotal } from "../numbers/sums.js";

const COUNTED: readonly NodeKind[] = ["position", "vault", "issuer"];

/**
 * Share of value that failed: Σ start value of positions (collateral), vaults and issuers (assets) that failed / Σ of all of them; 0
 * where there is none. Nodes of `anyway`, which fail without a shock, do not count as failed. Values overlap where one holds what another owes. What failing means is among the result's conventions.
 */
export function failedShare(shape: NetworkShape, result: Result, anyway: ReadonlySet<NodeKey> = new Set()): number {
  const failed = new Set([...failedNodes(result)].filter((key) => !anyway.has(key)));
  const counted = shape.nodes.filter(({ kind }) => COUNTED.includes(kind));
  const total = neumaierTotal(counted.map(({ valueUsd }) => valueUsd));
  const gone = neumaierTotal(counted.filter(({ key }) => failed.has(key)).map(({ valueUsd }) => valueUsd));
  return total > 0 ? gone / total : 0;
}

/** Nodes that failed. */
export const failedNodes = ({ nodes }: Result): ReadonlySet<NodeKey> =>
  new Set(nodes.flatMap(({ key, failedRound }) => (failedRound === undefined ? [] : [key])));
