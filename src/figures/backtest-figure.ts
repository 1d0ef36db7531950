import type { BacktestRow, BacktestStudy } from "../model/backtest.js";
import { EARLIER, NOW } from "./colours.js";
import { acrossPlot, axisOver, type Plot, plotAxes, plotLine, type Spot, upPlot } from "./plot.js";
import { INK, type Item, type Metadata, type Paint, type Scene } from "./scene.js";
import { HEADING_ROOM, lineKey, PAGE_MARGIN, PAGE_WIDTH, panelHeading, panelLetter } from "./study-page.js";
import { moneyUnit, tickText, unitFor } from "./wording.js";

const AXIS_ROOM = 30;
const GAP = 14;
const PLOT_HEIGHT = 96;
const KEY_ROOM = 14;
const PANELS = 3;
const PANEL_WIDTH = (PAGE_WIDTH - 2 * PAGE_MARGIN - (PANELS - 1) * GAP) / PANELS;

const MEAN = { stroke: INK, lineWidth: 1.1 } as const;
const IDEAL = { stroke: EARLIER, lineWidth: 1, dash: [3, 2] } as const;
const ERROR = { stroke: NOW, lineWidth: 1.1 } as const;
const PATH = "#8fa1bd";

interface Curve {
  readonly value: (row: BacktestRow) => number | undefined;
  readonly paint: Paint;
}

/** Cost of trading, tracking error and final equity by how often an actor looks; frequencies stand at even distances. */
export function backtestFigure(study: BacktestStudy, options: { readonly metadata: Metadata }): Scene {
  const { rows, runs, path } = study;
  const curves = (list: readonly Curve[], letter: number, title: string, upTitle: string, dots: readonly Spot[] = []) =>
    panel(rows, list, { letter: panelLetter(letter), title, upTitle, dots, place: letter });
  const placeOf = (k: number): number => rows.findIndex(({ everyRounds }) => everyRounds === k);
  const ends = runs.map(({ everyRounds, endUsd }) => ({ x: placeOf(everyRounds), y: endUsd }));
  const key = PAGE_MARGIN + 7;
  const isDrawn = path.kind === "gbm";
  return {
    widthPt: PAGE_WIDTH,
    heightPt: PAGE_MARGIN + KEY_ROOM + HEADING_ROOM + PLOT_HEIGHT + 36,
    items: [
      ...lineKey(PAGE_MARGIN + 9, key, isDrawn ? `mean of ${path.paths} paths` : "the scenario's own path", MEAN),
      ...lineKey(PAGE_MARGIN + 112, key, "tracking error", ERROR),
      ...(study.leverage === undefined || !isDrawn
        ? []
        : lineKey(PAGE_MARGIN + 180, key, "constant leverage, free of cost", IDEAL)),
      ...curves([{ value: ({ costUsd }) => costUsd, paint: MEAN }], 0, "Cost of trading", "Loss"),
      ...curves(
        [
          { value: ({ trackingErrorUsd }) => trackingErrorUsd, paint: ERROR },
          { value: ({ deviationUsd }) => (isDrawn ? deviationUsd : undefined), paint: { ...MEAN, dash: [1.2, 1.6] } },
        ],
        1,
        isDrawn ? "Tracking error; deviation of the end (dotted)" : "Tracking error",
        "Equity",
      ),
      ...curves(
        [
          { value: ({ constantLeverageUsd }) => constantLeverageUsd, paint: IDEAL },
          { value: ({ endUsd }) => endUsd, paint: MEAN },
        ],
        2,
        isDrawn ? "Equity at the end, each path a dot" : "Equity at the end",
        "Equity",
        ends,
      ),
    ],
    metadata: options.metadata,
  };
}

function panel(
  rows: readonly BacktestRow[],
  curves: readonly Curve[],
  text: {
    readonly letter: string;
    readonly title: string;
    readonly upTitle: string;
    readonly dots: readonly Spot[];
    readonly place: number;
  },
): readonly Item[] {
  const lines = curves.map(({ value, paint }) => ({
    paint,
    spots: rows.flatMap((row, x): Spot[] => {
      const y = value(row);
      return y === undefined ? [] : [{ x, y }];
    }),
  }));
  const all = [...lines.flatMap(({ spots }) => spots), ...text.dots].map(({ y }) => y);
  const unit = unitFor(all.reduce((most, y) => Math.max(most, Math.abs(y)), 0));
  const scaled = ({ x, y }: Spot): Spot => ({ x, y: y / unit.factor });
  const values = all.map((y) => y / unit.factor);
  const x = PAGE_MARGIN + text.place * (PANEL_WIDTH + GAP);
  const y = PAGE_MARGIN + KEY_ROOM;
  const plot: Plot = {
    ...{ left: x + AXIS_ROOM, top: y + HEADING_ROOM + 6, widthPt: PANEL_WIDTH - AXIS_ROOM - 4, heightPt: PLOT_HEIGHT },
    x: { low: -0.4, high: rows.length - 0.6, ticks: rows.map((_, i) => i) },
    y: axisOver(text.dots.length > 0 ? values : [0, ...values], 4),
  };
  const write = (tick: number): string => tickText(rows[tick]?.everyRounds ?? tick);
  return [
    ...panelHeading(x, y, text.letter, text.title),
    ...plotAxes(plot, { title: "Looks every … rounds", write }, { title: `${text.upTitle} (${moneyUnit(unit)})` }),
    ...text.dots.map(scaled).map((spot) => dot(plot, spot, PATH, 1.3)),
    ...lines.flatMap(({ spots, paint }) => [
      ...plotLine(plot, spots.map(scaled), paint),
      ...spots.map(scaled).map((spot) => dot(plot, spot, paint.stroke ?? INK, 1.6)),
    ]),
  ];
}

const dot = (plot: Plot, { x, y }: Spot, fill: string, radius: number): Item => ({
  ...{ kind: "circle", x: acrossPlot(plot, x), y: upPlot(plot, y), radius, fill },
});
