import type { ShockFamily, Threshold, TippingStudy } from "../model/tipping.js";
import { EARLIER, NOW } from "./colours.js";
import { shortened } from "./fonts.js";
import { acrossPlot, axisOver, type Plot, percentTick, plotAxes, plotLine, plotUpright, upPlot } from "./plot.js";
import { INK, type Item, label, type Metadata, type Scene, SOFT_INK } from "./scene.js";
import { HEADING_ROOM, lineKey, note, PAGE_MARGIN, PAGE_WIDTH, panelHeading, panelLetter } from "./study-page.js";
import { moneyUnit, plain, tickText, unitFor } from "./wording.js";

const COLUMNS = 2;
const AXIS_ROOM = 30;
const GAP = 16;
const PLOT_HEIGHT = 78;
const TITLES = 26;
const PANEL_HEIGHT = HEADING_ROOM + PLOT_HEIGHT + TITLES + 8;
const MOST_FAMILIES = 9;
const KEY_ROOM = 14;
const LABEL_ROOM = 34;

const TOTAL = { stroke: INK, lineWidth: 1.1 } as const;
const DIRECT = { stroke: "#8c8c8c", lineWidth: 0.9, dash: [3, 2] } as const;
const SECOND = { stroke: EARLIER, lineWidth: 1, dash: [1.2, 1.6] } as const;
const SYSTEMIC = { stroke: NOW, lineWidth: 1 } as const;

/** Loss by size of shock, a panel for each family, with the critical sizes; and the gain of a round by the width of the fall. */
export function criticalFigure(study: TippingStudy, options: { readonly metadata: Metadata }): Scene {
  const families = study.families.slice(0, MOST_FAMILIES);
  const widthPt = (PAGE_WIDTH - 2 * PAGE_MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
  const placeOf = (panel: number) => ({
    x: PAGE_MARGIN + (panel % COLUMNS) * (widthPt + GAP),
    y: PAGE_MARGIN + KEY_ROOM + Math.floor(panel / COLUMNS) * PANEL_HEIGHT,
  });
  const panels = families.flatMap((family, i) => familyItems(family, panelLetter(i), placeOf(i), widthPt));
  const count = families.length + 1;
  const share = percentTick(study.systemicShare);
  return {
    widthPt: PAGE_WIDTH,
    heightPt: PAGE_MARGIN + KEY_ROOM + Math.ceil(count / COLUMNS) * PANEL_HEIGHT,
    items: [
      ...lineKey(PAGE_MARGIN + 9, PAGE_MARGIN + 7, "total loss", TOTAL),
      ...lineKey(PAGE_MARGIN + 72, PAGE_MARGIN + 7, "direct loss", DIRECT),
      ...lineKey(PAGE_MARGIN + 138, PAGE_MARGIN + 7, "second round begins", SECOND),
      ...lineKey(PAGE_MARGIN + 234, PAGE_MARGIN + 7, `systemic: ${share} of value fails`, SYSTEMIC),
      ...panels,
      ...mapItems(study, panelLetter(families.length), placeOf(families.length), widthPt),
    ],
    metadata: options.metadata,
  };
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

const plotAt = ({ x, y }: Corner, widthPt: number): Pick<Plot, "left" | "top" | "widthPt" | "heightPt"> => ({
  left: x + AXIS_ROOM,
  top: y + HEADING_ROOM + 8,
  widthPt: widthPt - AXIS_ROOM - 8,
  heightPt: PLOT_HEIGHT,
});

function familyItems(
  { name, unit, responses, secondRound, systemic }: ShockFamily,
  letter: string,
  corner: Corner,
  widthPt: number,
): readonly Item[] {
  const money = unitFor(responses.reduce((most, { totalLossUsd }) => Math.max(most, Math.abs(totalLossUsd)), 0));
  const spots = (pick: (response: ShockFamily["responses"][number]) => number) =>
    responses.map((response) => ({ x: response.size, y: pick(response) / money.factor }));
  const total = spots(({ totalLossUsd }) => totalLossUsd);
  const direct = spots(({ directLossUsd }) => directLossUsd);
  const sizes = responses.map(({ size }) => size);
  const plot: Plot = {
    ...plotAt(corner, widthPt),
    x: unit === "share" ? axisOver([0, ...sizes], 5) : axisOver(sizes, 4),
    y: axisOver(
      [0, ...total, ...direct].map((spot) => (typeof spot === "number" ? spot : spot.y)),
      4,
    ),
  };
  const write = unit === "share" ? percentTick : (tick: number) => tick.toLocaleString("en-GB");
  const title = unit === "share" ? "Size of the shock" : "Value set";
  return [
    ...panelHeading(corner.x, corner.y, letter, shortened(name, widthPt - 12, 6.5, 600)),
    ...plotAxes(plot, { title, write }, { title: `Loss (${moneyUnit(money)})` }),
    ...plotLine(plot, direct, DIRECT),
    ...plotLine(plot, total, TOTAL),
    ...thresholdItems(plot, secondRound, systemic, unit),
  ];
}

/** Both critical sizes with their values above the plot, pushed apart where they would touch. */
function thresholdItems(
  plot: Plot,
  secondRound: Threshold | undefined,
  systemic: Threshold | undefined,
  unit: ShockFamily["unit"],
): readonly Item[] {
  const write = (size: number): string =>
    unit === "share" ? `${plain(100 * size)}%` : Math.round(size).toLocaleString("en-GB");
  const marked = [
    { threshold: secondRound, paint: SECOND },
    { threshold: systemic, paint: SYSTEMIC },
  ].flatMap(({ threshold, paint }) => (threshold === undefined ? [] : [{ threshold, paint }]));
  const places = marked.map(({ threshold }) => acrossPlot(plot, threshold.above));
  const isClose = places.length === 2 && Math.abs((places[0] ?? 0) - (places[1] ?? 0)) < LABEL_ROOM;
  if (marked.length === 0) return [note(plot.left + 4, plot.top + 8, "No shock in this range tips.")];
  return marked.flatMap(({ threshold: { below, above }, paint }, i) => {
    const x = places[i] ?? 0;
    const isFirst = x === Math.min(...places) && (places[0] !== places[1] || i === 0);
    // Too near the axis for one on each side, the first goes above the second.
    const isStacked = isClose && Math.min(...places) - LABEL_ROOM < plot.left;
    const anchor = !isClose ? ("middle" as const) : isFirst && !isStacked ? ("end" as const) : ("start" as const);
    const text = below === undefined ? `≤ ${write(above)}` : write(above);
    const aside = anchor === "end" ? -1.5 : anchor === "start" ? 1.5 : 0;
    const y = plot.top - (isStacked && isFirst ? 9.5 : 3);
    return [
      plotUpright(plot, above, paint),
      label(x + aside, y, text, { size: 6, weight: 500, anchor, fill: paint.stroke }),
    ];
  });
}

function mapItems(study: TippingStudy, letter: string, corner: Corner, widthPt: number): readonly Item[] {
  const spots = study.roundMaps.map(({ band, radius }) => ({ x: band, y: radius }));
  const plot: Plot = {
    ...plotAt(corner, widthPt),
    x: axisOver([0, ...spots.map(({ x }) => x)], 5),
    y: axisOver([0, 1, ...spots.map(({ y }) => y)], 4),
  };
  return [
    ...panelHeading(corner.x, corner.y, letter, "Gain of one round of forced selling, at the start"),
    ...plotAxes(
      plot,
      { title: "Fall that the round answers", write: percentTick },
      { title: "Spectral radius", write: tickText },
    ),
    ...plotLine(
      plot,
      [
        { x: plot.x.low, y: 1 },
        { x: plot.x.high, y: 1 },
      ],
      { stroke: NOW, lineWidth: 0.8, dash: [2, 2] },
    ),
    label(plot.left + plot.widthPt - 2, upPlot(plot, 1) - 3, "feeds itself from here", {
      size: 5.5,
      anchor: "end",
      fill: SOFT_INK,
    }),
    ...plotLine(plot, spots, TOTAL),
    ...spots.map(
      ({ x, y }): Item => ({
        kind: "circle",
        x: acrossPlot(plot, x),
        y: upPlot(plot, y),
        radius: 1.6,
        fill: "#ffffff",
        stroke: INK,
        lineWidth: 0.7,
      }),
    ),
  ];
}
