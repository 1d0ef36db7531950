import type { MapLayout } from "../layout/map-layout.js";
import type { Report } from "../model/report.js";
import type { CompletedRun } from "../model/result.js";
import { BEFORE, EARLIER, NOW, SURVIVOR, SURVIVOR_LINE } from "./colours.js";
import { BODY, type Place } from "./keys.js";
import { priceLines } from "./price-lines.js";
import { priceStrip } from "./price-strip.js";
import { type Item, label, line, type Metadata, points, type Scene } from "./scene.js";
import { chosenRounds, roundPanel } from "./small-multiples.js";
import { roundAxisItems, type Strip } from "./strip.js";
import { type Volume, volumeOf, volumeStrip } from "./volume-strip.js";
import { duration } from "./wording.js";

const WIDTH = points(183);
const MARGIN = 3;
const COLUMNS = 4;
const PANEL_GAP = 12;
const AXIS_ROOM = 29;
const LABEL_ROOM = 104;
const PRICE_HEIGHT = 82;
const VOLUME_HEIGHT = 62;
const LETTERS = "abcdefghijklmnop";

/**
 * The run round by round, 183 mm wide: the map in up to eight chosen rounds (when failures fall in more than one), the price paths,
 * and below them what was sold, or what left the vault.
 */
export function roundsFigure(
  run: CompletedRun,
  report: Report,
  layout: MapLayout,
  options: { metadata: Metadata },
): Scene {
  const chosen = chosenRounds(layout, report);
  const panels = chosen.length > 1 ? panelsItems(chosen, layout, run, report) : { items: [], heightPt: 0 };
  const letter = chosen.length > 1 ? chosen.length : 0;
  const strips = stripsItems(run, report, MARGIN + panels.heightPt, letter);
  return {
    widthPt: WIDTH,
    heightPt: MARGIN + panels.heightPt + strips.heightPt,
    items: [...panels.items, ...strips.items],
    metadata: options.metadata,
  };
}

interface Part {
  readonly items: readonly Item[];
  readonly heightPt: number;
}

function panelsItems(rounds: readonly number[], layout: MapLayout, run: CompletedRun, report: Report): Part {
  const widthPt = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * PANEL_GAP) / COLUMNS;
  let rowHeight = 0;
  const items = rounds.flatMap((round, i) => {
    const x = MARGIN + (i % COLUMNS) * (widthPt + PANEL_GAP);
    const y = MARGIN + Math.floor(i / COLUMNS) * rowHeight;
    const panel = roundPanel({ x, y, widthPt }, LETTERS[i] ?? "", round, layout, run, report);
    rowHeight = panel.heightPt + 8;
    return panel.items;
  });
  return { items, heightPt: Math.ceil(rounds.length / COLUMNS) * rowHeight + 4 };
}

function stripsItems(run: CompletedRun, report: Report, top: number, letter: number): Part {
  const rounds = run.result.rounds.map((round) => round.round);
  const widthPt = WIDTH - 2 * MARGIN - AXIS_ROOM - LABEL_ROOM;
  const strip = (y: number, heightPt: number): Strip => ({
    left: MARGIN + AXIS_ROOM,
    top: y,
    widthPt,
    heightPt,
    firstRound: rounds[0] ?? 0,
    lastRound: rounds.at(-1) ?? 0,
  });
  const lines = priceLines(run);
  const volume = volumeOf(run, report);
  const prices = strip(top + 14, PRICE_HEIGHT);
  const volumes = strip(prices.top + PRICE_HEIGHT + 24, VOLUME_HEIGHT);
  const lowest = volume === undefined ? prices : volumes;
  const keyPlace: Place = { x: prices.left + widthPt + 9, y: volumes.top, widthPt: LABEL_ROOM - 9 };
  const withPanels = letter > 0;
  return {
    items: [
      ...heading(LETTERS[letter] ?? "", top, lines.length > 0 ? "Prices, relative to the start" : "No price moved"),
      ...priceStrip(prices, lines, LABEL_ROOM),
      ...(volume === undefined
        ? []
        : [...heading(LETTERS[letter + 1] ?? "", volumes.top - 14, volume.title), ...volumeStrip(volumes, volume)]),
      ...roundAxisItems(lowest, roundTitle(run)),
      ...key(keyPlace, volume, withPanels),
    ],
    heightPt: lowest.top + lowest.heightPt + 22 - top,
  };
}

const heading = (letter: string, y: number, title: string): readonly Item[] => [
  label(MARGIN, y + 6, letter, { size: 8, weight: 700 }),
  label(MARGIN + 9, y + 6, title, { size: 6.5, weight: 600 }),
];

function roundTitle(run: CompletedRun): string {
  const { startsAt, secondsPerRound } = run.result.provenance;
  if (startsAt === undefined) return "Round";
  return `Round (${duration(secondsPerRound)} each, round 0 on ${startsAt.slice(0, 10)})`;
}

function key(place: Place, volume: Volume | undefined, withPanels: boolean): readonly Item[] {
  const bar =
    (fill: string) =>
    (y: number): readonly Item[] => [{ kind: "rect", x: place.x, y: y - 3, width: 10, height: 6, fill }];
  const rows: { mark: (y: number) => readonly Item[]; name: string }[] = [];
  if (volume !== undefined) {
    rows.push({ mark: bar(NOW), name: volume.redName }, { mark: bar(BEFORE), name: volume.paleName });
  }
  if (withPanels) {
    const x = place.x + 5;
    rows.push(
      {
        mark: (y) => [
          { kind: "circle", x, y, radius: 4, stroke: NOW, lineWidth: 0.6 },
          { kind: "circle", x, y, radius: 2.7, fill: NOW },
        ],
        name: "fails or is shocked now",
      },
      { mark: (y) => [{ kind: "circle", x, y, radius: 2.7, fill: EARLIER }], name: "failed or shocked earlier" },
      {
        mark: (y) => [{ kind: "circle", x, y, radius: 2.6, fill: SURVIVOR, stroke: SURVIVOR_LINE, lineWidth: 0.5 }],
        name: "solvent",
      },
      {
        mark: (y) => [line(place.x, y, place.x + 10, y, { stroke: NOW, lineWidth: 1.4, opacity: 0.7 })],
        name: "first passes a loss on now",
      },
    );
  }
  return rows.flatMap(({ mark, name }, i) => {
    const y = place.y + 4 + i * 11;
    return [...mark(y), label(place.x + 15, y + 2.1, name, BODY)];
  });
}
