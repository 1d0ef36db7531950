export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A disk that an arrow leaves or meets; `reach` is its radius with rings. */
export interface Stop extends Point {
  readonly reach: number;
}

/** How far the middle of a curve stands off, as a share of its length; the first is the usual one. */
export const USUAL_BEND = 0.16;
export const OTHER_BENDS: readonly number[] = [0.3, 0.05, -0.16, -0.3];

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
  return nearTo(disks, [from, bend, to]).reduce(
    (total, disk) =>
      total +
      points.reduce(
        (depth, point) => depth + Math.max(0, disk.reach - Math.hypot(point.x - disk.x, point.y - disk.y)),
        0,
      ),
    0,
  );
}

/** Disks that a curve with these control points may touch, and some more: it stays between the outermost of them. */
function nearTo(disks: readonly Stop[], controls: readonly Point[]): readonly Stop[] {
  const [left, right] = [Math.min(...controls.map(({ x }) => x)), Math.max(...controls.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...controls.map(({ y }) => y)), Math.max(...controls.map(({ y }) => y))];
  return disks.filter(({ x, y, reach }) => {
    const room = reach + 1;
    return x + room > left && x - room < right && y + room > top && y - room < bottom;
  });
}

/** Where the curve crosses the rim of `disk`, searching from the share `inside` towards `outside`. */
export const rimShare = (a: Point, b: Point, c: Point, disk: Stop, inside: number, outside: number): number =>
  shareAtDistance(a, b, c, disk, disk.reach, inside, outside);

/** Between two shares of the curve, where its distance from `centre` grows to `distance`. */
export function shareAtDistance(
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
export function partOf(a: Point, b: Point, c: Point, first: number, last: number) {
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
