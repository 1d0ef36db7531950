import type { MapLayout } from "../layout/map-layout.js";
import { radiusOf } from "../layout/size.js";
import { type Block, BODY, HEAD, HEAD_HEIGHT, type Place } from "./key-block.js";
import { type Item, label, line } from "./scene.js";
import { moneyUnit, niceAtMost, plain, unitFor } from "./wording.js";

const LARGEST_KEY_RADIUS = 15;

/** Nested circles for the areas of disks. */
export function sizeKey(place: Place, layout: MapLayout): Block {
  const { x, y } = place;
  const largestUsd = layout.nodes.reduce((largest, node) => Math.max(largest, node.valueUsd), 0);
  if (largestUsd === 0) return { items: [], heightPt: 0 };
  const fits = layout.areaPerUsd > 0 ? (Math.PI * LARGEST_KEY_RADIUS ** 2) / layout.areaPerUsd : largestUsd;
  const top = niceAtMost(Math.min(largestUsd, fits), [1, 2, 3, 5]);
  const values = [top, niceAtMost(top / 3.2, [1, 2, 3, 5]), niceAtMost(top / 11, [1, 2, 3, 5])];
  const unit = unitFor(top);
  const radii = values.map((value) => radiusOf(value, layout.areaPerUsd));
  const largest = radii[0] ?? 0;
  const bottom = y + HEAD_HEIGHT + 2 * largest;
  const labelX = x + 2 * largest + 14;
  let lowest = bottom + 100;
  const rows = values.flatMap((value, i): readonly Item[] => {
    const radius = radii[i] ?? 0;
    const rowY = bottom - 2 * radius;
    const textY = i === 0 ? rowY : Math.max(rowY, lowest + 6.5);
    lowest = textY;
    return [
      { kind: "circle", x: x + largest, y: bottom - radius, radius, stroke: "#4d4d4d", lineWidth: 0.5 },
      line(x + largest, rowY, labelX - 6, textY, { stroke: "#9a9a9a", lineWidth: 0.35, dash: [1.2, 1.2] }),
      label(labelX - 3, textY + 2, plain(value / unit.factor), BODY),
    ];
  });
  const floor = Math.max(bottom, lowest + 3);
  return { items: [label(x, y + 5, `Value at the start (${moneyUnit(unit)})`, HEAD), ...rows], heightPt: floor - y };
}
