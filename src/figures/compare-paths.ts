import type { ComparedRun, Comparison, PricePath } from "../model/comparison.js";
import type { Id } from "../model/scenario.js";
import { runColour, runName, runNumber } from "./compare-runs.js";
import { BODY } from "./key-block.js";
import { relativeAxis, spread } from "./price-strip.js";
import { coordinate, type Item, label, line } from "./scene.js";
import { acrossAt, heightAt, type Strip, stepOf, type ValueAxis, valueAxisItems } from "./strip.js";

const LABEL_STEP = 9;
/** The first run is what the others are held against: a broad line, on which those that go the same way still show. */
const FIRST_WIDTH = 2.2;
const DASHES: readonly (readonly number[])[] = [
  [4, 2],
  [1.2, 1.6],
  [7, 2],
];

const LEADER = { stroke: "#9a9a9a", lineWidth: 0.35 } as const;

/** One run's line, relative to its start. */
export interface RunPath {
  readonly run: number;
  readonly name: string;
  readonly asset: Id;
  readonly relative: readonly number[];
}

const relativeOf = ({ startUsd, marketUsd }: PricePath): readonly number[] =>
  startUsd > 0 ? marketUsd.map((price) => price / startUsd) : [];

const moveOf = (path: PricePath): number =>
  relativeOf(path).reduce((most, relative) => Math.max(most, Math.abs(relative - 1)), 0);

const mostMoved = (paths: readonly PricePath[]): PricePath | undefined =>
  paths.reduce<PricePath | undefined>(
    (most, path) => (moveOf(path) > (most === undefined ? 0 : moveOf(most)) ? path : most),
    undefined,
  );

/**
 * The asset that moved most in any run, of those that all runs have, by run; where they share none that moved, each run's own. Empty
 * where nothing moved.
 */
export function runPaths({ runs }: Comparison): readonly RunPath[] {
  const hasAll = (asset: Id): boolean => runs.every(({ prices }) => prices.some((path) => path.asset === asset));
  const shared = mostMoved(runs.flatMap(({ prices }) => prices.filter(({ asset }) => hasAll(asset))));
  const chosen = ({ prices }: ComparedRun): PricePath | undefined =>
    shared === undefined ? mostMoved(prices) : prices.find(({ asset }) => asset === shared.asset);
  return runs.flatMap((each, run) => {
    const path = chosen(each);
    return path === undefined ? [] : [{ run, name: each.name, asset: path.asset, relative: relativeOf(path) }];
  });
}

/** The last round of any path. */
export const lastRoundOf = (paths: readonly RunPath[]): number =>
  paths.reduce((last, { relative }) => Math.max(last, relative.length - 1), 0);

/** The height that leaves room for a label at the end of every path. */
export const heightFor = (paths: readonly RunPath[], usual: number): number =>
  Math.max(usual, paths.length * LABEL_STEP + 4);

/** Every run's path, named at its end. */
export function pathItems(strip: Strip, paths: readonly RunPath[], count: number, labelRoom: number): readonly Item[] {
  const axis = relativeAxis(paths.flatMap(({ relative }) => relative));
  return [
    ...valueAxisItems(strip, axis, "Relative to start"),
    ...paths.flatMap((path) => lineItems(strip, axis, path, count)),
    ...endLabels(strip, axis, paths, count, labelRoom),
  ];
}

function lineItems(strip: Strip, axis: ValueAxis, { run, relative }: RunPath, count: number): readonly Item[] {
  const stroke = runColour(run, count);
  const spots = relative.map((value, round) => ({ x: acrossAt(strip, round), y: heightAt(strip, axis, value) }));
  const d = spots.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${coordinate(x)} ${coordinate(y)}`).join("");
  const dash = run === 0 ? undefined : DASHES[(run - 1) % DASHES.length];
  const paint = { stroke, lineWidth: run === 0 ? FIRST_WIDTH : 1, ...(dash === undefined ? {} : { dash }) };
  const marks = stepOf(strip) > 14 ? spots : spots.slice(-1);
  return [
    ...(spots.length > 1 ? [{ kind: "path" as const, d, ...paint, roundCaps: false }] : []),
    ...marks.map(({ x, y }): Item => ({ kind: "circle", x, y, radius: 1.3, fill: "#ffffff", stroke, lineWidth: 0.7 })),
  ];
}

function endLabels(
  strip: Strip,
  axis: ValueAxis,
  paths: readonly RunPath[],
  count: number,
  room: number,
): readonly Item[] {
  const ends = paths
    .flatMap(({ run, name, asset, relative }) => {
      const last = relative.at(-1);
      const at = { x: acrossAt(strip, relative.length - 1), y: last === undefined ? 0 : heightAt(strip, axis, last) };
      return last === undefined
        ? []
        : [{ run, text: paths.every((path) => path.asset === asset) ? name : `${asset}, ${name}`, ...at }];
    })
    .sort((a, b) => a.y - b.y || a.run - b.run);
  const places = spread(
    ends.map(({ y }) => y),
    strip.top + 4,
    strip.top + strip.heightPt - 2,
    LABEL_STEP,
  );
  const edge = strip.left + strip.widthPt;
  const textX = edge + 9;
  return ends.flatMap(({ run, text, x, y }, i) => {
    const at = places[i] ?? y;
    return [
      line(x + 2.5, y, edge, y, LEADER),
      line(edge, y, textX - 1, at, LEADER),
      ...runNumber(textX + 4.5, at, run, count),
      label(textX + 12, at + 2.1, runName(text, room - 23), BODY),
    ];
  });
}
