import { MultiDirectedGraph } from "graphology";
import type { NetworkShape, NodeKind, Relation } from "../model/network.js";
import type { Id } from "../model/scenario.js";

export interface NodeAttributes {
  readonly kind: NodeKind;
  readonly id: Id;
  readonly valueUsd: number;
  readonly market?: Id;
  readonly group?: Id;
}

export interface EdgeAttributes {
  /** Not called `kind`: GEXF gives that name a meaning of its own, and readers drop it. */
  readonly relation: Relation;
  readonly units: number;
  readonly valueUsd: number;
  readonly asset?: Id;
}

export type DependencyGraph = MultiDirectedGraph<NodeAttributes, EdgeAttributes>;

/** The dependency graph for traversal: nodes by key, parallel edges kept, each from the node that depends. */
export function dependencyGraph(shape: NetworkShape): DependencyGraph {
  const graph: DependencyGraph = new MultiDirectedGraph<NodeAttributes, EdgeAttributes>();
  for (const { key, ...attributes } of shape.nodes) graph.addNode(key, attributes);
  for (const { from, to, ...attributes } of shape.edges) graph.addEdge(from, to, attributes);
  return graph;
}
