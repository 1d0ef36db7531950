import { compareText } from "../layout/group.js";
import { type MapLayout, type MapNode, placeLayout } from "../layout/map-layout.js";
import type { Report } from "../model/report.js";
import type { CompletedRun } from "../model/result.js";
import { EARLIER, NOW, SHOCKED } from "./colours.js";
import { shortened } from "./fonts.js";
import type { Block, Place } from "./key-block.js";
import { backgroundItems, liveEdges, liveItems, obstaclesOf } from "./map-drawing.js";
import { nodeItems, sectorsOf } from "./node-marks.js";
import { panelHead } from "./panel-head.js";
import { baselineOf, placeLabels, type Wanted } from "./place-labels.js";
import { isIn, type Span } from "./round-spans.js";
import { type CircleItem, INK, type Item, label } from "./scene.js";

export const HEAD_ROOM = 14;
const MOST_LABELS = 3;
/** A node from which less than this share of a panel's withdrawals was paid is not marked. */
const WORTH_A_RING = 0.01;
export const WITHDRAWAL_DASH: readonly number[] = [1.6, 1.1];

/** Nodes that paid withdrawals out in these rounds, those that paid next to nothing left out. */
export function withdrawnFrom(run: CompletedRun, span: Span): ReadonlySet<string> {
  const paidUsd = new Map<string, number>();
  for (const event of run.result.events) {
    if (event.kind !== "withdrawal" || !isIn(span, event.round)) continue;
    paidUsd.set(event.from, (paidUsd.get(event.from) ?? 0) + event.valueUsd);
  }
  const total = [...paidUsd.values()].reduce((sum, usd) => sum + usd, 0);
  return new Set([...paidUsd].filter(([, usd]) => usd > WORTH_A_RING * total).map(([key]) => key));
}

/**
 * The map as it stands after some rounds: what failed in them red with a ring, what was shocked and still stands pale red with one,
 * what failed before slate, the rest grey; a dashed ring where depositors withdrew.
 */
export function roundPanel(
  place: Place,
  letter: string,
  span: Span,
  whole: MapLayout,
  run: CompletedRun,
  report: Report,
): Block {
  const factor = place.widthPt / whole.widthPt;
  const layout = placeLayout(whole, place.x, place.y + HEAD_ROOM, factor, 0.9);
  const bare = { ...layout, nodes: layout.nodes.map((node) => ({ ...node, kind: "position" as const })) };
  const live = liveEdges(bare, (flow) => isIn(span, flow.firstRound), 0.5);
  const soFar = layout.nodes
    .map((node) => asAfter(node, span))
    .sort((a, b) => b.radius - a.radius || compareText(a.key, b.key));
  const struck = soFar.filter((node) => isStruck(node, span));
  const plain = soFar.flatMap((node) =>
    nodeItems(
      { ...node, kind: "position" },
      sectorsOf(node, (round) => {
        if (node.failures.length === 0) return SHOCKED;
        return isIn(span, round) ? NOW : EARLIER;
      }),
    ),
  );
  const paying = withdrawnFrom(run, span);
  const drained = soFar.filter((node) => paying.has(node.key));
  const rings = [
    ...struck.filter((node) => node.count === 1).map((node) => ringAround(node, 1.3, {})),
    ...drained.map((node) => ringAround(node, 2.4, { dash: WITHDRAWAL_DASH, lineWidth: 0.8 })),
  ];
  return {
    items: [
      ...panelHead(place, letter, span, run, report),
      ...backgroundItems(bare, live, 0.2),
      ...liveItems(live, () => NOW),
      ...plain,
      ...rings,
      ...names(place, [...new Set([...struck, ...drained])], bare, live),
    ],
    heightPt: HEAD_ROOM + layout.heightPt,
  };
}

const ringAround = (node: MapNode, gap: number, style: Partial<CircleItem>): CircleItem => ({
  kind: "circle",
  x: node.x,
  y: node.y,
  radius: node.radius + gap,
  stroke: NOW,
  lineWidth: 0.6,
  ...style,
});

const isStruck = (node: MapNode, span: Span): boolean =>
  node.shockRound !== undefined || node.failures.some(({ round }) => isIn(span, round));

/** The node without what happens to it later; its shock only if that falls in the span. */
function asAfter(node: MapNode, span: Span): MapNode {
  const { shockRound, ...rest } = node;
  return {
    ...rest,
    failures: node.failures.filter(({ round }) => round <= span.last),
    ...(shockRound !== undefined && isIn(span, shockRound) ? { shockRound } : {}),
  };
}

/** Names of the hubs struck or withdrawn from, where there is room. */
function names(
  place: Place,
  marked: readonly MapNode[],
  layout: MapLayout,
  live: ReturnType<typeof liveEdges>,
): readonly Item[] {
  const wanted = marked
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
        reach: node.radius + 3,
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
