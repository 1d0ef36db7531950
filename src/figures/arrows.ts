import { coordinate, type Item } from "./scene.js";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A disk that an arrow leaves or meets; `reach` is its radius with rings. */
export interface Stop extends Point {
  readonly reach: number;
}

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

/** How far the middle of a curve stands off, as a share of its length; the first is the usual one. */
export const USUAL_BEND = 0.16;
export const OTHER_BENDS: readonly number[] = [0.3, 0.05, -0.16, -0.3];

/** Width of a live edge in points: scale · 4.2 · √(loss / largest loss), at least 0.45. */
export const flowWidth = (lossUsd: number, largestUsd: number, scale: number): number =>
  largestUsd > 0 ? Math.max(0.45, scale * 4.2 * Math.sqrt(lossUsd / largestUsd)) : 0.45;

/** The middle control point of the curve from `from` to `to`, bent to the left of its direction by `share` of its length. */
export function bendOf(from: Point, to: Point, share = USUAL_BEND): Point {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  return { x: (from.x + to.x) / 2 + share * dy, y: (from.y + to.y) / 2 - share * dx };
}

/** The point at `share` of a quadratic curve. */
export function along(start: Point, bend: Point, end: Point, share: number): Point {
  const rest = 1 - share;
  const weigh = (a: number, b: number, c: number): number => rest * rest * a + 2 * rest * share * b + share * share * c;
  return { x: weigh(start.x, bend.x, end.x), y: weigh(start.y, bend.y, end.y) };
}

/** The bend of the curve between two disks that hides least behind the other disks; the usual one where none is in the way. */
export function clearestBend(from: Stop, to: Stop, others: readonly Stop[]): Point {
  let best = bendOf(from, to);
  let least = hiddenBy(others, from, best, to);
  for (const share of OTHER_BENDS) {
    if (least === 0) break;
    const bend = bendOf(from, to, share);
    const hidden = hiddenBy(others, from, bend, to) + Math.abs(share - USUAL_BEND);
    if (hidden < least) {
      best = bend;
      least = hidden;
    }
  }
  return best;
}

/** How deep a curve runs under disks, in points, summed over samples along it. */
function hiddenBy(disks: readonly Stop[], from: Point, bend: Point, to: Point): number {
  const points = Array.from({ length: 19 }, (_, i) => along(from, bend, to, (i + 1) / 20));
  return disks.reduce(
    (total, disk) =>
      total +
      points.reduce(
        (depth, point) => depth + Math.max(0, disk.reach - Math.hypot(point.x - disk.x, point.y - disk.y)),
        0,
      ),
    0,
  );
}

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

/** Where the curve crosses the rim of `disk`, searching from the share `inside` towards `outside`. */
const rimShare = (a: Point, b: Point, c: Point, disk: Stop, inside: number, outside: number): number =>
  shareAtDistance(a, b, c, disk, disk.reach, inside, outside);

function shareAtDistance(
  a: Point,
  b: Point,
  c: Point,
  centre: Point,
  distance: number,
  near: number,
  far: number,
): number {
  let low = near;
  let high = far;
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    const point = along(a, b, c, middle);
    if (Math.hypot(point.x - centre.x, point.y - centre.y) < distance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The part of a quadratic curve between two shares, by de Casteljau's construction. */
function partOf(a: Point, b: Point, c: Point, first: number, last: number) {
  const mix = (p: Point, q: Point, share: number): Point => ({
    x: p.x + (q.x - p.x) * share,
    y: p.y + (q.y - p.y) * share,
  });
  return {
    start: along(a, b, c, first),
    bend: mix(mix(a, b, first), mix(b, c, first), last),
    base: along(a, b, c, last),
  };
}

/** The shaft and the head of an arrow. */
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
      opacity: 0.55,
    },
    {
      kind: "path",
      d: `M${at(tip.x, tip.y)}L${at(base.x + across.x, base.y + across.y)}L${at(base.x - across.x, base.y - across.y)}Z`,
      fill: colour,
      opacity: 0.9,
    },
  ];
}
