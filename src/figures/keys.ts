import type { MapLayout, MapNode } from "../layout/map-layout.js";
import { radiusOf } from "../layout/size.js";
import type { NodeKind } from "../model/network.js";
import { arrowItems, flowWidth } from "./arrows.js";
import { BACKGROUND_LINE, roundColour, SURVIVOR, SURVIVOR_LINE } from "./colours.js";
import { flowScale } from "./map-drawing.js";
import { nodeItems } from "./node-marks.js";
import { type Item, label, line, RULE, SOFT_INK } from "./scene.js";
import { duration, moneyUnit, niceAtMost, plain, unitFor, wholeTicks } from "./wording.js";

/** A part of the side column, drawn from its top left corner. */
export interface Block {
  readonly items: readonly Item[];
  readonly heightPt: number;
}

/** Where a block goes. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly widthPt: number;
}

export const HEAD = { size: 6.5, weight: 600 } as const;
export const BODY = { size: 6, fill: "#333333" } as const;
export const TICK = { size: 5.5, fill: SOFT_INK } as const;
export const HEAD_HEIGHT = 11;
const MOST_SWATCHES = 10;
const LARGEST_KEY_RADIUS = 15;

/** The round scale: swatches for up to ten rounds, otherwise a bar with a few rounds marked, in time too where the clock is known. */
export function roundKey(place: Place, last: number, secondsPerRound: number | undefined): Block {
  const { x, y, widthPt } = place;
  const top = y + HEAD_HEIGHT - 2;
  const steps = Math.min(last + 1, 60);
  const step = widthPt / steps;
  const swatches = Array.from(
    { length: steps },
    (_, i): Item => ({
      kind: "rect",
      x: x + i * step,
      y: top,
      width: Math.min(step + (last >= MOST_SWATCHES ? 0.15 : 0), widthPt - i * step),
      height: 8,
      fill: roundColour((i / Math.max(1, steps - 1)) * last, last),
    }),
  );
  const ticks = last < MOST_SWATCHES ? wholeTicks(0, last, MOST_SWATCHES) : wholeTicks(0, last, 6);
  const centre = (round: number): number =>
    x + (last === 0 ? widthPt / 2 : (round / last) * (steps - 1) * step + step / 2);
  const numbers = ticks.map((tick) => label(centre(tick), top + 14.5, String(tick), { ...TICK, anchor: "middle" }));
  const times =
    secondsPerRound === undefined || last === 0
      ? []
      : [0, Math.round(last / 2), last].map((round, i) =>
          label(
            [x, x + widthPt / 2, x + widthPt][i] ?? x,
            top + 22,
            round === 0 ? "start" : duration(round * secondsPerRound),
            {
              ...TICK,
              anchor: (["start", "middle", "end"] as const)[i] ?? "start",
            },
          ),
        );
  const survivorY = top + (times.length > 0 ? 30 : 23);
  return {
    items: [
      label(x, y + 5, "Round of failure or shock", HEAD),
      ...swatches,
      ...numbers,
      ...times,
      { kind: "circle", x: x + 4, y: survivorY, radius: 2.9, fill: SURVIVOR, stroke: SURVIVOR_LINE, lineWidth: 0.5 },
      label(x + 12, survivorY + 2.1, "survives", BODY),
    ],
    heightPt: survivorY + 4 - y,
  };
}

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

const KIND_NAMES: readonly { readonly kind: NodeKind; readonly name: string }[] = [
  { kind: "asset", name: "asset" },
  { kind: "issuer", name: "issuer" },
  { kind: "market", name: "market" },
  { kind: "vault", name: "vault" },
  { kind: "venue", name: "venue" },
  { kind: "oracle", name: "oracle" },
  { kind: "actor", name: "actor" },
  { kind: "position", name: "position" },
];

/** The rings of the kinds that occur, in two columns. */
export function kindKey(place: Place, nodes: readonly MapNode[]): Block {
  const { x, y, widthPt } = place;
  const kinds = new Set(nodes.map((node) => node.kind));
  const grouped = nodes.some((node) => node.count > 1);
  const shown = KIND_NAMES.filter(({ kind }) => kinds.has(kind));
  const cells = shown.map(({ kind, name }) => ({
    mark: (at: { x: number; y: number }) => nodeItems({ kind, radius: 2.9, ...at }, [{ share: 1, colour: "#7a7a7a" }]),
    name,
  }));
  const split = {
    mark: (at: { x: number; y: number }) =>
      nodeItems({ kind: "position", radius: 4, ...at }, [{ share: 0.4, colour: "#7a7a7a" }]),
    name: "group, share failed",
  };
  const rows = Math.ceil(cells.length / 2);
  const at = (index: number) => ({
    x: x + 6 + (index >= rows ? widthPt / 2 : 0),
    y: y + HEAD_HEIGHT + 4 + (index % rows) * 13,
  });
  const items = cells.flatMap((cell, index) => {
    const spot = at(index);
    return [...cell.mark(spot), label(spot.x + 9.5, spot.y + 2.1, cell.name, BODY)];
  });
  const groupY = y + HEAD_HEIGHT + 4 + rows * 13;
  const extra = grouped
    ? [...split.mark({ x: x + 6, y: groupY }), label(x + 15.5, groupY + 2.1, `${split.name} (count)`, BODY)]
    : [];
  return {
    items: [label(x, y + 5, "Node type", HEAD), ...items, ...extra],
    heightPt: HEAD_HEIGHT + rows * 13 + (grouped ? 11 : -2),
  };
}

export const rule = (x: number, y: number, widthPt: number): Item =>
  line(x, y, x + widthPt, y, { stroke: RULE, lineWidth: 0.4 });
