import { compareText } from "../layout/group.js";
import { type MapLayout, type MapNode, placeLayout } from "../layout/map-layout.js";
import type { Report, RoundMeasures } from "../model/report.js";
import { CHANNELS, type CompletedRun } from "../model/result.js";
import { EARLIER, NOW } from "./colours.js";
import { shortened, textWidth } from "./fonts.js";
import type { Block, Place } from "./key-block.js";
import { backgroundItems, liveEdges, liveItems, obstaclesOf } from "./map-drawing.js";
import { nodeItems, sectorsOf } from "./node-marks.js";
import { baselineOf, placeLabels, type Wanted } from "./place-labels.js";
import { INK, type Item, label, line, SOFT_INK } from "./scene.js";
import { money } from "./wording.js";

export const HEAD_ROOM = 14;
const MOST_PANELS = 8;
const MOST_LABELS = 3;

/** The rounds worth a panel of their own, at most eight: those of shocks and those in which most failed. */
export function chosenRounds(layout: MapLayout, report: Report): readonly number[] {
  const failed = new Map<number, number>();
  for (const node of layout.nodes) {
    if (node.shockRound !== undefined) failed.set(node.shockRound, Number.POSITIVE_INFINITY);
    for (const { round, count } of node.failures) failed.set(round, (failed.get(round) ?? 0) + count);
  }
  const lossIn = (round: number): number => lossOf(report.rounds.find((one) => one.round === round));
  return [...failed]
    .sort(([a, m], [b, n]) => (m === n ? lossIn(b) - lossIn(a) || a - b : n - m))
    .slice(0, MOST_PANELS)
    .map(([round]) => round)
    .sort((a, b) => a - b);
}

const lossOf = (round: RoundMeasures | undefined): number =>
  round === undefined ? 0 : CHANNELS.reduce((total, channel) => total + round.lossUsd[channel], 0);

/** The map as it stands in one round: this round's failures red with a ring, earlier ones slate, the rest grey. */
export function roundPanel(
  place: Place,
  letter: string,
  round: number,
  whole: MapLayout,
  run: CompletedRun,
  report: Report,
): Block {
  const factor = place.widthPt / whole.widthPt;
  const layout = placeLayout(whole, place.x, place.y + HEAD_ROOM, factor, 0.9);
  const bare = { ...layout, nodes: layout.nodes.map((node) => ({ ...node, kind: "position" as const })) };
  const live = liveEdges(bare, (flow) => flow.firstRound === round, 0.5);
  const soFar = layout.nodes
    .map((node) => upTo(node, round))
    .sort((a, b) => b.radius - a.radius || compareText(a.key, b.key));
  const struck = soFar.filter((node) => strikes(node, round));
  const plain = soFar.flatMap((node) =>
    nodeItems(
      { ...node, kind: "position" },
      sectorsOf(node, (when) => (when === round ? NOW : EARLIER)),
    ),
  );
  const rings = struck
    .filter((node) => node.count === 1)
    .map(
      (node): Item => ({
        kind: "circle",
        x: node.x,
        y: node.y,
        radius: node.radius + 1.3,
        stroke: NOW,
        lineWidth: 0.6,
      }),
    );
  return {
    items: [
      ...head(place, letter, round, run, report),
      ...backgroundItems(bare, live, 0.2),
      ...liveItems(live, () => NOW),
      ...plain,
      ...rings,
      ...names(place, struck, bare, live),
    ],
    heightPt: HEAD_ROOM + layout.heightPt,
  };
}

const strikes = (node: MapNode, round: number): boolean =>
  node.failures.some((failure) => failure.round === round) || node.shockRound === round;

/** The node without what happens to it after `round`. */
function upTo(node: MapNode, round: number): MapNode {
  const { shockRound, ...rest } = node;
  return {
    ...rest,
    failures: node.failures.filter((failure) => failure.round <= round),
    ...(shockRound !== undefined && shockRound <= round ? { shockRound } : {}),
  };
}

function head(place: Place, letter: string, round: number, run: CompletedRun, report: Report): readonly Item[] {
  const { x, y, widthPt } = place;
  const shocked = run.result.events.some((event) => event.kind === "shock" && event.round === round);
  const title = shocked && round === 0 ? "Shock" : `Round ${round}`;
  const measures = report.rounds.find((one) => one.round === round);
  const failed = measures?.failed ?? 0;
  const sold = measures?.soldUsd ?? 0;
  const lost = lossOf(measures);
  const facts = [
    ...(failed > 0 ? [`${failed} fail`] : []),
    ...(sold > 0 ? [`${money(sold)} sold`] : lost > 0 ? [`${money(lost)} lost`] : []),
  ].join(" · ");
  const room = widthPt - 12 - textWidth(title, 6.5, 600) - 4;
  return [
    label(x, y + 7, letter, { size: 8, weight: 700 }),
    label(x + 9, y + 7, title, { size: 6.5, weight: 600 }),
    label(x + widthPt, y + 7, shortened(facts, room, 5.5, 400), { size: 5.5, anchor: "end", fill: SOFT_INK }),
    line(x, y + 10.5, x + widthPt, y + 10.5, { stroke: "#404040", lineWidth: 0.5 }),
  ];
}

/** Names of the hubs struck in this round, where there is room. */
function names(
  place: Place,
  struck: readonly MapNode[],
  layout: MapLayout,
  live: ReturnType<typeof liveEdges>,
): readonly Item[] {
  const wanted = struck
    .filter((node) => node.kind !== "position" && node.kind !== "actor")
    .slice(0, MOST_LABELS)
    .map(
      (node): Wanted => ({
        text: shortened(node.label, place.widthPt * 0.6, 5.5, 600),
        size: 5.5,
        weight: 600,
        colour: INK,
        x: node.x,
        y: node.y,
        reach: node.radius + 1.6,
        optional: false,
      }),
    );
  const frame = {
    left: place.x - 2,
    right: place.x + place.widthPt + 2,
    top: place.y + HEAD_ROOM - 2,
    bottom: place.y + HEAD_ROOM + layout.heightPt,
  };
  const texts = placeLabels(wanted, obstaclesOf(layout, live, frame)).map((at) =>
    label(at.box.left, baselineOf(at), at.wanted.text, { size: 5.5, weight: 600 }),
  );
  return [...texts.map((text) => ({ ...text, fill: "#ffffff", outline: 2 })), ...texts];
}
