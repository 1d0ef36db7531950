import type { NetworkEdge, NetworkShape, NodeKey } from "../model/network.js";
import { neumaierTotal } from "../numbers/sums.js";

/** Of a dollar that `to` loses, the part that falls on `from`, by both ends. */
export type PassThrough = (from: NodeKey, to: NodeKey) => number;

/**
 * Shares in which losses are handed on once the buffers in between are gone (equity used up, par broken).
 *
 * claim, pricing of a tracked or reported asset: 1. backing: the owner of a position 1, else units held / units known.
 * collateral, and market → oracle: collateral posted / value of the asset. lending: to a market, supply / all supplied; to an issuer, what
 * it owes / all that its lenders in the network and outside are owed, where `debtsUsd` gives the latter. At most 1; parallel edges
 * add up.
 */
export function passThroughs(shape: NetworkShape, debtsUsd: ReadonlyMap<NodeKey, number>): PassThrough {
  const sizes = new Map(shape.nodes.map(({ key, valueUsd }) => [key, valueUsd]));
  const edges = new Map<NodeKey, NetworkEdge[]>();
  for (const edge of shape.edges) edges.set(edge.from, [...(edges.get(edge.from) ?? []), edge]);
  const shareOf = (part: number, whole: number | undefined): number =>
    whole === undefined || whole <= 0 ? 0 : part / whole;
  const postedAt = (market: NodeKey, asset: NodeKey): number => {
    const id = market.slice("market:".length);
    const posting = shape.nodes.filter((node) => node.market === id).flatMap(({ key }) => edges.get(key) ?? []);
    return neumaierTotal(
      posting.filter(({ relation, to }) => relation === "collateral" && to === asset).map(({ valueUsd }) => valueUsd),
    );
  };
  const share = ({ from, to, relation, valueUsd, asset }: NetworkEdge): number => {
    if (relation === "claim") return 1;
    if (relation === "pricing") {
      const priced: NodeKey = `asset:${asset ?? ""}`;
      return from.startsWith("market:") ? shareOf(postedAt(from, priced), sizes.get(priced)) : 1;
    }
    if (relation === "backing" && to.startsWith("position:")) return 1;
    if (relation === "lending" && to.startsWith("issuer:")) return shareOf(valueUsd, debtsUsd.get(to));
    // A borrower does not bear what its lenders lose.
    if (relation === "lending" && from.startsWith("position:")) return 0;
    return shareOf(valueUsd, sizes.get(to));
  };
  return (from, to) => Math.min(1, neumaierTotal((edges.get(from) ?? []).filter((edge) => edge.to === to).map(share)));
}
