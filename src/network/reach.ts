import { bfsFromNode } from "graphology-traversal";
import type { NodeKey, NodeKind } from "../model/network.js";
import { neumaierTotal } from "../numbers/sums.js";
import type { DependencyGraph } from "./graph.js";

/** A node that depends on a shocked one. */
export interface ReachedNode {
  readonly key: NodeKey;
  readonly kind: NodeKind;
  readonly valueUsd: number;
  /** Edges between it and the nearest shocked node; 0 for a shocked node. */
  readonly depth: number;
  /** What it depends on directly that is one step nearer the shock. */
  readonly parents: readonly NodeKey[];
}

export interface Reach {
  /** By depth, then key. */
  readonly nodes: readonly ReachedNode[];
  /** Count and value by kind, shocked nodes themselves left out; kinds that are not reached are left out. */
  readonly totals: readonly { readonly kind: NodeKind; readonly count: number; readonly valueUsd: number }[];
  readonly deepest: number;
}

const KINDS: readonly NodeKind[] = ["asset", "oracle", "venue", "market", "vault", "issuer", "position", "actor"];

const asKey = (node: string): NodeKey => node as NodeKey;

function depths(graph: DependencyGraph, shocked: readonly NodeKey[]): ReadonlyMap<string, number> {
  const nearest = new Map<string, number>();
  for (const source of shocked) {
    if (!graph.hasNode(source)) throw new RangeError(`${source} is not a node of the network`);
    bfsFromNode(
      graph,
      source,
      (node, _attributes, depth) => {
        const known = nearest.get(node);
        if (known !== undefined && known <= depth) return true;
        nearest.set(node, depth);
        return false;
      },
      { mode: "inbound" },
    );
  }
  return nearest;
}

function totalsByKind(nodes: readonly ReachedNode[]): Reach["totals"] {
  return KINDS.flatMap((kind) => {
    const values = nodes.filter((node) => node.kind === kind && node.depth > 0).map(({ valueUsd }) => valueUsd);
    return values.length === 0 ? [] : [{ kind, count: values.length, valueUsd: neumaierTotal(values) }];
  });
}

/**
 * Who depends, directly or not, on the shocked nodes: breadth first against the arrows of the graph.
 *
 * This is structure, not a forecast: a reached node can be hit, an unreached one cannot, except through forced sales in a venue that
 * other assets share. Values are those of the nodes at the start, in USD.
 *
 * @throws {RangeError} when a shocked node is not in the graph.
 */
export function reach(graph: DependencyGraph, shocked: readonly NodeKey[]): Reach {
  const depth = depths(graph, shocked);
  const nodes = [...depth]
    .map(([key, steps]): ReachedNode => {
      const { kind, valueUsd } = graph.getNodeAttributes(key);
      const parents = graph.outNeighbors(key).filter((other) => depth.get(other) === steps - 1);
      return { key: asKey(key), kind, valueUsd, depth: steps, parents: parents.sort().map(asKey) };
    })
    .sort((a, b) => a.depth - b.depth || (a.key < b.key ? -1 : 1));
  return { nodes, totals: totalsByKind(nodes), deepest: nodes.at(-1)?.depth ?? 0 };
}
