import type { SensitivityStudy, TargetSensitivity } from "../model/sensitivity.js";
import { NOW } from "./colours.js";
import { shortened } from "./fonts.js";
import { axisOver, type Plot, percentTick, plotAxes, plotLine, plotUpright, type Spot } from "./plot.js";
import { INK, type Item, type Metadata, type Scene } from "./scene.js";
import { HEADING_ROOM, lineKey, PAGE_MARGIN, PAGE_WIDTH, panelHeading, panelLetter } from "./study-page.js";
import { moneyUnit, unitFor } from "./wording.js";

const MOST_TARGETS = 6;
const AXIS_ROOM = 30;
const GAP = 16;
const PLOT_HEIGHT = 66;
const ROW_HEIGHT = HEADING_ROOM + PLOT_HEIGHT + 28;
const KEY_ROOM = 14;

const WITH = { stroke: INK, lineWidth: 1.1 } as const;
const WITHOUT = { stroke: "#8c8c8c", lineWidth: 0.9, dash: [3, 2] } as const;
const JUMP = { stroke: NOW, lineWidth: 0.7 } as const;

/** For each target two panels: its value over the move of the factor, broken off at its jumps, and its slope; jumps as upright lines in both. */
export function greeksFigure(study: SensitivityStudy, options: { readonly metadata: Metadata }): Scene {
  const chosen = mostMoved(study.targets);
  const factor = study.factor.kind === "price" ? `Price of ${study.factor.asset}` : `Backing of ${study.factor.issuer}`;
  const widthPt = (PAGE_WIDTH - 2 * PAGE_MARGIN - GAP) / 2;
  const top = PAGE_MARGIN + KEY_ROOM;
  return {
    widthPt: PAGE_WIDTH,
    heightPt: top + chosen.length * ROW_HEIGHT,
    items: [
      ...lineKey(PAGE_MARGIN + 9, PAGE_MARGIN + 7, "with the cascade", WITH),
      ...lineKey(PAGE_MARGIN + 92, PAGE_MARGIN + 7, "without", WITHOUT),
      ...lineKey(PAGE_MARGIN + 150, PAGE_MARGIN + 7, "located jump", JUMP),
      ...chosen.flatMap((target, i) => rowItems(target, i, factor, top + i * ROW_HEIGHT, widthPt)),
    ],
    metadata: options.metadata,
  };
}

/** The system first, then those whose value changes most; what nothing happens to is left out. */
function mostMoved(targets: readonly TargetSensitivity[]): readonly TargetSensitivity[] {
  const moveOf = ({ curve }: TargetSensitivity): number =>
    curve.reduce((most, { withUsd, withoutUsd }) => Math.max(most, Math.abs(withUsd), Math.abs(withoutUsd)), 0);
  const others = targets.filter((target) => target.target !== "system" && moveOf(target) > 0);
  return [
    ...targets.filter(({ target }) => target === "system"),
    ...others.toSorted((a, b) => moveOf(b) - moveOf(a)),
  ].slice(0, MOST_TARGETS);
}

/** The value with the cascade in pieces: between two moves it runs at the slope without jumps, and breaks off at each jump. */
function pieces({ curve, jumps }: TargetSensitivity): readonly (readonly Spot[])[] {
  const list: Spot[][] = [[]];
  curve.forEach(({ move, withUsd, deltaUsd }, i) => {
    const next = curve[i + 1];
    list.at(-1)?.push({ x: move, y: withUsd });
    if (next === undefined || deltaUsd === undefined) return;
    const within = jumps.filter(({ below, above }) => below >= move && above <= next.move);
    let jumped = 0;
    for (const { below, above, jumpUsd } of within) {
      list.at(-1)?.push({ x: below, y: withUsd + deltaUsd * (below - move) + jumped });
      jumped += jumpUsd;
      list.push([{ x: above, y: withUsd + deltaUsd * (above - move) + jumped }]);
    }
  });
  return list;
}

function rowItems(
  studied: TargetSensitivity,
  row: number,
  factor: string,
  y: number,
  widthPt: number,
): readonly Item[] {
  const { target, curve, jumps } = studied;
  const name = target === "system" ? "Whole system" : target.replace(":", " ");
  const moves = curve.map(({ move }) => move);
  const deltas = curve.flatMap(({ move, deltaUsd }, i) => {
    const next = curve[i + 1];
    return deltaUsd === undefined || next === undefined ? [] : [{ x: (move + next.move) / 2, y: deltaUsd }];
  });
  const plain = curve.slice(1).flatMap((point, i) => {
    const before = curve[i];
    if (before === undefined) return [];
    const width = point.move - before.move;
    return [{ x: (point.move + before.move) / 2, y: (point.withoutUsd - before.withoutUsd) / width }];
  });
  const panel = (
    place: number,
    title: string,
    kind: string,
    without: readonly Spot[],
    withCascade: readonly (readonly Spot[])[],
  ): readonly Item[] => {
    const lines = [without, ...withCascade];
    const largest = lines.flat().reduce((most, spot) => Math.max(most, Math.abs(spot.y)), 0);
    const money = unitFor(largest);
    const scaled = lines.map((spots) => spots.map(({ x, y: value }) => ({ x, y: value / money.factor })));
    const x = PAGE_MARGIN + place * (widthPt + GAP);
    const plot: Plot = {
      left: x + AXIS_ROOM,
      top: y + HEADING_ROOM,
      widthPt: widthPt - AXIS_ROOM - 8,
      heightPt: PLOT_HEIGHT,
      x: axisOver(moves, 8),
      y: axisOver([0, ...scaled.flat().map((spot) => spot.y)], 4),
    };
    const [plainly = [], ...broken] = scaled;
    return [
      ...panelHeading(x, y, panelLetter(2 * row + place), shortened(title, widthPt - 12, 6.5, 600)),
      ...plotAxes(
        plot,
        { title: `${factor}, relative move`, write: percentTick },
        { title: `${kind} (${moneyUnit(money)})` },
      ),
      ...jumps.map(({ above }) => plotUpright(plot, above, JUMP)),
      ...plotLine(plot, plainly, WITHOUT),
      ...broken.flatMap((piece) => plotLine(plot, piece, WITH)),
    ];
  };
  return [
    ...panel(
      0,
      `${name}: change of value`,
      "Change",
      curve.map(({ move, withoutUsd }) => ({ x: move, y: withoutUsd })),
      pieces(studied),
    ),
    ...panel(1, `${name}: slope, jumps taken out`, "Per 100%", plain, [deltas]),
  ];
}
