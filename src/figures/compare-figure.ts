import type { Comparison } from "../model/comparison.js";
import { barsOfRuns } from "./compare-bars.js";
import { heightFor, lastRoundOf, pathItems, type RunPath, runPaths } from "./compare-paths.js";
import { BODY } from "./key-block.js";
import { type Item, label, type Metadata, points, type Scene } from "./scene.js";
import { roundAxisItems } from "./strip.js";
import { duration } from "./wording.js";

const WIDTH = points(183);
const MARGIN = 3;
const HEAD_ROOM = 13;
const PANEL_GAP = 12;
const AXIS_ROOM = 29;
const LABEL_ROOM = 140;
const USUAL_HEIGHT = 96;

/** Runs side by side, 183 mm wide: bars of what each led to, and the price path of the asset that moved most. */
export function compareFigure(comparison: Comparison, options: { readonly metadata: Metadata }): Scene {
  const widthPt = WIDTH - 2 * MARGIN;
  const bars = barsOfRuns({ x: MARGIN, y: MARGIN + HEAD_ROOM, widthPt }, comparison);
  const top = MARGIN + HEAD_ROOM + bars.heightPt + PANEL_GAP;
  const paths = pathsPart(top, comparison);
  return {
    widthPt: WIDTH,
    heightPt: top + paths.heightPt,
    items: [...heading("a", MARGIN, "What each run led to"), ...bars.items, ...paths.items],
    metadata: options.metadata,
  };
}

const heading = (letter: string, y: number, title: string): readonly Item[] => [
  label(MARGIN, y + 6, letter, { size: 8, weight: 700 }),
  label(MARGIN + 9, y + 6, title, { size: 6.5, weight: 600 }),
];

function pathsPart(
  top: number,
  comparison: Comparison,
): { readonly items: readonly Item[]; readonly heightPt: number } {
  const paths = runPaths(comparison);
  if (paths.length === 0)
    return {
      items: [...heading("b", top, "Prices"), label(MARGIN + 9, top + 17, "No price moved.", BODY)],
      heightPt: 22,
    };
  const strip = {
    left: MARGIN + AXIS_ROOM,
    top: top + HEAD_ROOM,
    widthPt: WIDTH - 2 * MARGIN - AXIS_ROOM - LABEL_ROOM,
    heightPt: heightFor(paths, USUAL_HEIGHT),
    firstRound: 0,
    lastRound: lastRoundOf(paths),
  };
  const items = [
    ...heading("b", top, titleOf(paths)),
    ...pathItems(strip, paths, comparison.runs.length, LABEL_ROOM),
    ...roundAxisItems(strip, roundTitle(comparison)),
  ];
  return { items, heightPt: HEAD_ROOM + strip.heightPt + 22 };
}

function titleOf(paths: readonly RunPath[]): string {
  const assets = [...new Set(paths.map(({ asset }) => asset))];
  return assets.length === 1 ? `Price of ${assets[0]}` : "Price of each run’s most moved asset";
}

function roundTitle({ runs }: Comparison): string {
  const lengths = [...new Set(runs.map(({ provenance }) => provenance.secondsPerRound))];
  return lengths.length === 1 ? `Round (${duration(lengths[0] ?? 0)} each)` : "Round (of different length by run)";
}
