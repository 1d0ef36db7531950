import type { MapLayout } from "../layout/map-layout.js";
import type { Report } from "../model/report.js";
import type { CompletedRun } from "../model/result.js";
import { BEFORE, EARLIER, NOW, SHOCKED, SURVIVOR, SURVIVOR_LINE } from "./colours.js";
import { BODY, type Place } from "./key-block.js";
import { priceLines } from "./price-lines.js";
import { priceStrip } from "./price-strip.js";
import { chosenSpans, type Span } from "./round-spans.js";
import { type Item, label, line, type Metadata, points, type Scene } from "./scene.js";
import { HEAD_ROOM, roundPanel, WITHDRAWAL_DASH, withdrawnFrom } from "./small-multiples.js";
import { roundAxisItems, type Strip } from "./strip.js";
import { type Volume, volumeOf, volumeStrip } from "./volume-strip.js";
import { duration } from "./wording.js";

const WIDTH = points(183);
const MARGIN = 3;
const PANEL_GAP = 12;
const AXIS_ROOM = 29;
const LABEL_ROOM = 104;
const PRICE_HEIGHT = 82;
const VOLUME_HEIGHT = 62;
const STRIP_HEAD = 14;
const STRIP_GAP = 10;
const LETTERS = "abcdefghijklmnop";

/**
 * The run round by round, 183 mm wide: the map in the rounds in which most value was hit, up to eight (left out when there is only
 * one), the price paths, and below them what was sold, or what left the vault. Strips with nothing to show are left out.
 */
export function roundsFigure(
  run: CompletedRun,
  report: Report,
  layout: MapLayout,
  options: { metadata: Metadata },
): Scene {
  const chosen = chosenSpans(layout, report);
  const spans = chosen.length > 1 ? chosen : [];
  const panels = panelsPart(spans, layout, run, report);
  const volume = volumeOf(run, report);
  const strips = stripsPart(run, volume, MARGIN + panels.heightPt, spans.length);
  const keyPlace = panels.free ?? strips.free;
  return {
    widthPt: WIDTH,
    heightPt: MARGIN + panels.heightPt + strips.heightPt,
    items: [...panels.items, ...strips.items, ...roundsKey(keyPlace, volume, run, spans)],
    metadata: options.metadata,
  };
}

interface Part {
  readonly items: readonly Item[];
  readonly heightPt: number;
  /** Room for the key. */
  readonly free?: Place;
}

/** Panels in rows of four, or of three where that leaves less empty. */
function panelsPart(spans: readonly Span[], layout: MapLayout, run: CompletedRun, report: Report): Part {
  if (spans.length === 0) return { items: [], heightPt: 0 };
  const columns = [3, 5, 6].includes(spans.length) ? 3 : 4;
  const widthPt = (WIDTH - 2 * MARGIN - (columns - 1) * PANEL_GAP) / columns;
  const rowHeight = HEAD_ROOM + layout.heightPt * (widthPt / layout.widthPt) + 8;
  const placeOf = (i: number): Place => ({
    x: MARGIN + (i % columns) * (widthPt + PANEL_GAP),
    y: MARGIN + Math.floor(i / columns) * rowHeight,
    widthPt,
  });
  const items = spans.flatMap((span, i) => roundPanel(placeOf(i), LETTERS[i] ?? "", span, layout, run, report).items);
  const next = placeOf(spans.length);
  return {
    items,
    heightPt: Math.ceil(spans.length / columns) * rowHeight + 4,
    ...(spans.length % columns === 0 ? {} : { free: { ...next, x: next.x + 8, y: next.y + HEAD_ROOM + 10 } }),
  };
}

function stripsPart(
  run: CompletedRun,
  volume: Volume | undefined,
  top: number,
  firstLetter: number,
): Part & { free: Place } {
  const rounds = run.result.rounds.map((round) => round.round);
  const widthPt = WIDTH - 2 * MARGIN - AXIS_ROOM - LABEL_ROOM;
  const lines = priceLines(run);
  const shown = [
    ...(lines.length === 0
      ? []
      : [{ title: "Prices", heightPt: PRICE_HEIGHT, draw: (strip: Strip) => priceStrip(strip, lines, LABEL_ROOM) }]),
    ...(volume === undefined
      ? []
      : [{ title: volume.title, heightPt: VOLUME_HEIGHT, draw: (strip: Strip) => volumeStrip(strip, volume) }]),
  ];
  const items: Item[] = [];
  let y = top;
  let last: Strip | undefined;
  for (const [i, { title, heightPt, draw }] of shown.entries()) {
    const firstRound = rounds[0] ?? 0;
    const lastRound = rounds.at(-1) ?? 0;
    last = { left: MARGIN + AXIS_ROOM, top: y + STRIP_HEAD, widthPt, heightPt, firstRound, lastRound };
    items.push(...heading(LETTERS[firstLetter + i] ?? "", y, title), ...draw(last));
    y += STRIP_HEAD + heightPt + STRIP_GAP;
  }
  if (last === undefined)
    items.push(label(MARGIN, y + 6, "No price moved and nothing was sold, withdrawn or lost.", BODY));
  else items.push(...roundAxisItems(last, roundTitle(run)));
  return {
    items,
    heightPt: y + 12 - top,
    free: { x: MARGIN + AXIS_ROOM + widthPt + 9, y: last?.top ?? y, widthPt: LABEL_ROOM - 9 },
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

function roundsKey(
  place: Place,
  volume: Volume | undefined,
  run: CompletedRun,
  spans: readonly Span[],
): readonly Item[] {
  const bar =
    (fill: string) =>
    (y: number): readonly Item[] => [{ kind: "rect", x: place.x, y: y - 3, width: 10, height: 6, fill }];
  const rows: { mark: (y: number) => readonly Item[]; name: string }[] = [];
  if (volume !== undefined) {
    rows.push({ mark: bar(NOW), name: volume.redName }, { mark: bar(BEFORE), name: volume.paleName });
  }
  if (spans.length > 0) {
    const x = place.x + 5;
    rows.push(
      {
        mark: (y) => [
          { kind: "circle", x, y, radius: 4, stroke: NOW, lineWidth: 0.6 },
          { kind: "circle", x, y, radius: 2.7, fill: NOW },
        ],
        name: "fails now",
      },
      {
        mark: (y) => [
          { kind: "circle", x, y, radius: 4, stroke: NOW, lineWidth: 0.6 },
          { kind: "circle", x, y, radius: 2.7, fill: SHOCKED, stroke: SURVIVOR_LINE, lineWidth: 0.4 },
        ],
        name: "is shocked now",
      },
      { mark: (y) => [{ kind: "circle", x, y, radius: 2.7, fill: EARLIER }], name: "failed earlier" },
      {
        mark: (y) => [{ kind: "circle", x, y, radius: 2.6, fill: SURVIVOR, stroke: SURVIVOR_LINE, lineWidth: 0.5 }],
        name: "not failed so far",
      },
      {
        mark: (y) => [line(place.x, y, place.x + 10, y, { stroke: NOW, lineWidth: 1.4, opacity: 0.7 })],
        name: "first passes a loss on now",
      },
    );
  }
  if (spans.some((span) => withdrawnFrom(run, span).size > 0)) {
    const x = place.x + 5;
    rows.push({
      mark: (y) => [{ kind: "circle", x, y, radius: 4, stroke: NOW, lineWidth: 0.8, dash: WITHDRAWAL_DASH }],
      name: "is withdrawn from now",
    });
  }
  return rows.flatMap(({ mark, name }, i) => {
    const y = place.y + 4 + i * 10;
    return [...mark(y), label(place.x + 15, y + 2.1, name, BODY)];
  });
}
