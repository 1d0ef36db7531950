/** A box to be placed; lengths in points. */
export interface Box {
  readonly widthPt: number;
  readonly heightPt: number;
}

/** Where a box went: its top left corner. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/**
 * Packs boxes, in the order given, into a rectangle of about `aspect` (width over height): each goes to the free corner that lets the
 * whole stay smallest. Returned corners are in the order of `boxes`; the whole may start anywhere.
 */
export function packBoxes(boxes: readonly Box[], aspect: number): readonly Corner[] {
  const placed: (Box & Corner)[] = [];
  for (const box of boxes) {
    const free = cornersAround(placed, box).filter(
      (corner) => !placed.some((other) => overlap(other, { ...box, ...corner })),
    );
    const best = smallest(free, (corner) => spread([...placed, { ...box, ...corner }], aspect));
    placed.push({ ...box, ...(best ?? { x: 0, y: 0 }) });
  }
  return placed.map(({ x, y }) => ({ x, y }));
}

function cornersAround(placed: readonly (Box & Corner)[], box: Box): readonly Corner[] {
  if (placed.length === 0) return [{ x: 0, y: 0 }];
  return placed.flatMap((other) => {
    const right = other.x + other.widthPt;
    const bottom = other.y + other.heightPt;
    const left = other.x - box.widthPt;
    const top = other.y - box.heightPt;
    return [
      { x: right, y: other.y },
      { x: right, y: bottom - box.heightPt },
      { x: left, y: other.y },
      { x: left, y: bottom - box.heightPt },
      { x: other.x, y: bottom },
      { x: right - box.widthPt, y: bottom },
      { x: other.x, y: top },
      { x: right - box.widthPt, y: top },
    ];
  });
}

const overlap = (a: Box & Corner, b: Box & Corner): boolean =>
  a.x < b.x + b.widthPt && b.x < a.x + a.widthPt && a.y < b.y + b.heightPt && b.y < a.y + a.heightPt;

/** The side of the smallest frame of this aspect around all boxes, with a little weight on their bare area. */
function spread(boxes: readonly (Box & Corner)[], aspect: number): number {
  const width = Math.max(...boxes.map((b) => b.x + b.widthPt)) - Math.min(...boxes.map((b) => b.x));
  const height = Math.max(...boxes.map((b) => b.y + b.heightPt)) - Math.min(...boxes.map((b) => b.y));
  return Math.max(width / aspect, height) + 0.01 * (width + height);
}

function smallest<T>(values: readonly T[], cost: (value: T) => number): T | undefined {
  let best: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) {
    const price = cost(value);
    if (price < least) {
      least = price;
      best = value;
    }
  }
  return best;
}
