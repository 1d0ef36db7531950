import type { MapLayout } from "../layout/map-layout.js";
import { arrowItems, flowWidth } from "./arrows.js";
import { BACKGROUND_LINE } from "./colours.js";
import { type Block, BODY, HEAD, HEAD_HEIGHT, type Place } from "./key-block.js";
import { flowScale } from "./map-drawing.js";
import { type Item, label, line } from "./scene.js";
import { moneyUnit, niceAtMost, plain, unitFor } from "./wording.js";

/** Widths of live edges, and the line that carried nothing. */
export function flowKey(place: Place, layout: MapLayout): Block {
  const { x, y } = place;
  const largestUsd = layout.flows.reduce((largest, flow) => Math.max(largest, flow.lossUsd), 0);
  const top = largestUsd > 0 ? niceAtMost(largestUsd, [1, 2, 5]) : 0;
  const values = top > 0 ? [top / 20, top / 4, top] : [];
  const unit = unitFor(top / 4);
  const rows = values.flatMap((value, i): readonly Item[] => {
    const rowY = y + HEAD_HEIGHT + 2 + i * 8.5;
    const width = flowWidth(value, largestUsd, flowScale(layout));
    const neck = { x: x + 34 - (2.6 + 1.5 * width), y: rowY };
    const middle = { x: x + 12, y: rowY };
    const arrow = {
      start: { x, y: rowY },
      bend: middle,
      base: neck,
      tip: { x: x + 34, y: rowY },
      lineWidth: width,
      headWidth: 2 + 1.75 * width,
    };
    return [...arrowItems(arrow, "#555555"), label(x + 42, rowY + 2.1, plain(value / unit.factor), BODY)];
  });
  const lastY = y + HEAD_HEIGHT + 2 + values.length * 8.5;
  return {
    items: [
      label(x, y + 5, values.length > 0 ? `Loss passed on (${moneyUnit(unit)})` : "Loss passed on", HEAD),
      ...rows,
      line(x, lastY, x + 34, lastY, { stroke: BACKGROUND_LINE, lineWidth: 0.35 }),
      label(x + 42, lastY + 2.1, values.length > 0 ? "dependence only" : "none on any edge", BODY),
    ],
    heightPt: lastY + 4 - y,
  };
}
