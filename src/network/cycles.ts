import { stronglyConnectedComponents } from "graphology-components";
import type { NodeKey, Relation } from "../model/network.js";
import { type CycleLimits, elementaryCycles } from "./elementary-cycles.js";
import type { DependencyGraph } from "./graph.js";

/** A recursive loop over several balance sheets. */
export interface DependencyCycle {
  /** In the order of dependence; the last depends on the first. */
  readonly members: readonly NodeKey[];
  /** From each member to the next, of the widest edge where there are several. */
  readonly relations: readonly Relation[];
  /** The least value along the cycle, parallel edges added, in USD; absent when only pricing edges, which carry none, make it up. */
  readonly narrowestUsd?: number;
}

export interface DependencyCycles {
  /** Sets of nodes that all depend on each other, largest first, of two nodes or more. */
  readonly components: readonly (readonly NodeKey[])[];
  readonly cycles: readonly DependencyCycle[];
  readonly cut?: "count" | "length";
}

const CYCLE_LIMITS: CycleLimits = { count: 1000, length: 12 };

const asKey = (node: string): NodeKey => node as NodeKey;

/** What links one node to the next: its widest relation and the value of all parallel edges. */
function link(graph: DependencyGraph, from: string, to: string) {
  const edges = graph.edges(from, to).map((edge) => graph.getEdgeAttributes(edge));
  const carrying = edges.filter(({ relation }) => relation !== "pricing").sort((a, b) => b.valueUsd - a.valueUsd);
  return {
    relation: carrying[0]?.relation ?? ("pricing" as const),
    values: carrying.length === 0 ? [] : [carrying.reduce((sum, { valueUsd }) => sum + valueUsd, 0)],
  };
}

function describeCycle(graph: DependencyGraph, members: readonly string[]): DependencyCycle {
  const links = members.map((from, place) => link(graph, from, members[(place + 1) % members.length] ?? from));
  const values = links.flatMap((each) => each.values);
  return {
    members: members.map(asKey),
    relations: links.map(({ relation }) => relation),
    ...(values.length === 0 ? {} : { narrowestUsd: Math.min(...values) }),
  };
}

/**
 * Recursive loops of the dependency graph itself: claims that back each other, issuers that own accounts which hold their own
 * claim, vaults whose shares are collateral where they lend.
 *
 * Strongly connected components, and within each the elementary cycles, parallel edges counted once. Nodes are taken in the order of
 * their keys, so that the order of the scenario does not matter. `cut` says when a limit (default: 1,000 cycles of at most 12 members)
 * left some out. Loops within one account are `loopedPositions`.
 */
export function dependencyCycles(graph: DependencyGraph, limits: CycleLimits = CYCLE_LIMITS): DependencyCycles {
  const components = stronglyConnectedComponents(graph)
    .filter((members) => members.length > 1)
    .map((members) => [...members].sort())
    .sort((a, b) => b.length - a.length || (asKey(a[0] ?? "") < asKey(b[0] ?? "") ? -1 : 1));
  const nodes = components.flat();
  const places = new Map(nodes.map((node, place) => [node, place]));
  const successors = nodes.map((node) =>
    graph
      .outNeighbors(node)
      .flatMap((next) => places.get(next) ?? [])
      .sort((a, b) => a - b),
  );
  const { cycles, cut } = elementaryCycles(successors, limits);
  return {
    components: components.map((members) => members.map(asKey)),
    cycles: cycles.map((cycle) =>
      describeCycle(
        graph,
        cycle.flatMap((place) => nodes[place] ?? []),
      ),
    ),
    ...(cut === undefined ? {} : { cut }),
  };
}
