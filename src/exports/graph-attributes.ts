import type { NetworkEdge, NetworkNode, NetworkShape } from "../model/network.js";
import type { NodeMeasures, Report } from "../model/report.js";

/** One attribute of a graph file: its name, its type, and its value where there is one. */
export interface GraphAttribute<Item> {
  readonly name: string;
  readonly type: "string" | "double" | "long";
  readonly value: (item: Item) => string | number | undefined;
}

export interface GraphNode {
  readonly node: NetworkNode;
  readonly measures: NodeMeasures | undefined;
}

/** Nodes of a graph file, each with what the run measured on it. */
export function graphNodes(shape: NetworkShape, report?: Report): readonly GraphNode[] {
  const measured = new Map((report?.nodes ?? []).map((measures) => [measures.key, measures]));
  return shape.nodes.map((node) => ({ node, measures: measured.get(node.key) }));
}

export const NODE_ATTRIBUTES: readonly GraphAttribute<GraphNode>[] = [
  { name: "nodeKind", type: "string", value: ({ node }) => node.kind },
  { name: "valueUsd", type: "double", value: ({ node }) => node.valueUsd },
  { name: "market", type: "string", value: ({ node }) => node.market },
  { name: "group", type: "string", value: ({ node }) => node.group },
  { name: "endUsd", type: "double", value: ({ measures }) => measures?.endUsd },
  { name: "lossUsd", type: "double", value: ({ measures }) => measures?.totalLossUsd },
  { name: "failedRound", type: "long", value: ({ measures }) => measures?.failedRound },
];

/** An edge's relation is not called `kind`, which GEXF gives a meaning of its own, so that its readers drop it. */
export const EDGE_ATTRIBUTES: readonly GraphAttribute<NetworkEdge>[] = [
  { name: "relation", type: "string", value: ({ relation }) => relation },
  { name: "units", type: "double", value: ({ units }) => units },
  { name: "valueUsd", type: "double", value: ({ valueUsd }) => valueUsd },
  { name: "asset", type: "string", value: ({ asset }) => asset },
];

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text fit for XML 1.0: markup escaped; characters that XML does not allow become U+FFFD. */
export const xmlText = (text: string): string =>
  text.replace(
    /[&<>"]|[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
    (character) => ESCAPES[character] ?? "\u{fffd}",
  );
