import { luminance } from "./colours.js";
import { along, type Point, partOf, rimShare, type Stop, shareAtDistance } from "./curve.js";
import { coordinate, type Item } from "./scene.js";

/** A curved arrow between two disks, ready to draw and to be kept clear of. */
export interface Arrow {
  /** The shaft, a quadratic curve from the rim of one disk to the base of the head. */
  readonly start: Point;
  readonly bend: Point;
  readonly base: Point;
  readonly tip: Point;
  readonly lineWidth: number;
  readonly headWidth: number;
}

/** Width of a live edge in points: scale · 4.2 · √(loss / largest loss), at least 0.45. */
export const flowWidth = (lossUsd: number, largestUsd: number, scale: number): number =>
  largestUsd > 0 ? Math.max(0.45, scale * 4.2 * Math.sqrt(lossUsd / largestUsd)) : 0.45;

/** An arrow that starts on the rim of one disk and whose tip touches the rim of the other; undefined where the disks leave no room. */
export function arrowBetween(from: Stop, to: Stop, bend: Point, lineWidth: number, scale: number): Arrow | undefined {
  const leave = rimShare(from, bend, to, from, 0, 1);
  const meet = rimShare(from, bend, to, to, 1, 0);
  if (leave >= meet) return undefined;
  const length = Math.hypot(to.x - from.x, to.y - from.y) * (meet - leave);
  const headLength = Math.min((2.6 + 1.5 * lineWidth) * scale, 0.55 * length);
  const tip = along(from, bend, to, meet);
  const neck = shareAtDistance(from, bend, to, tip, headLength, meet, leave);
  const part = partOf(from, bend, to, leave, neck);
  return { ...part, tip, lineWidth, headWidth: Math.min((2 + 1.75 * lineWidth) * scale, 1.1 * headLength + lineWidth) };
}

/** The shaft and the head of an arrow; pale colours are drawn denser, so that they stand out from white. */
export function arrowItems(arrow: Arrow, colour: string): readonly Item[] {
  const { start, bend, base, tip } = arrow;
  const length = Math.hypot(tip.x - base.x, tip.y - base.y);
  const across =
    length === 0
      ? { x: 0, y: 0 }
      : {
          x: (-(tip.y - base.y) / length) * (arrow.headWidth / 2),
          y: ((tip.x - base.x) / length) * (arrow.headWidth / 2),
        };
  const at = (x: number, y: number): string => `${coordinate(x)} ${coordinate(y)}`;
  return [
    {
      kind: "path",
      d: `M${at(start.x, start.y)}Q${at(bend.x, bend.y)} ${at(base.x, base.y)}`,
      stroke: colour,
      lineWidth: arrow.lineWidth,
      opacity: 0.55 + 0.35 * luminance(colour),
    },
    {
      kind: "path",
      d: `M${at(tip.x, tip.y)}L${at(base.x + across.x, base.y + across.y)}L${at(base.x - across.x, base.y - across.y)}Z`,
      fill: colour,
      opacity: 0.9,
    },
  ];
}
