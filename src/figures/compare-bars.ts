import type { Comparison } from "../model/comparison.js";
import { type MeasureColumn, measureColumns } from "./compare-measures.js";
import { runColour, runName, runNumber } from "./compare-runs.js";
import { shortened, textWidth } from "./fonts.js";
import { type Block, BODY, HEAD, type Place } from "./key-block.js";
import { type Item, label, line, SOFT_INK } from "./scene.js";

const WIDEST_NAMES = 150;
const COLUMNS = 4;
const GAP = 10;
const ROW = 11;
const BAR = 6;
const HEAD_ROOM = 13;
const ROWS_GAP = 9;
const VALUE_ROOM = 29;
const NUMBER_ROOM = 13;

/** Bars of every measure by run: the runs named at the left, four measures beside them, the next four below. */
export function barsOfRuns(place: Place, comparison: Comparison): Block {
  const measures = measureColumns(comparison);
  const names = comparison.runs.map(({ name }) => name);
  const rows = Array.from({ length: Math.ceil(measures.length / COLUMNS) }, (_, i) =>
    measures.slice(i * COLUMNS, (i + 1) * COLUMNS),
  );
  const heightOfRow = HEAD_ROOM + names.length * ROW;
  const textsWidth = names.map((name) => NUMBER_ROOM + textWidth(name, BODY.size, 400) + 2);
  const namesWidth = Math.min(WIDEST_NAMES, Math.max(0, ...textsWidth));
  const widthPt = (place.widthPt - namesWidth) / COLUMNS - GAP;
  const items = rows.flatMap((columns, row) => {
    const y = place.y + row * (heightOfRow + ROWS_GAP);
    return [
      ...names.flatMap((name, run) =>
        nameItems({ x: place.x, y: y + HEAD_ROOM + (run + 0.5) * ROW, widthPt: namesWidth }, name, run, names.length),
      ),
      ...columns.flatMap((column, i) => {
        const x = place.x + namesWidth + GAP + i * (widthPt + GAP);
        return columnItems({ x, y, widthPt }, column, names.length);
      }),
    ];
  });
  const heightPt = rows.length * heightOfRow + Math.max(0, rows.length - 1) * ROWS_GAP;
  return { items, heightPt };
}

const nameItems = ({ x, y, widthPt }: Place, name: string, run: number, count: number): readonly Item[] => [
  ...runNumber(x + 4.5, y, run, count),
  label(x + NUMBER_ROOM, y + 2.1, runName(name, widthPt - NUMBER_ROOM), BODY),
];

/** Bars from a common zero; those below it go to the left of it. */
function columnItems({ x, y, widthPt }: Place, { name, values, write }: MeasureColumn, count: number): readonly Item[] {
  const known = values.map((value) => value ?? 0);
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  // Where all are below zero, the bars are turned round so that the longest is the worst in every column.
  const isMirrored = high === 0;
  const scale = (widthPt - VALUE_ROOM) / (high - low || 1);
  const across = (value: number): number => x + (isMirrored ? -value : value - low) * scale;
  const zero = across(0);
  const top = y + HEAD_ROOM;
  const bars = values.flatMap((value, run): readonly Item[] => {
    const middle = top + (run + 0.5) * ROW;
    const end = across(value ?? 0);
    const left = Math.min(zero, end);
    const width = Math.abs(end - zero);
    const text = value === undefined ? "–" : write(value);
    const bar: Item = { kind: "rect", x: left, y: middle - BAR / 2, width, height: BAR, fill: runColour(run, count) };
    return [
      ...(width > 0 ? [{ ...bar, width: Math.max(width, 0.4) }] : []),
      label(left + width + 3, middle + 2.1, text, { ...BODY, fill: value === undefined ? SOFT_INK : BODY.fill }),
    ];
  });
  return [
    label(x, y + 6, shortened(name, widthPt + GAP - 4, HEAD.size, HEAD.weight), HEAD),
    ...bars,
    line(zero, top, zero, top + count * ROW, { stroke: "#333333", lineWidth: 0.5 }),
  ];
}
