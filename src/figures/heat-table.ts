import { inkOn, SURVIVOR, viridis } from "./colours.js";
import { shortened, textWidth } from "./fonts.js";
import { type Block, BODY, type Place } from "./key-block.js";
import { type Item, label, SOFT_INK } from "./scene.js";

/** A cell's place on the colour scale, 0–1, and what is written in it; without a share it is left blank. */
export interface HeatCell {
  readonly share?: number;
  readonly text?: string;
}

export interface HeatTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By row, then by column. */
  readonly cells: readonly (readonly HeatCell[])[];
}

export interface HeatSizes {
  readonly rowPt: number;
  readonly columnPt: number;
  /** Room for the names of the rows; 0: none are written, for the table beside it has them. */
  readonly namesPt: number;
  readonly headingsPt: number;
}

const TEXT = 5.5;

/** Room that the longest of the names needs, at most `widest`. */
export const roomFor = (names: readonly string[], widest: number): number =>
  Math.min(widest, Math.max(0, ...names.map((name) => textWidth(name, BODY.size, 400))) + 4);

/** A table of coloured cells: headings upright above it, names of rows at its left. */
export function heatTable({ x, y }: Place, table: HeatTable, sizes: HeatSizes): Block {
  const { rowPt, columnPt, namesPt, headingsPt } = sizes;
  const top = y + headingsPt;
  const left = x + namesPt;
  const headings = table.columns.map((name, k) =>
    label(left + (k + 0.5) * columnPt + 2, top - 3, shortened(name, headingsPt - 4, BODY.size, 400), {
      ...BODY,
      upright: true,
    }),
  );
  const rows = table.rows.flatMap((name, i): readonly Item[] => [
    ...(namesPt > 0
      ? [
          label(left - 3, top + (i + 0.5) * rowPt + 2.1, shortened(name, namesPt - 4, BODY.size, 400), {
            ...BODY,
            anchor: "end",
          }),
        ]
      : []),
    ...(table.cells[i] ?? []).flatMap((cell, k) => cellItems(left + k * columnPt, top + i * rowPt, cell, sizes)),
  ]);
  return { items: [...headings, ...rows], heightPt: headingsPt + table.rows.length * rowPt };
}

function cellItems(x: number, y: number, { share, text }: HeatCell, { rowPt, columnPt }: HeatSizes): readonly Item[] {
  const fill = share === undefined ? SURVIVOR : viridis(share);
  const ink = share === undefined ? SOFT_INK : inkOn(fill);
  return [
    { kind: "rect", x: x + 0.25, y: y + 0.25, width: columnPt - 0.5, height: rowPt - 0.5, fill },
    ...(text === undefined
      ? []
      : [label(x + columnPt / 2, y + rowPt / 2 + 1.9, text, { size: TEXT, anchor: "middle", fill: ink })]),
  ];
}

const STEPS = 24;

/** The colour scale as a bar, with what its ends stand for. */
export function heatKey({ x, y, widthPt }: Place, title: string, low: string, high: string): Block {
  const step = widthPt / STEPS;
  const bar = Array.from({ length: STEPS }, (_, i): Item => {
    return { kind: "rect", x: x + i * step, y: y + 9, width: step + 0.1, height: 6, fill: viridis(i / (STEPS - 1)) };
  });
  return {
    items: [
      label(x, y + 5, title, { size: 6 }),
      ...bar,
      label(x, y + 22, low, { size: TEXT, fill: SOFT_INK }),
      label(x + widthPt, y + 22, high, { size: TEXT, fill: SOFT_INK, anchor: "end" }),
    ],
    heightPt: 24,
  };
}
