import { UndirectedGraph } from "graphology";
import { connectedComponents } from "graphology-components";
import type { NetworkShape } from "../model/network.js";
import type { Report } from "../model/report.js";
import type { Result } from "../model/result.js";
import type { Disk, Link, Point } from "./disk.js";
import { fitToFrame } from "./fit.js";
import { type MapGraph, mapGraph } from "./map-graph.js";
import type { Frame, MapLayout } from "./map-layout.js";
import { packBoxes } from "./pack.js";
import { simulate } from "./simulate.js";
import { areaPerUsd, radiusOf, ringReach } from "./size.js";
import { turnedToFit } from "./turn.js";

export interface LayoutOptions {
  /** Room for the map, in points; 400 × 336 unless told. */
  readonly frame?: Frame;
  /** Above this many positions they are drawn as groups; 60 unless told, and never more than 60 in networks of more than 5,000 nodes. */
  readonly positionLimit?: number;
}

const POSITION_LIMIT = 60;
/** Networks with more nodes than this are too large to draw position by position, whatever is asked for. */
const MOST_NODES = 5_000;

const DEFAULT_FRAME: Frame = { widthPt: 400, heightPt: 336 };
const MARGIN = 6;
const PADDING = 14;

/**
 * Coordinates for the contagion map, in points within the frame: each connected part is laid out by forces, the parts are packed, and
 * the whole is scaled to fill the frame. The same run gives the same numbers, whatever the order of its nodes and edges.
 */
export function layOut(shape: NetworkShape, result: Result, report: Report, options: LayoutOptions = {}): MapLayout {
  const frame = options.frame ?? DEFAULT_FRAME;
  const asked = options.positionLimit ?? POSITION_LIMIT;
  const limit = shape.nodes.length > MOST_NODES ? Math.min(asked, POSITION_LIMIT) : asked;
  const graph = mapGraph(shape, result, report, limit);
  const scale = areaPerUsd(graph.nodes, frame);
  const radius = new Map(graph.nodes.map((node) => [node.key, radiusOf(node.valueUsd, scale)]));
  const disks = graph.nodes.map((node) => ({
    key: node.key,
    reach: (radius.get(node.key) ?? 0) + ringReach(node.kind),
  }));
  const places = fitToFrame(disks, arrange(disks, linksOf(graph), frame), frame, MARGIN);
  return {
    ...frame,
    areaPerUsd: scale,
    nodes: graph.nodes.map((node) => {
      const place = places.get(node.key) ?? { x: 0, y: 0 };
      return { ...node, ...place, radius: Math.round((radius.get(node.key) ?? 0) * 100) / 100 };
    }),
    edges: graph.edges,
    flows: graph.flows,
    leftOut: graph.leftOut,
  };
}

function linksOf(graph: MapGraph): readonly Link[] {
  const live = new Set(graph.flows.map((flow) => `${flow.from}\n${flow.to}`));
  const isLive = (from: string, to: string): boolean => live.has(`${from}\n${to}`) || live.has(`${to}\n${from}`);
  const known = new Set(graph.edges.flatMap((edge) => [`${edge.from}\n${edge.to}`, `${edge.to}\n${edge.from}`]));
  return [
    ...graph.edges.map((edge) => ({ from: edge.from, to: edge.to, live: isLive(edge.from, edge.to) })),
    ...graph.flows
      .filter((flow) => !known.has(`${flow.from}\n${flow.to}`))
      .map((flow) => ({ from: flow.from, to: flow.to, live: true })),
  ];
}

function arrange(disks: readonly Disk[], links: readonly Link[], frame: Frame): ReadonlyMap<string, Point> {
  const aspect = frame.widthPt / frame.heightPt;
  const parts = partsOf(disks, links).map((part) => {
    const inside = new Set(part.map((disk) => disk.key));
    const own = links.filter((link) => inside.has(link.from));
    const places = turnedToFit(simulate(part, own, aspect), aspect);
    return { part, places, box: boxAround(part, places) };
  });
  const corners = packBoxes(
    parts.map(({ box }) => box),
    aspect,
  );
  const arranged = new Map<string, Point>();
  for (const [index, { part, places, box }] of parts.entries()) {
    const corner = corners[index] ?? { x: 0, y: 0 };
    for (const disk of part) {
      const place = places.get(disk.key) ?? { x: 0, y: 0 };
      arranged.set(disk.key, { x: place.x - box.left + corner.x, y: place.y - box.top + corner.y });
    }
  }
  return arranged;
}

/** Connected parts, largest first, each in the order of `disks`. */
function partsOf(disks: readonly Disk[], links: readonly Link[]): readonly (readonly Disk[])[] {
  const graph = new UndirectedGraph();
  for (const disk of disks) graph.addNode(disk.key);
  for (const link of links) graph.mergeEdge(link.from, link.to);
  const order = new Map(disks.map((disk, index) => [disk.key, index]));
  const byKey = new Map(disks.map((disk) => [disk.key, disk]));
  const rank = (key: string): number => order.get(key) ?? 0;
  return connectedComponents(graph)
    .map((keys) => keys.toSorted((a, b) => rank(a) - rank(b)))
    .sort((a, b) => b.length - a.length || rank(a[0] ?? "") - rank(b[0] ?? ""))
    .map((keys) => keys.flatMap((key) => byKey.get(key) ?? []));
}

function boxAround(part: readonly Disk[], places: ReadonlyMap<string, Point>) {
  const sides = part.map((disk) => {
    const { x, y } = places.get(disk.key) ?? { x: 0, y: 0 };
    const room = disk.reach + PADDING;
    return { left: x - room, right: x + room, top: y - room, bottom: y + room };
  });
  const left = Math.min(...sides.map((side) => side.left));
  const top = Math.min(...sides.map((side) => side.top));
  return {
    left,
    top,
    widthPt: Math.max(...sides.map((side) => side.right)) - left,
    heightPt: Math.max(...sides.map((side) => side.bottom)) - top,
  };
}
