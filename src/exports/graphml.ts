import type { NetworkShape } from "../model/network.js";
import type { Report } from "../model/report.js";
import { EDGE_ATTRIBUTES, type GraphAttribute, graphNodes, NODE_ATTRIBUTES, xmlText } from "./graph-attributes.js";

const declarations = <Item>(attributes: readonly GraphAttribute<Item>[], element: "node" | "edge"): readonly string[] =>
  attributes.map(
    ({ name, type }) => `  <key id="${element}.${name}" for="${element}" attr.name="${name}" attr.type="${type}"/>`,
  );

const data = <Item>(attributes: readonly GraphAttribute<Item>[], element: "node" | "edge", item: Item): string =>
  attributes
    .map(({ name, value }) => ({ name, value: value(item) }))
    .filter(({ value }) => value !== undefined)
    .map(({ name, value }) => `<data key="${element}.${name}">${xmlText(String(value))}</data>`)
    .join("");

/**
 * The dependency graph as GraphML: nodes by key, parallel edges kept, every attribute typed, losses added where a report is given.
 *
 * Source: U. Brandes et al., The GraphML file format, http://graphml.graphdrawing.org.
 */
export function graphml(shape: NetworkShape, report?: Report): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...declarations(NODE_ATTRIBUTES, "node"),
    ...declarations(EDGE_ATTRIBUTES, "edge"),
    '  <graph id="dependencies" edgedefault="directed">',
    ...graphNodes(shape, report).map(
      (item) => `    <node id="${xmlText(item.node.key)}">${data(NODE_ATTRIBUTES, "node", item)}</node>`,
    ),
    ...shape.edges.map(
      (edge, place) =>
        `    <edge id="e${place}" source="${xmlText(edge.from)}" target="${xmlText(edge.to)}">${data(EDGE_ATTRIBUTES, "edge", edge)}</edge>`,
    ),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}
