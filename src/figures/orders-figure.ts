import type { MeasureSpread, OrderMeasure, OrderSpread } from "../model/order-spread.js";
import { EARLIER, NOW } from "./colours.js";
import { BODY } from "./key-block.js";
import { acrossPlot, axisOver, type Plot, percentTick } from "./plot.js";
import { coordinate, type Item, label, line, type Metadata, RULE, type Scene } from "./scene.js";
import { PAGE_MARGIN, PAGE_WIDTH, panelHeading } from "./study-page.js";
import { money } from "./wording.js";

const NAMES: Readonly<Record<OrderMeasure, string>> = {
  totalLossUsd: "Total loss",
  liquidatedUsd: "Collateral liquidated",
  soldUsd: "Forced sales",
  badDebtUsd: "Bad debt",
  withdrawnUsd: "Withdrawn",
  unmetWithdrawalsUsd: "Withdrawals not paid",
  breadth: "Nodes that failed",
};

const NAME_ROOM = 132;
const ROW = 22;
const TOP = 32;
const RANDOM = "#8fa1bd";

/** Every measure under every order, against the middle of the random orders; measures that are nothing in the middle are left out. */
export function ordersFigure(study: OrderSpread, options: { readonly metadata: Metadata }): Scene {
  const shown = study.measures.filter(({ median }) => median !== 0);
  const relative = (value: number, { median }: MeasureSpread): number => value / median - 1;
  const all = shown.flatMap((spread) =>
    [spread.simultaneous, spread.worstFirst, spread.lowest, spread.highest].map((value) => relative(value, spread)),
  );
  const axis = axisOver([0, ...all], 6);
  const plot: Plot = {
    left: PAGE_MARGIN + NAME_ROOM,
    top: PAGE_MARGIN + TOP,
    widthPt: PAGE_WIDTH - 2 * PAGE_MARGIN - NAME_ROOM - 14,
    heightPt: shown.length * ROW,
    x: axis,
    y: { low: 0, high: 1, ticks: [] },
  };
  const bottom = plot.top + plot.heightPt;
  const count = study.runs.filter(({ sequencing }) => sequencing === "random").length;
  return {
    widthPt: PAGE_WIDTH,
    heightPt: bottom + 24,
    items: [
      ...panelHeading(PAGE_MARGIN, PAGE_MARGIN, "a", "Outcome by the order in which things are done"),
      ...keyItems(PAGE_MARGIN + 9, PAGE_MARGIN + 19, count),
      ...axis.ticks.flatMap((tick) => [
        line(acrossPlot(plot, tick), plot.top, acrossPlot(plot, tick), bottom, {
          stroke: tick === 0 ? "#333333" : RULE,
          lineWidth: tick === 0 ? 0.5 : 0.35,
        }),
        label(acrossPlot(plot, tick), bottom + 8, percentTick(tick), { ...BODY, anchor: "middle" }),
      ]),
      label(plot.left + plot.widthPt / 2, bottom + 17, "Against the middle of the random orders", {
        size: 6,
        anchor: "middle",
      }),
      ...shown.flatMap((spread, row) => rowItems(plot, spread, study, row, relative)),
    ],
    metadata: options.metadata,
  };
}

const keyItems = (x: number, y: number, count: number): readonly Item[] => [
  dot(x + 3, y - 2),
  label(x + 10, y, `random orders (${count})`, BODY),
  square(x + 93, y - 2),
  label(x + 100, y, "all at once", BODY),
  diamond(x + 153, y - 2),
  label(x + 160, y, "worst first", BODY),
];

function rowItems(
  plot: Plot,
  spread: MeasureSpread,
  { runs }: OrderSpread,
  row: number,
  relative: (value: number, spread: MeasureSpread) => number,
): readonly Item[] {
  const middle = plot.top + (row + 0.5) * ROW;
  const place = (value: number): number => acrossPlot(plot, relative(value, spread));
  const random = runs.filter(({ sequencing }) => sequencing === "random");
  const written = spread.measure === "breadth" ? String(spread.median) : money(spread.median);
  return [
    label(PAGE_MARGIN + 9, middle, NAMES[spread.measure], { size: 6.5, weight: 500 }),
    label(PAGE_MARGIN + 9, middle + 7.5, written, BODY),
    // Dots are spread over the row by their seed, so that equal outcomes show as a column.
    ...random.map(({ totals, seed = 0 }) => dot(place(totals[spread.measure]), middle + ((seed * 7) % 13) - 6)),
    square(place(spread.simultaneous), middle),
    diamond(place(spread.worstFirst), middle),
  ];
}

const dot = (x: number, y: number): Item => ({ kind: "circle", x, y, radius: 1.4, fill: RANDOM, opacity: 0.75 });

const square = (x: number, y: number): Item => ({
  kind: "rect",
  x: x - 2.4,
  y: y - 2.4,
  width: 4.8,
  height: 4.8,
  fill: EARLIER,
});

const diamond = (x: number, y: number): Item => ({
  kind: "path",
  d: `M${coordinate(x)} ${coordinate(y - 3.6)}L${coordinate(x + 3.6)} ${coordinate(y)}L${coordinate(x)} ${coordinate(y + 3.6)}L${coordinate(x - 3.6)} ${coordinate(y)}Z`,
  stroke: NOW,
  lineWidth: 1,
});
