import { EARLIER } from "./colours.js";
import { shortened } from "./fonts.js";
import type { PriceLine } from "./price-lines.js";
import { coordinate, INK, type Item, label, line, type PathItem } from "./scene.js";
import { acrossAt, heightAt, type Strip, stepOf, type ValueAxis, valueAxisItems } from "./strip.js";
import { niceAtLeast } from "./wording.js";

const MARKET_DASHES: readonly (readonly number[] | undefined)[] = [undefined, [4, 2], [1.2, 1.6], [7, 2]];
const BACK_TO_FRONT: readonly PriceLine["kind"][] = ["share", "oracle", "market"];
const SHARE = "#9fb0c8";
const LABEL_SIZE = 6;
const LABEL_STEP = 7;

/** Relative prices over rounds, each named at its end: market black, oracle thin slate dashes, vault shares broad and pale. */
export function priceStrip(strip: Strip, lines: readonly PriceLine[], labelRoom: number): readonly Item[] {
  const axis = relativeAxis(lines.flatMap((one) => one.values.map(({ relative }) => relative)));
  return [
    ...valueAxisItems(strip, axis, "Relative to start"),
    ...BACK_TO_FRONT.flatMap((kind) =>
      lines.flatMap((one, i) => (one.kind === kind ? lineItems(strip, axis, one, paintOf(lines, i)) : [])),
    ),
    ...endLabels(strip, axis, lines, labelRoom),
  ];
}

/** An axis for prices relative to their start: 1 is on it. */
export function relativeAxis(values: readonly number[]): ValueAxis {
  const low = values.reduce((least, value) => Math.min(least, value), 1);
  const high = values.reduce((most, value) => Math.max(most, value), 1);
  const step = niceAtLeast(Math.max(high - low, 0.01) / 4, [1, 2, 2.5, 5]);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  return { low: ticks[0] ?? 0, high: Math.max(high, ticks.at(-1) ?? 1), ticks };
}

type LinePaint = Pick<PathItem, "stroke" | "lineWidth" | "dash">;

function paintOf(lines: readonly PriceLine[], index: number): LinePaint {
  const kind = lines[index]?.kind;
  if (kind === "oracle") return { stroke: EARLIER, lineWidth: 0.6, dash: [2.5, 1.5] };
  if (kind === "share") return { stroke: SHARE, lineWidth: 1.8 };
  const dash = MARKET_DASHES[index % MARKET_DASHES.length];
  return { stroke: INK, lineWidth: 0.9, ...(dash === undefined ? {} : { dash }) };
}

function lineItems(strip: Strip, axis: ValueAxis, one: PriceLine, paint: LinePaint): readonly Item[] {
  const spots = one.values.map(({ round, relative }) => ({
    x: acrossAt(strip, round),
    y: heightAt(strip, axis, relative),
  }));
  const d = spots.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${coordinate(x)} ${coordinate(y)}`).join("");
  if (spots.length === 0) return [];
  const marked = one.kind === "market" && stepOf(strip) > 14;
  const marks = marked
    ? spots.map(
        ({ x, y }): Item => ({ kind: "circle", x, y, radius: 1.3, fill: "#ffffff", stroke: INK, lineWidth: 0.6 }),
      )
    : [];
  return [{ kind: "path", d, ...paint, roundCaps: false }, ...marks];
}

/** Names at the ends of the lines, pushed apart where they would touch. */
function endLabels(strip: Strip, axis: ValueAxis, lines: readonly PriceLine[], room: number): readonly Item[] {
  const ends = lines
    .flatMap((one) => {
      const last = one.values.at(-1);
      return last === undefined
        ? []
        : [{ one, x: acrossAt(strip, last.round), y: heightAt(strip, axis, last.relative) }];
    })
    .sort((a, b) => a.y - b.y);
  const places = spread(
    ends.map((end) => end.y),
    strip.top + 2,
    strip.top + strip.heightPt - 1,
  );
  const textX = strip.left + strip.widthPt + 9;
  return ends.flatMap(({ one, x, y }, i) => {
    const at = places[i] ?? y;
    const fill = one.kind === "market" ? INK : EARLIER;
    return [
      line(x + 2.5, y, textX - 2, at, { stroke: "#9a9a9a", lineWidth: 0.35 }),
      label(textX, at + 2.1, shortened(one.name, room - 11, LABEL_SIZE, 500), { size: LABEL_SIZE, weight: 500, fill }),
    ];
  });
}

/** Heights in ascending order moved as little as a downward and an upward pass allow, so that neighbours stand `step` apart. */
export function spread(
  heights: readonly number[],
  top: number,
  bottom: number,
  step: number = LABEL_STEP,
): readonly number[] {
  const down: number[] = [];
  for (const height of heights) down.push(Math.max(height, (down.at(-1) ?? top - step) + step));
  const up: number[] = [];
  for (const height of down.toReversed()) up.push(Math.min(height, (up.at(-1) ?? bottom + step) - step));
  return up.toReversed();
}
