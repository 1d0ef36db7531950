import type { Point } from "./curve.js";
import { widthOf } from "./fonts.js";
import type { TextItem } from "./scene.js";

/** A label that looks for a place around its disk. */
export interface Wanted {
  readonly text: string;
  readonly size: number;
  readonly weight: TextItem["weight"];
  readonly colour: string;
  readonly x: number;
  readonly y: number;
  /** Radius of the disk with rings. */
  readonly reach: number;
  /** Left out where no place costs this or less; absent: it takes the least bad place that covers no other label. */
  readonly dearest?: number;
}

export interface PlacedLabel {
  readonly wanted: Wanted;
  readonly box: LabelBox;
  /** From the rim to the label, when it stands far off. */
  readonly leader?: { readonly from: Point; readonly to: Point };
}

export interface LabelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What labels keep clear of. */
export interface Obstacles {
  readonly frame: LabelBox;
  readonly disks: readonly { readonly x: number; readonly y: number; readonly reach: number }[];
  /** Points along the edges, each with the cost of covering it. */
  readonly inkPoints: readonly (Point & { readonly cost: number })[];
}

const ANGLES = 16;
const GAPS = [1.5, 5, 11];
const LEADER_FROM = 4;
const COST = { disk: 40, diskDepth: 3, ownDepth: 30, gap: 0.35, angle: 0.4 };
/** What the best place of a label may cost: one clear of thick edges, or at least one clear of disks and labels. */
export const GOOD_PLACE = 6;
export const FAIR_PLACE = 38;
/** A halo that reaches over a rim would break it. */
const HALO_ROOM = 1.2;
/** Labels keep this far from ink. */
const INK_ROOM = 1;
/** Cap height and descent of Inter as shares of the size. */
const ASCENT = 0.76;
const DESCENT = 0.22;

/**
 * Greedy placement in the order given: each label takes the cheapest of 16 angles × 3 gaps around its disk that cover no other label, nor
 * one of those that stand already, or is left out where all do. Covering a disk costs most, then live edges by width; to the right and close by is cheapest.
 */
export function placeLabels(
  wanted: readonly Wanted[],
  obstacles: Obstacles,
  standing: readonly LabelBox[] = [],
): readonly PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  for (const label of wanted) {
    let best: { cost: number; label: PlacedLabel } | undefined;
    const labels = [...standing, ...placed.map(({ box }) => box)];
    const open = candidates(label).filter(
      ({ box }) => within(box, obstacles.frame) && !labels.some((other) => overlap(grown(box, 1), other)),
    );
    const near = inkNear(open, obstacles);
    for (const candidate of open) {
      const cost = candidate.cost + crowding(candidate.box, label, { ...obstacles, inkPoints: near });
      if (best === undefined || cost < best.cost) best = { cost, label: candidate.label };
    }
    if (best !== undefined && best.cost <= (label.dearest ?? Number.POSITIVE_INFINITY)) placed.push(best.label);
  }
  return placed;
}

function candidates(wanted: Wanted): readonly { box: LabelBox; cost: number; label: PlacedLabel }[] {
  const width = widthOf(wanted);
  const height = (ASCENT + DESCENT) * wanted.size;
  return GAPS.flatMap((gap) =>
    Array.from({ length: ANGLES }, (_, step) => {
      const angle = (2 * Math.PI * step) / ANGLES;
      const along = { x: Math.cos(angle), y: Math.sin(angle) };
      const distance = wanted.reach + gap;
      const middle = {
        x: wanted.x + along.x * (distance + width / 2),
        y: wanted.y + along.y * (distance + height / 2),
      };
      const box = {
        left: middle.x - width / 2,
        right: middle.x + width / 2,
        top: middle.y - height / 2,
        bottom: middle.y + height / 2,
      };
      const leader = gap > LEADER_FROM ? { leader: leaderTo(wanted, box) } : {};
      const cost = COST.gap * gap + COST.angle * (1 - along.x) + COST.angle * (step % 4 === 0 ? 0 : 1);
      return { box, cost, label: { wanted, box, ...leader } };
    }),
  );
}

/** From the rim to the nearest point of the label's box. */
function leaderTo(wanted: Wanted, box: LabelBox): { from: Point; to: Point } {
  const to = {
    x: Math.min(Math.max(wanted.x, box.left), box.right),
    y: Math.min(Math.max(wanted.y, box.top), box.bottom),
  };
  const distance = Math.hypot(to.x - wanted.x, to.y - wanted.y);
  const share = distance === 0 ? 0 : (wanted.reach + 0.5) / distance;
  return { from: { x: wanted.x + (to.x - wanted.x) * share, y: wanted.y + (to.y - wanted.y) * share }, to };
}

/** The ink that any of these boxes may cover: most of a map is far from any one label. */
function inkNear(boxes: readonly { readonly box: LabelBox }[], { inkPoints }: Obstacles): Obstacles["inkPoints"] {
  const around = {
    left: Math.min(...boxes.map(({ box }) => box.left)),
    right: Math.max(...boxes.map(({ box }) => box.right)),
    top: Math.min(...boxes.map(({ box }) => box.top)),
    bottom: Math.max(...boxes.map(({ box }) => box.bottom)),
  };
  const room = grown(around, INK_ROOM);
  return inkPoints.filter((point) => inside(room, point));
}

function crowding(box: LabelBox, wanted: Wanted, obstacles: Obstacles): number {
  let cost = 0;
  for (const disk of obstacles.disks) {
    const depth = disk.reach + HALO_ROOM - distanceTo(box, disk);
    if (depth <= 0) continue;
    const own = disk.x === wanted.x && disk.y === wanted.y;
    cost += own ? COST.ownDepth * depth : COST.disk + COST.diskDepth * depth;
  }
  const room = grown(box, INK_ROOM);
  for (const point of obstacles.inkPoints) if (inside(room, point)) cost += point.cost;
  return cost;
}

const grown = (box: LabelBox, by: number): LabelBox => ({
  left: box.left - by,
  right: box.right + by,
  top: box.top - by,
  bottom: box.bottom + by,
});
const within = (box: LabelBox, frame: LabelBox): boolean =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
const overlap = (a: LabelBox, b: LabelBox): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const inside = (box: LabelBox, point: Point): boolean =>
  point.x > box.left && point.x < box.right && point.y > box.top && point.y < box.bottom;
const distanceTo = (box: LabelBox, point: Point): number =>
  Math.hypot(
    Math.max(box.left - point.x, 0, point.x - box.right),
    Math.max(box.top - point.y, 0, point.y - box.bottom),
  );

/** Baseline of a placed label: its box less the descent. */
export const baselineOf = (label: PlacedLabel): number => label.box.bottom - DESCENT * label.wanted.size;
