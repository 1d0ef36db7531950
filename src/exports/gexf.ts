import type { NetworkShape } from "../model/network.js";
import type { Report } from "../model/report.js";
import { EDGE_ATTRIBUTES, type GraphAttribute, graphNodes, NODE_ATTRIBUTES, xmlText } from "./graph-attributes.js";

const declarations = <Item>(
  attributes: readonly GraphAttribute<Item>[],
  element: "node" | "edge",
): readonly string[] => [
  `    <attributes class="${element}" mode="static">`,
  ...attributes.map(({ name, type }) => `      <attribute id="${name}" title="${name}" type="${type}"/>`),
  "    </attributes>",
];

const values = <Item>(attributes: readonly GraphAttribute<Item>[], item: Item): string => {
  const known = attributes
    .map(({ name, value }) => ({ name, value: value(item) }))
    .filter(({ value }) => value !== undefined);
  return `<attvalues>${known.map(({ name, value }) => `<attvalue for="${name}" value="${xmlText(String(value))}"/>`).join("")}</attvalues>`;
};

/**
 * The dependency graph as GEXF 1.3, for Gephi: nodes by key with their id as label, parallel edges kept, losses added where a report
 * is given.
 *
 * Edges carry their weight in `valueUsd` only: readers of GEXF disagree on a weight of 0, which pricing edges would have.
 * Source: https://gexf.net/schema.html.
 */
export function gexf(shape: NetworkShape, report?: Report): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
    '  <graph mode="static" defaultedgetype="directed">',
    ...declarations(NODE_ATTRIBUTES, "node"),
    ...declarations(EDGE_ATTRIBUTES, "edge"),
    "    <nodes>",
    ...graphNodes(shape, report).map(
      (item) =>
        `      <node id="${xmlText(item.node.key)}" label="${xmlText(item.node.id)}">${values(NODE_ATTRIBUTES, item)}</node>`,
    ),
    "    </nodes>",
    "    <edges>",
    ...shape.edges.map(
      (edge, place) =>
        `      <edge id="${place}" source="${xmlText(edge.from)}" target="${xmlText(edge.to)}">${values(EDGE_ATTRIBUTES, edge)}</edge>`,
    ),
    "    </edges>",
    "  </graph>",
    "</gexf>",
    "",
  ].join("\n");
}
