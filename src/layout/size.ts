import type { NodeKind } from "../model/network.js";
import type { MapGraphNode } from "./map-graph.js";
import type { Frame } from "./map-layout.js";

const LARGEST_SHARE_OF_SIDE = 0.065;
const DISKS_SHARE_OF_FRAME = 0.1;
/** A disk smaller than this could not be seen; values below it are drawn at it. */
export const SMALLEST_RADIUS = 1.3;

/**
 * Square points of disk per USD: as large as the largest node (radius 6.5 % of the frame's shorter side) and the sum of all disks
 * (10 % of the frame) allow.
 */
export function areaPerUsd(nodes: readonly MapGraphNode[], frame: Frame): number {
  const largestUsd = nodes.reduce((largest, node) => Math.max(largest, node.valueUsd), 0);
  if (largestUsd === 0) return 0;
  const totalUsd = nodes.reduce((total, node) => total + node.valueUsd, 0);
  const largestRadius = LARGEST_SHARE_OF_SIDE * Math.min(frame.widthPt, frame.heightPt);
  const byLargest = (Math.PI * largestRadius * largestRadius) / largestUsd;
  const byTotal = (DISKS_SHARE_OF_FRAME * frame.widthPt * frame.heightPt) / totalUsd;
  return Math.min(byLargest, byTotal);
}

/** Radius in points of a disk whose area is proportional to value: √(value · area per USD / π), at least 1.3 pt. */
export const radiusOf = (valueUsd: number, areaPerUsdPt2: number): number =>
  Math.max(SMALLEST_RADIUS, Math.sqrt((valueUsd * areaPerUsdPt2) / Math.PI));

/** How far the rings of a kind reach beyond the disk, in points. */
export function ringReach(kind: NodeKind): number {
  if (kind === "asset") return 3;
  if (kind === "position" || kind === "actor") return 0;
  return 1.6;
}
