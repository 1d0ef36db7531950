import type { NodeScore } from "../measures/exposures/findings.js";
import type { NetworkReport } from "../measures/exposures/network-report.js";
import { type HeatCell, type HeatTable, heatKey, heatTable, roomFor } from "./heat-table.js";
import { type Item, label, type Metadata, points, type Scene } from "./scene.js";
import { money, plain } from "./wording.js";

const WIDTH = points(183);
const MARGIN = 3;
const HEAD_ROOM = 12;
const MOST_NODES = 30;
const WIDEST_NAMES = 92;
const GAP = 14;
const MEASURES_WIDTH = 196;

/** What panel b shows, in this order, where the measure applies; and how a column is headed. */
const SHOWN: readonly { readonly measure: string; readonly quantity: string; readonly heading: string }[] = [
  { measure: "debtrank-2015", quantity: "stress", heading: "DebtRank 2015" },
  { measure: "debtrank-2012", quantity: "stress", heading: "DebtRank 2012" },
  { measure: "threshold-cascade", quantity: "stress", heading: "Threshold cascade" },
  { measure: "clearing-en", quantity: "recovery", heading: "Recovery in clearing" },
  { measure: "criticality", quantity: "criticality", heading: "Criticality" },
  { measure: "communicability", quantity: "susceptibility", heading: "Susceptibility" },
  { measure: "vulnerability-glt", quantity: "systemicness", heading: "Systemicness" },
  { measure: "overlap-cs", quantity: "inflicted loss", heading: "Loss inflicted, US$ M" },
];

/** Exposures of every node to every other, and what the measures say of each, 183 mm wide; the 30 largest nodes of many. */
export function networkFigure(report: NetworkReport, options: { readonly metadata: Metadata }): Scene {
  const places = largest(report);
  const names = places.map((place) => report.names[place] ?? "");
  const namesPt = roomFor(names, WIDEST_NAMES);
  const matrixWidth = WIDTH - 2 * MARGIN - namesPt - GAP - MEASURES_WIDTH;
  const rowPt = Math.min(12, Math.max(7.5, matrixWidth / Math.max(1, names.length)));
  const columnPt = Math.min(16, matrixWidth / Math.max(1, names.length));
  const top = MARGIN + HEAD_ROOM;
  const amounts = amountsBetween(report, places);
  const measures = measureTable(report, places, names);
  const headingsPt = roomFor([...names, ...measures.columns], 88) + 4;
  const sizes = { rowPt, columnPt, namesPt, headingsPt };
  const matrix = heatTable({ x: MARGIN, y: top, widthPt: matrixWidth }, matrixTable(names, amounts), sizes);
  const right = WIDTH - MARGIN - MEASURES_WIDTH;
  const scores = heatTable({ x: right, y: top, widthPt: MEASURES_WIDTH }, measures, {
    ...{ rowPt, namesPt: 0, headingsPt },
    columnPt: MEASURES_WIDTH / Math.max(1, measures.columns.length),
  });
  const keyTop = top + Math.max(matrix.heightPt, scores.heightPt) + 8;
  const known = [...amounts.values()];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const keys = [
    ...(known.length === 0
      ? []
      : heatKey({ x: MARGIN + namesPt, y: keyTop, widthPt: 110 }, "Exposure (log scale)", money(low), money(high))
          .items),
    ...heatKey({ x: right, y: keyTop, widthPt: 110 }, "Each column from its least to its most", "least", "most").items,
  ];
  return {
    widthPt: WIDTH,
    heightPt: keyTop + 26,
    items: [
      ...heading("a", MARGIN, titleOf(report, places)),
      ...heading("b", right, "What measures say of each node"),
      ...matrix.items,
      ...scores.items,
      ...keys,
    ],
    metadata: options.metadata,
  };
}

const heading = (letter: string, x: number, title: string): readonly Item[] => [
  label(x, MARGIN + 6, letter, { size: 8, weight: 700 }),
  label(x + 9, MARGIN + 6, title, { size: 6.5, weight: 600 }),
];

const titleOf = ({ names }: NetworkReport, places: readonly number[]): string => {
  const part = places.length < names.length ? ` (the ${places.length} largest of ${names.length})` : "";
  return `What a column loses when a row fails${part}`;
};

function largest({ names, scores }: NetworkReport): readonly number[] {
  const assets = scores.find(({ measure, quantity }) => measure === "balance" && quantity === "assets")?.values ?? [];
  return [...names.keys()]
    .sort((a, b) => (assets[b] ?? 0) - (assets[a] ?? 0) || a - b)
    .slice(0, MOST_NODES)
    .sort((a, b) => a - b);
}

/** Exposures among the nodes shown, by "row column" place in the figure. */
function amountsBetween({ exposures }: NetworkReport, places: readonly number[]): ReadonlyMap<string, number> {
  const shown = new Map(places.map((place, i) => [place, i]));
  return new Map(
    exposures.flatMap(({ debtor, creditor, usd }) => {
      const [row, column] = [shown.get(debtor), shown.get(creditor)];
      return row === undefined || column === undefined ? [] : [[`${row} ${column}`, usd] as const];
    }),
  );
}

function matrixTable(names: readonly string[], amounts: ReadonlyMap<string, number>): HeatTable {
  const logs = [...amounts.values()].map((usd) => Math.log10(usd));
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const shareOf = (usd: number): number => (high > low ? (Math.log10(usd) - low) / (high - low) : 0.5);
  const cells = names.map((_, row) =>
    names.map((_, column): HeatCell => {
      const usd = amounts.get(`${row} ${column}`);
      return usd === undefined ? {} : { share: shareOf(usd) };
    }),
  );
  return { rows: names, columns: names, cells };
}

function measureTable({ scores }: NetworkReport, places: readonly number[], names: readonly string[]): HeatTable {
  const shown = SHOWN.flatMap(({ measure, quantity, heading: text }) => {
    const score = scores.find((each) => each.measure === measure && each.quantity === quantity);
    const isTold = score?.values.some((value) => value !== undefined && value !== score.values[0]) === true;
    return score === undefined || !isTold ? [] : [{ text, cells: scoreCells(score, places) }];
  });
  return {
    rows: names,
    columns: shown.map(({ text }) => text),
    cells: names.map((_, i) => shown.map(({ cells }) => cells[i] ?? {})),
  };
}

function scoreCells({ unit, values }: NodeScore, places: readonly number[]): readonly HeatCell[] {
  const known = places.flatMap((place) => values[place] ?? []);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return places.map((place): HeatCell => {
    const value = values[place];
    if (value === undefined) return {};
    return {
      share: high > low ? (value - low) / (high - low) : 0.5,
      text: plain(unit === "USD" ? value / 1e6 : value),
    };
  });
}
