import { layOut } from "../layout/lay-out.js";
import type { MapFlow } from "../layout/map-edges.js";
import { type Frame, type MapLayout, type MapNode, placeLayout } from "../layout/map-layout.js";
import type { Report } from "../model/report.js";
import type { CompletedRun } from "../model/result.js";
import { roundColour } from "./colours.js";
import { flowKey } from "./flow-key.js";
import type { Block, Place } from "./key-block.js";
import { kindKey } from "./kind-key.js";
import { backgroundItems, liveEdges, liveItems, nodesItems, obstaclesOf } from "./map-drawing.js";
import { mapLabels } from "./map-labels.js";
import { sectorsOf } from "./node-marks.js";
import { barsBlock, lastBar, nothingBlock, seriesOf } from "./round-bars.js";
import { roundKey } from "./round-key.js";
import { scenarioBox } from "./scenario-box.js";
import { type Item, type Metadata, points, type Scene } from "./scene.js";
import { sizeKey } from "./size-key.js";

export interface MapOptions {
  readonly metadata: Metadata;
  /** Two columns of a journal (183 mm, the default) or one (89 mm). */
  readonly widthMm?: 183 | 89;
  /** Above this many positions they are drawn as groups; 60 unless told. */
  readonly positionLimit?: number;
}

const COLUMN_WIDTH = 102;
const COLUMN_GAP = 14;
const BLOCK_GAP = 9;
const MARGIN = 3;

/**
 * The contagion map of a run: disks by value and round of failure, arrows by loss passed on, with its keys. 183 mm wide with the keys
 * beside the map, or 89 mm wide with the keys below. The map grows as tall as its keys.
 */
export function contagionMap(run: CompletedRun, report: Report, options: MapOptions): Scene {
  return drawContagionMap(layOutMap(run, report, options), run, report, options);
}

/** The layout that `contagionMap` draws: as wide as the page leaves it, and as tall as the keys beside it. */
export function layOutMap(
  run: CompletedRun,
  report: Report,
  options: Pick<MapOptions, "widthMm" | "positionLimit">,
): MapLayout {
  const frame = frameFor(options.widthMm ?? 183);
  const limit = options.positionLimit === undefined ? {} : { positionLimit: options.positionLimit };
  const layout = layOut(run.shape, run.result, report, { frame, ...limit });
  if (options.widthMm === 89) return layout;
  const heightPt = keysBeside(layout, run, report, lastRound(layout, report)).heightPt - 2 * MARGIN;
  if (heightPt <= frame.heightPt) return layout;
  return layOut(run.shape, run.result, report, { frame: { ...frame, heightPt }, ...limit });
}

/** Room for the map itself on a page of this width, in points. */
export function frameFor(widthMm: 183 | 89): Frame {
  const width = points(widthMm);
  if (widthMm === 89) return { widthPt: width - 2 * MARGIN, heightPt: 225 };
  return { widthPt: width - COLUMN_WIDTH - COLUMN_GAP - 2 * MARGIN, heightPt: 344 };
}

/** The contagion map on a layout that has been made; see `contagionMap`. */
export function drawContagionMap(layout: MapLayout, run: CompletedRun, report: Report, options: MapOptions): Scene {
  const last = lastRound(layout, report);
  const placed = placeLayout(layout, MARGIN, MARGIN, 1);
  const narrow = options.widthMm === 89;
  const keys = narrow ? keysBelow(placed, run, report, last) : keysBeside(placed, run, report, last);
  return {
    widthPt: points(options.widthMm ?? 183),
    heightPt: narrow ? keys.heightPt : Math.max(keys.heightPt, layout.heightPt + 2 * MARGIN),
    items: [...mapItems(placed, last, narrow ? { hubs: 16, accounts: 8 } : { hubs: 30, accounts: 12 }), ...keys.items],
    metadata: options.metadata,
  };
}

/** The last round in which anything on the map failed, was shocked or passed a loss on, or that has a bar beside it. */
export const lastRound = (layout: MapLayout, report: Report): number =>
  Math.max(
    lastBar(seriesOf(report)),
    ...layout.nodes.flatMap((node) => [...node.failures.map((failure) => failure.round), node.shockRound ?? 0]),
    ...layout.flows.map((flow) => flow.firstRound),
  );

function mapItems(layout: MapLayout, last: number, limits: { hubs: number; accounts: number }): readonly Item[] {
  const live = liveEdges(layout, () => true);
  const sectors = (node: MapNode) => sectorsOf(node, (round) => roundColour(round, last));
  const frame = { left: 1, top: 1, right: layout.widthPt + 2 * MARGIN, bottom: layout.heightPt + 2 * MARGIN };
  return [
    ...backgroundItems(layout, live),
    ...liveItems(live, (flow: MapFlow) => roundColour(flow.firstRound, last)),
    ...nodesItems(layout, sectors),
    ...mapLabels(layout, sectors, obstaclesOf(layout, live, frame), limits),
  ];
}

type Draw = (place: Place) => Block;

function keysBeside(layout: MapLayout, run: CompletedRun, report: Report, last: number): Block {
  const x = 2 * MARGIN + layout.widthPt + COLUMN_GAP - MARGIN;
  return stack({ x, y: MARGIN, widthPt: COLUMN_WIDTH }, allKeys(layout, run, report, last));
}

function keysBelow(layout: MapLayout, run: CompletedRun, report: Report, last: number): Block {
  const widthPt = (layout.widthPt - COLUMN_GAP) / 2;
  const y = layout.heightPt + 2 * MARGIN + 6;
  const [rounds, size, flows, kinds, ...rest] = allKeys(layout, run, report, last);
  const left = stack({ x: MARGIN, y, widthPt }, [rounds, kinds, ...rest.slice(1)].filter(isDrawn));
  const right = stack(
    { x: MARGIN + widthPt + COLUMN_GAP, y, widthPt },
    [flows, size, ...rest.slice(0, 1)].filter(isDrawn),
  );
  return { items: [...left.items, ...right.items], heightPt: Math.max(left.heightPt, right.heightPt) };
}

const isDrawn = (draw: Draw | undefined): draw is Draw => draw !== undefined;

function allKeys(layout: MapLayout, run: CompletedRun, report: Report, last: number): readonly Draw[] {
  const { secondsPerRound, startsAt } = run.result.provenance;
  const series = seriesOf(report);
  const height = series.length > 1 ? 18 : 30;
  return [
    (place) => roundKey(place, last, startsAt === undefined ? undefined : secondsPerRound),
    (place) => sizeKey(place, layout),
    (place) => flowKey(place, layout),
    (place) => kindKey(place, layout.nodes),
    (place) => scenarioBox(place, run, report),
    ...series.map(
      (one): Draw =>
        (place) =>
          barsBlock(place, one, last, height),
    ),
    ...(series.length === 0 ? [nothingBlock] : []),
  ];
}

/** Blocks one under the other; the height is that of the page down to the last of them. */
function stack(place: Place, draws: readonly Draw[]): Block {
  let y = place.y;
  const items: Item[] = [];
  for (const draw of draws) {
    const block = draw({ ...place, y });
    if (block.items.length === 0) continue;
    items.push(...block.items);
    y += block.heightPt + BLOCK_GAP;
  }
  return { items, heightPt: y - BLOCK_GAP + MARGIN };
}
