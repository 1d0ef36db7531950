import type { MapLayout } from "../layout/map-layout.js";
import { radiusOf, SMALLEST_RADIUS } from "../layout/size.js";
import { type Block, BODY, HEAD, HEAD_HEIGHT, type Place } from "./key-block.js";
import { type Item, label, line } from "./scene.js";
import { moneyUnit, niceAtMost, plain, unitFor } from "./wording.js";

const LARGEST_KEY_RADIUS = 15;
/** Numbers nearer to each other than this would touch. */
const ROW_STEP = 5.6;
const SHARES: readonly number[] = [1, 0.31, 0.16, 0.09, 0.05, 0.025];
const MOST_CIRCLES = 3;

interface Sample {
  readonly value: number;
  readonly radius: number;
}

/** Nested circles for the areas of disks. */
export function sizeKey(place: Place, layout: MapLayout): Block {
  const { x, y } = place;
  const largestUsd = layout.nodes.reduce((largest, node) => Math.max(largest, node.valueUsd), 0);
  if (largestUsd === 0) return { items: [], heightPt: 0 };
  const fits = layout.areaPerUsd > 0 ? (Math.PI * LARGEST_KEY_RADIUS ** 2) / layout.areaPerUsd : largestUsd;
  const top = niceAtMost(Math.min(largestUsd, fits), [1, 2, 3, 5]);
  const circles = withRoom(
    SHARES.map((share) => niceAtMost(top * share, [1, 2, 3, 5])).map((value) => ({
      value,
      radius: radiusOf(value, layout.areaPerUsd),
    })),
  );
  const unit = unitFor(top);
  const largest = circles[0]?.radius ?? 0;
  const bottom = y + HEAD_HEIGHT + 2 * largest;
  const labelX = x + 2 * largest + 14;
  const rows = circles.flatMap(({ value, radius }): readonly Item[] => {
    const rowY = bottom - 2 * radius;
    return [
      { kind: "circle", x: x + largest, y: bottom - radius, radius, stroke: "#4d4d4d", lineWidth: 0.5 },
      line(x + largest, rowY, labelX - 6, rowY, { stroke: "#9a9a9a", lineWidth: 0.35, dash: [1.2, 1.2] }),
      label(labelX - 3, rowY + 2, plain(value / unit.factor), BODY),
    ];
  });
  const lowest = bottom - 2 * (circles.at(-1)?.radius ?? 0);
  const floor = Math.max(bottom, lowest + 3);
  return { items: [label(x, y + 5, `Value at the start (${moneyUnit(unit)})`, HEAD), ...rows], heightPt: floor - y };
}

/** Up to three circles whose tops leave their numbers room, from the largest down; none as small as those drawn larger than they are. */
function withRoom(circles: readonly Sample[]): readonly Sample[] {
  const kept: Sample[] = [];
  for (const circle of circles) {
    const above = kept.at(-1);
    if (above === undefined || 2 * (above.radius - circle.radius) >= ROW_STEP) kept.push(circle);
  }
  return kept.filter(({ radius }, i) => i === 0 || radius > SMALLEST_RADIUS).slice(0, MOST_CIRCLES);
}
