import { connectedComponents } from "graphology-components";
import { type NetworkEdge, type NetworkShape, type NodeKind, nodeKey, type Relation } from "../model/network.js";
import type { Id } from "../model/scenario.js";
import { neumaierTotal } from "../numbers/sums.js";
import { type DependencyCycles, dependencyCycles } from "./cycles.js";
import { type DependencyGraph, dependencyGraph } from "./graph.js";
import { type LoopedPosition, loopedPositions } from "./loops.js";
import { type Reach, reach } from "./reach.js";
import { compareText } from "./value-paths.js";

/** What the dependency graph looks like before any shock. */
export interface Inspection {
  readonly nodes: readonly { readonly kind: NodeKind; readonly count: number; readonly valueUsd: number }[];
  readonly edges: readonly { readonly relation: Relation; readonly count: number; readonly valueUsd: number }[];
  /** Parts that no edge joins: how many nodes each has, largest first. */
  readonly parts: readonly number[];
  /** Edges that carry a claim, a loan, a holding or collateral, largest first. */
  readonly largestExposures: readonly NetworkEdge[];
  /** Loops within one account. */
  readonly loopedPositions: readonly LoopedPosition[];
  /** Loops over several balance sheets. */
  readonly cycles: DependencyCycles;
  /** Who depends on each asset; most nodes first. Values by kind overlap (a vault's money is in a market), so they have no total. */
  readonly reach: readonly AssetReach[];
}

export interface AssetReach {
  readonly asset: Id;
  /** Nodes that depend on it, directly or not. */
  readonly nodes: number;
  readonly deepest: number;
  readonly totals: Reach["totals"];
}

const EXPOSURES = 20;

function countBy<Key extends string>(items: readonly { readonly key: Key; readonly valueUsd: number }[]) {
  const values = new Map<Key, number[]>();
  for (const { key, valueUsd } of items) {
    const known = values.get(key);
    if (known === undefined) values.set(key, [valueUsd]);
    else known.push(valueUsd);
  }
  return [...values].map(([key, list]) => ({ key, count: list.length, valueUsd: neumaierTotal(list) }));
}

const largestExposures = (shape: NetworkShape): readonly NetworkEdge[] =>
  shape.edges
    .filter(({ relation }) => relation !== "pricing" && relation !== "liquidity")
    .sort((a, b) => b.valueUsd - a.valueUsd || compareText(a.from, b.from) || compareText(a.to, b.to))
    .slice(0, EXPOSURES);

function assetReach(graph: DependencyGraph, asset: Id): AssetReach {
  const { nodes, deepest, totals } = reach(graph, [nodeKey("asset", asset)]);
  return { asset, nodes: nodes.length - 1, deepest, totals };
}

/** Counts, parts, largest exposures (20), recursive loops and the reach of every asset, from the graph alone. */
export function inspectNetwork(shape: NetworkShape): Inspection {
  const graph = dependencyGraph(shape);
  const kinds = countBy(shape.nodes.map(({ kind, valueUsd }) => ({ key: kind, valueUsd })));
  const relations = countBy(shape.edges.map(({ relation, valueUsd }) => ({ key: relation, valueUsd })));
  return {
    nodes: kinds.map(({ key, ...rest }) => ({ kind: key, ...rest })),
    edges: relations.map(({ key, ...rest }) => ({ relation: key, ...rest })),
    parts: connectedComponents(graph)
      .map((part) => part.length)
      .sort((a, b) => b - a),
    largestExposures: largestExposures(shape),
    loopedPositions: loopedPositions(shape),
    cycles: dependencyCycles(graph),
    reach: shape.nodes
      .filter(({ kind }) => kind === "asset")
      .map(({ id }) => assetReach(graph, id))
      .sort((a, b) => b.nodes - a.nodes || compareText(a.asset, b.asset)),
  };
}
