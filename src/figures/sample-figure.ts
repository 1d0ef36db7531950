import { sampleValue } from "../measures/sample-summary.js";
import type { SampledRun, SampleSummary } from "../model/sampling.js";
import { EARLIER, NOW } from "./colours.js";
import { shortened } from "./fonts.js";
import { acrossPlot, axisOver, type Plot, percentTick, plotAxes, plotLine, plotUpright, upPlot } from "./plot.js";
import { INK, type Item, label, type Metadata, type Scene } from "./scene.js";
import { HEADING_ROOM, lineKey, PAGE_MARGIN, PAGE_WIDTH, panelHeading, panelLetter } from "./study-page.js";
import { money, moneyUnit, tickText, unitFor } from "./wording.js";

const COLUMNS = 2;
const AXIS_ROOM = 30;
const GAP = 16;
const PLOT_HEIGHT = 96;
const PANEL_HEIGHT = HEADING_ROOM + PLOT_HEIGHT + 36;
const KEY_ROOM = 14;
const BINS = 40;
/** Points of a curve, and dots of a panel: more would not be seen. */
const MOST_SPOTS = 1500;
const MOST_ASSETS = 2;

const TOTAL = { stroke: INK, lineWidth: 1.1 } as const;
const DIRECT = { stroke: "#8c8c8c", lineWidth: 0.9, dash: [3, 2] } as const;
const MEAN = { stroke: EARLIER, lineWidth: 1, dash: [1.2, 1.6] } as const;
const TAIL = { stroke: NOW, lineWidth: 1 } as const;

type Area = Pick<Plot, "left" | "top" | "widthPt" | "heightPt">;

/** The distribution of losses over a sample: histogram, chance of more than a loss, and loss by drawn change of the first two assets. */
export function sampleFigure(
  summary: SampleSummary,
  runs: readonly SampledRun[],
  options: { readonly metadata: Metadata },
): Scene {
  const widthPt = (PAGE_WIDTH - 2 * PAGE_MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
  const total = runs.map((run) => sampleValue(run, "totalLossUsd"));
  const direct = runs.map(({ lossUsd }) => lossUsd.direct);
  const panels: readonly ((area: Area) => readonly Item[])[] = [
    (area) => histogram(area, total, summary),
    (area) => exceedance(area, total, direct),
    ...summary.plan.prices.slice(0, MOST_ASSETS).map(
      ({ asset }, i) =>
        (area: Area) =>
          byChange(area, runs, i, asset),
    ),
  ];
  const headings = [
    "Total loss, number of runs",
    "Chance of a larger loss",
    ...summary.plan.prices.slice(0, MOST_ASSETS).map(({ asset }) => `Loss by the drawn change of ${asset}`),
  ];
  const items = panels.flatMap((draw, i) => {
    const x = PAGE_MARGIN + (i % COLUMNS) * (widthPt + GAP);
    const y = PAGE_MARGIN + KEY_ROOM + Math.floor(i / COLUMNS) * PANEL_HEIGHT;
    const area = {
      ...{ left: x + AXIS_ROOM, top: y + HEADING_ROOM + 6, widthPt: widthPt - AXIS_ROOM - 8, heightPt: PLOT_HEIGHT },
    };
    return [...panelHeading(x, y, panelLetter(i), shortened(headings[i] ?? "", widthPt - 12, 6.5, 600)), ...draw(area)];
  });
  const key = PAGE_MARGIN + 7;
  const worst = summary.tails[0] ?? 0;
  return {
    widthPt: PAGE_WIDTH,
    heightPt: PAGE_MARGIN + KEY_ROOM + Math.ceil(panels.length / COLUMNS) * PANEL_HEIGHT,
    items: [
      ...lineKey(PAGE_MARGIN + 9, key, "total loss", TOTAL),
      ...lineKey(PAGE_MARGIN + 72, key, "direct loss", DIRECT),
      ...lineKey(PAGE_MARGIN + 138, key, "mean", MEAN),
      ...lineKey(PAGE_MARGIN + 186, key, `mean of the worst ${percentTick(worst)}`, TAIL),
      label(PAGE_WIDTH - PAGE_MARGIN, key, `${summary.draws.toLocaleString("en-GB")} runs, seed ${summary.plan.seed}`, {
        size: 6,
        anchor: "end",
      }),
      ...items,
    ],
    metadata: options.metadata,
  };
}

const largestOf = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function histogram(area: Area, total: readonly number[], { measures, tails }: SampleSummary): readonly Item[] {
  const unit = unitFor(largestOf(total));
  const values = total.map((loss) => loss / unit.factor);
  const x = axisOver(values, 5);
  const width = (x.high - x.low) / BINS;
  const counts = new Array<number>(BINS).fill(0);
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.floor((value - x.low) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const plot: Plot = { ...area, x, y: axisOver([0, ...counts], 4) };
  const bars = counts.flatMap((count, bin): Item[] => {
    if (count === 0) return [];
    const [left, top] = [acrossPlot(plot, x.low + bin * width), upPlot(plot, count)];
    const right = acrossPlot(plot, x.low + (bin + 1) * width);
    const height = plot.top + plot.heightPt - top;
    return [{ kind: "rect", x: left + 0.25, y: top, width: right - left - 0.5, height, fill: "#8fa1bd" }];
  });
  const loss = measures.find(({ measure }) => measure === "totalLossUsd");
  const [mean = 0, shortfall = 0] = [loss?.mean, loss?.shortfalls[0]];
  const isLeft = (value: number): boolean => acrossPlot(plot, value / unit.factor) > plot.left + plot.widthPt - 50;
  const marked = (value: number, text: string, fill: string, y: number): Item =>
    label(acrossPlot(plot, value / unit.factor) + (isLeft(value) ? -2.5 : 2.5), y, text, {
      ...{ size: 6, weight: 500, fill, anchor: isLeft(value) ? "end" : "start" },
    });
  return [
    ...plotAxes(plot, { title: `Total loss (${moneyUnit(unit)})` }, { title: "Runs" }),
    ...bars,
    plotUpright(plot, mean / unit.factor, MEAN),
    marked(mean, money(mean), MEAN.stroke, plot.top + 6),
    ...(tails.length === 0
      ? []
      : [
          plotUpright(plot, shortfall / unit.factor, TAIL),
          marked(shortfall, money(shortfall), TAIL.stroke, plot.top + 14),
        ]),
  ];
}

/** Share of runs with more than a loss, downwards from 1; a step for each run, thinned evenly where there are many. */
function exceedance(area: Area, total: readonly number[], direct: readonly number[]): readonly Item[] {
  const unit = unitFor(Math.max(largestOf(total), largestOf(direct)));
  const curve = (losses: readonly number[]) => {
    const ascending = losses.toSorted((a, b) => a - b);
    const step = Math.max(1, Math.floor(ascending.length / MOST_SPOTS));
    return ascending.flatMap((loss, i) =>
      i % step === 0 || i === ascending.length - 1
        ? [{ x: loss / unit.factor, y: (ascending.length - 1 - i) / ascending.length }]
        : [],
    );
  };
  const [ofTotal, ofDirect] = [curve(total), curve(direct)];
  const plot: Plot = {
    ...area,
    x: axisOver(
      [...ofTotal, ...ofDirect].map((spot) => spot.x),
      5,
    ),
    y: axisOver([0, 1], 5),
  };
  return [
    ...plotAxes(plot, { title: `Loss (${moneyUnit(unit)})` }, { title: "Share of runs", write: percentTick }),
    ...plotLine(plot, ofDirect, DIRECT),
    ...plotLine(plot, ofTotal, TOTAL),
  ];
}

function byChange(area: Area, runs: readonly SampledRun[], place: number, asset: string): readonly Item[] {
  const shown = runs.slice(0, MOST_SPOTS);
  const unit = unitFor(largestOf(shown.map((run) => sampleValue(run, "totalLossUsd"))));
  const spots = shown.map((run) => ({
    x: run.changes[place] ?? 0,
    y: sampleValue(run, "totalLossUsd") / unit.factor,
    direct: run.lossUsd.direct / unit.factor,
  }));
  const plot: Plot = {
    ...area,
    x: axisOver(
      spots.map((spot) => spot.x),
      5,
    ),
    y: axisOver([0, ...spots.flatMap(({ y, direct }) => [y, direct])], 4),
  };
  const dot = (x: number, y: number, fill: string): Item => ({
    ...{ kind: "circle", x: acrossPlot(plot, x), y: upPlot(plot, y), radius: 1, fill, opacity: 0.6 },
  });
  return [
    ...plotAxes(
      plot,
      {
        title: `Change of ${asset}${shown.length < runs.length ? `, first ${shown.length} runs` : ""}`,
        write: percentTick,
      },
      { title: `Loss (${moneyUnit(unit)})`, write: tickText },
    ),
    ...spots.map(({ x, direct }) => dot(x, direct, "#b3b3b3")),
    ...spots.map(({ x, y }) => dot(x, y, INK)),
  ];
}
