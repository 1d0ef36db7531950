import type { MapEdge, MapFlow } from "./map-edges.js";
import type { MapGraphNode } from "./map-graph.js";

/** A node of the map with its place: centre and radius of its disk in points, origin at the top left of the frame. */
export interface MapNode extends MapGraphNode {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** The map, ready to draw. Lengths in points. */
export interface MapLayout {
  readonly widthPt: number;
  readonly heightPt: number;
  /** Disk area per USD, in square points. */
  readonly areaPerUsd: number;
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  readonly flows: readonly MapFlow[];
  readonly leftOut: number;
}

export interface Frame {
  readonly widthPt: number;
  readonly heightPt: number;
}

/** The same map `factor` times as large, its frame's corner moved to (x, y); disks keep at least `smallestRadius`. */
export function placeLayout(layout: MapLayout, x: number, y: number, factor: number, smallestRadius = 0): MapLayout {
  return {
    ...layout,
    widthPt: layout.widthPt * factor,
    heightPt: layout.heightPt * factor,
    areaPerUsd: layout.areaPerUsd * factor * factor,
    nodes: layout.nodes.map((node) => ({
      ...node,
      x: x + node.x * factor,
      y: y + node.y * factor,
      radius: Math.max(smallestRadius, node.radius * factor),
    })),
  };
}
