import { packageVersion } from "../src/cli/version.js";
import { acrossPlot, type Plot, plotAxes, plotLine, type Spot, upPlot } from "../src/figures/plot.js";
import { INK, type Item, label, points } from "../src/figures/scene.js";
import { toSvg } from "../src/figures/svg.js";
import type { Figure } from "./harness.js";
import { WORKLOADS } from "./population.js";

/** What is drawn: the figures of that name, per round. */
const LINES = [
  { name: "round, full-scan", text: "whole round, full scan", stroke: "#999999" },
  { name: "round, ladder", text: "whole round, ladder", stroke: "#0072b2" },
  { name: "numpy_scan.py", text: "scan alone, numpy", stroke: "#d55e00" },
  { name: "ladder", text: "screen alone, ladder", stroke: "#009e73" },
] as const;

const ROUNDS = 30;
const WIDTH = points(120);
const HEIGHT = points(72);

/** Spots of one line, as powers of ten: positions across, milliseconds of a round up. */
function spotsOf(figures: readonly Figure[], name: string): readonly Spot[] {
  return WORKLOADS.filter(({ severity }) => severity === "moderate").flatMap((workload) =>
    figures
      .filter((figure) => figure.group === workload.name && figure.name === name)
      .map(({ milliseconds }) => ({
        x: Math.log10(workload.positions),
        y: Math.log10(name.startsWith("round") ? milliseconds : milliseconds / ROUNDS),
      })),
  );
}

const wholeFrom = (low: number, high: number) => Array.from({ length: high - low + 1 }, (_, i) => low + i);

/** Cost of one round over positions, moderate workloads, both in powers of ten: an SVG text. */
export function costFigure(figures: readonly Figure[]): string {
  const lines = LINES.map((each) => ({ ...each, spots: spotsOf(figures, each.name) }));
  const costs = lines.flatMap(({ spots }) => spots.map(({ y }) => y));
  const low = Math.floor(Math.min(...costs, 0));
  const high = Math.ceil(Math.max(...costs, 1));
  const plot: Plot = {
    ...{ left: 40, top: 14, widthPt: WIDTH - 150, heightPt: HEIGHT - 44 },
    x: { low: 3, high: 6, ticks: wholeFrom(3, 6) },
    y: { low, high, ticks: wholeFrom(low, high) },
  };
  const items: Item[] = [
    ...plotAxes(
      plot,
      { title: "positions", write: (tick) => (10 ** tick).toLocaleString("en") },
      { title: "processor time of a round, ms", write: (tick) => String(Number((10 ** tick).toPrecision(3))) },
    ),
    ...lines.flatMap(({ spots, stroke }) => [
      ...plotLine(plot, spots, { stroke, lineWidth: 1 }),
      ...spots.map(
        ({ x, y }): Item => ({ kind: "circle", x: acrossPlot(plot, x), y: upPlot(plot, y), radius: 1.5, fill: stroke }),
      ),
    ]),
    ...names(plot, lines),
    label(8, 9, "Cost of a round over positions, moderate workload", { size: 7, weight: 600, fill: INK }),
  ];
  return toSvg({
    widthPt: WIDTH,
    heightPt: HEIGHT,
    items,
    metadata: {
      title: "Cost of a round over positions",
      scenarioHash: "benchmark, moderate",
      version: packageVersion(),
    },
  });
}

/** Lines' names beside their last spots, far enough from each other to be read. */
function names(
  plot: Plot,
  lines: readonly { readonly spots: readonly Spot[]; readonly stroke: string; readonly text: string }[],
): readonly Item[] {
  const placed: Item[] = [];
  let free = Number.NEGATIVE_INFINITY;
  const ends = lines.flatMap(({ spots, ...line }) => spots.slice(-1).map((last) => ({ ...line, last })));
  for (const { last, stroke, text } of ends.toSorted((a, b) => b.last.y - a.last.y)) {
    const y = Math.max(upPlot(plot, last.y) + 2, free);
    free = y + 8;
    placed.push(label(acrossPlot(plot, last.x) + 5, y, text, { size: 6, fill: stroke }));
  }
  return placed;
}
