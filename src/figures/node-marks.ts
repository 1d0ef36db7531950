import type { MapNode } from "../layout/map-layout.js";
import { ringReach } from "../layout/size.js";
import type { NodeKind } from "../model/network.js";
import { luminance, SURVIVOR, SURVIVOR_LINE } from "./colours.js";
import { type CircleItem, coordinate, INK, type Item } from "./scene.js";

const PALE = 0.4;
const ROOM_FOR_OUTLINE = 2.5;

/** A part of a disk, as a share of it. */
export interface Sector {
  readonly share: number;
  readonly colour: string;
}

/** Radius of a node with its rings, in points. */
export const reachOf = (node: Pick<MapNode, "kind" | "radius">): number => node.radius + ringReach(node.kind);

/**
 * The parts of a node that failed, coloured by round; the rest survives. A node that was shocked and did not fail is coloured by the
 * round of the shock. For a group the shares are by value.
 */
export function sectorsOf(node: MapNode, colourOf: (round: number) => string): readonly Sector[] {
  if (node.failures.length === 0) {
    return node.shockRound === undefined ? [] : [{ share: 1, colour: colourOf(node.shockRound) }];
  }
  const weigh = (failure: { valueUsd: number; count: number }): number =>
    node.valueUsd > 0 ? failure.valueUsd / node.valueUsd : failure.count / node.count;
  if (node.count === 1) return node.failures.map((failure) => ({ share: 1, colour: colourOf(failure.round) }));
  return node.failures.map((failure) => ({ share: weigh(failure), colour: colourOf(failure.round) }));
}

/** The colour under the middle of a node, for text set on it. */
export const mainColour = (sectors: readonly Sector[]): string =>
  sectors.find((sector) => sector.share > 0.999)?.colour ?? SURVIVOR;

/** One node: a white ground, the disk with its sectors, and the rings of its kind. */
export function nodeItems(
  node: Pick<MapNode, "kind" | "x" | "y" | "radius">,
  sectors: readonly Sector[],
): readonly Item[] {
  const whole = sectors.find((sector) => sector.share > 0.999);
  const ground: CircleItem = { ...circleAt(node, reachOf(node) + 0.5), fill: "#ffffff" };
  const disk: CircleItem =
    whole === undefined
      ? { ...circleAt(node, node.radius - 0.25), fill: SURVIVOR, stroke: SURVIVOR_LINE, lineWidth: 0.5 }
      : { ...circleAt(node, node.radius), fill: whole.colour, ...outlineOf(node.radius, whole.colour) };
  return [ground, disk, ...(whole === undefined ? slices(node, sectors) : []), ...ringItems(node)];
}

/** A thin dark outline for pale fills, so that a late failure does not look like a survivor in greyscale. */
const outlineOf = (radius: number, colour: string): Partial<CircleItem> =>
  radius > ROOM_FOR_OUTLINE && luminance(colour) > PALE ? { stroke: "#404040", lineWidth: 0.4 } : {};

/** Rings by kind: asset two; market one; vault one heavy; venue one dashed; issuer one dotted; a position none. */
export function ringItems(node: Pick<MapNode, "kind" | "x" | "y" | "radius">): readonly Item[] {
  const ring = (gap: number, style: Partial<CircleItem>): CircleItem => ({
    ...circleAt(node, node.radius + gap),
    stroke: INK,
    lineWidth: 0.6,
    ...style,
  });
  const styles: Readonly<Record<NodeKind, readonly CircleItem[]>> = {
    asset: [ring(1.3, {}), ring(2.7, {})],
    market: [ring(1.3, {})],
    vault: [ring(1.2, { lineWidth: 1.3 })],
    venue: [ring(1.3, { dash: [2, 1.2] })],
    issuer: [ring(1.3, { dash: [0.7, 1], lineWidth: 0.9 })],
    oracle: [ring(1.3, { lineWidth: 0.3 })],
    actor: [{ ...circleAt(node, Math.max(0.5, node.radius * 0.3)), fill: INK }],
    position: [],
  };
  return styles[node.kind];
}

const circleAt = (node: { x: number; y: number }, radius: number): CircleItem => ({
  kind: "circle",
  x: node.x,
  y: node.y,
  radius,
});

/** Sectors clockwise from twelve o'clock. */
function slices(node: Pick<MapNode, "x" | "y" | "radius">, sectors: readonly Sector[]): readonly Item[] {
  let turned = 0;
  return sectors.map(({ share, colour }): Item => {
    const begin = rim(node, turned);
    turned += share;
    const end = rim(node, turned);
    const radius = coordinate(node.radius);
    const large = share > 0.5 ? 1 : 0;
    return {
      kind: "path",
      d: `M${coordinate(node.x)} ${coordinate(node.y)}L${begin}A${radius} ${radius} 0 ${large} 1 ${end}Z`,
      fill: colour,
    };
  });
}

function rim(node: Pick<MapNode, "x" | "y" | "radius">, share: number): string {
  const angle = 2 * Math.PI * (share - 0.25);
  return `${coordinate(node.x + node.radius * Math.cos(angle))} ${coordinate(node.y + node.radius * Math.sin(angle))}`;
}
