import { compareText } from "../layout/group.js";
import type { MapFlow } from "../layout/map-edges.js";
import type { MapLayout, MapNode } from "../layout/map-layout.js";
import { type Arrow, arrowBetween, arrowItems, flowWidth } from "./arrows.js";
import { BACKGROUND_LINE } from "./colours.js";
import { along, bendOf, clearestBend, type Point, type Stop } from "./curve.js";
import { nodeItems, reachOf, type Sector } from "./node-marks.js";
import type { Obstacles } from "./place-labels.js";
import { coordinate, type Item } from "./scene.js";

/** A live edge with its arrow. */
export interface LiveEdge {
  readonly flow: MapFlow;
  readonly arrow: Arrow;
}

/** Live edges are drawn narrower on a small map. */
export const flowScale = (layout: MapLayout): number => (layout.widthPt < 300 ? 0.75 : 1);

/** The live edges of a layout, widest first, so that thin ones end up on top. */
export function liveEdges(
  layout: MapLayout,
  shown: (flow: MapFlow) => boolean,
  widthScale = flowScale(layout),
): readonly LiveEdge[] {
  const stops = stopsOf(layout);
  const largestUsd = layout.flows.reduce((largest, flow) => Math.max(largest, flow.lossUsd), 0);
  return layout.flows
    .filter(shown)
    .toSorted((a, b) => b.lossUsd - a.lossUsd || compareText(`${a.from}${a.to}`, `${b.from}${b.to}`))
    .flatMap((flow) => {
      const from = stops.get(flow.from);
      const to = stops.get(flow.to);
      if (from === undefined || to === undefined) return [];
      const width = flowWidth(flow.lossUsd, largestUsd, widthScale);
      const others = [...stops.values()].filter((stop) => stop !== from && stop !== to);
      const arrow = arrowBetween(from, to, clearestBend(from, to, others), width, widthScale);
      return arrow === undefined ? [] : [{ flow, arrow }];
    });
}

/** The dependencies behind the cascade: thin grey curves. Those that carry a live edge are left out. */
export function backgroundItems(layout: MapLayout, live: readonly LiveEdge[], lineWidth = 0.25): readonly Item[] {
  const stops = stopsOf(layout);
  const covered = new Set(live.flatMap(({ flow }) => [`${flow.from}\n${flow.to}`, `${flow.to}\n${flow.from}`]));
  return layout.edges.flatMap((edge): readonly Item[] => {
    const from = stops.get(edge.from);
    const to = stops.get(edge.to);
    if (from === undefined || to === undefined || covered.has(`${edge.from}\n${edge.to}`)) return [];
    const bend = bendOf(from, to);
    const d = `M${coordinate(from.x)} ${coordinate(from.y)}Q${coordinate(bend.x)} ${coordinate(bend.y)} ${coordinate(to.x)} ${coordinate(to.y)}`;
    return [{ kind: "path", d, stroke: BACKGROUND_LINE, lineWidth, opacity: 0.55 }];
  });
}

export const liveItems = (live: readonly LiveEdge[], colourOf: (flow: MapFlow) => string): readonly Item[] =>
  live.flatMap(({ flow, arrow }) => arrowItems(arrow, colourOf(flow)));

/** Nodes, large ones first. */
export const nodesItems = (layout: MapLayout, sectors: (node: MapNode) => readonly Sector[]): readonly Item[] =>
  layout.nodes
    .toSorted((a, b) => b.radius - a.radius || compareText(a.key, b.key))
    .flatMap((node) => nodeItems(node, sectors(node)));

/** What labels on this layout keep clear of. */
export function obstaclesOf(layout: MapLayout, live: readonly LiveEdge[], frame: Obstacles["frame"]): Obstacles {
  const stops = stopsOf(layout);
  const thick = live.flatMap(({ arrow }) =>
    samples(arrow.start, arrow.bend, arrow.tip).map((point) => ({ ...point, cost: 0.9 + 0.6 * arrow.lineWidth })),
  );
  const thin = layout.edges.flatMap((edge) => {
    const from = stops.get(edge.from);
    const to = stops.get(edge.to);
    if (from === undefined || to === undefined) return [];
    return samples(from, bendOf(from, to), to).map((point) => ({ ...point, cost: 0.08 }));
  });
  return {
    frame,
    disks: layout.nodes.map((node) => ({ x: node.x, y: node.y, reach: reachOf(node) })),
    inkPoints: [...thick, ...thin],
  };
}

const SAMPLE_EVERY = 3;

function samples(start: Point, bend: Point, end: Point): readonly Point[] {
  const count = Math.max(2, Math.ceil(Math.hypot(end.x - start.x, end.y - start.y) / SAMPLE_EVERY));
  return Array.from({ length: count + 1 }, (_, step) => along(start, bend, end, step / count));
}

const stopsOf = (layout: MapLayout): ReadonlyMap<string, Stop> =>
  new Map(layout.nodes.map((node) => [node.key, { x: node.x, y: node.y, reach: reachOf(node) + 0.4 }]));
