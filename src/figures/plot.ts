import { TICK } from "./key-block.js";
import { coordinate, type Item, label, line, type Paint, RULE } from "./scene.js";
import type { ValueAxis } from "./strip.js";
import { niceAtLeast, tickText } from "./wording.js";

/** A plot of one number over another: its rectangle and its axes. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly x: ValueAxis;
  readonly y: ValueAxis;
}

/** Title of an axis and how its marks are written; absent: in full. */
export interface AxisText {
  readonly title: string;
  readonly write?: (tick: number) => string;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export const acrossPlot = ({ left, widthPt, x }: Plot, value: number): number =>
  left + (widthPt * (value - x.low)) / (x.high - x.low);

export const upPlot = ({ top, heightPt, y }: Plot, value: number): number =>
  top + heightPt * (1 - (value - y.low) / (y.high - y.low));

/** An axis over all values with even marks of 1, 2, 2.5 or 5 × 10^k, about `count` of them; it begins and ends at a mark. */
export function axisOver(values: readonly number[], count: number): ValueAxis {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { low: 0, high: 1, ticks: [0, 1] };
  const room = high - low > 0 ? high - low : Math.max(Math.abs(high), 1);
  const step = niceAtLeast(room / count, [1, 2, 2.5, 5]);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  return { low: ticks[0] ?? low, high: ticks.at(-1) ?? high, ticks };
}

/** Grid lines, marks and titles of both axes; the line at 0, or else the lowest, is dark. */
export function plotAxes(plot: Plot, across: AxisText, up: AxisText): readonly Item[] {
  const bottom = plot.top + plot.heightPt;
  const right = plot.left + plot.widthPt;
  const isDark = (tick: number): boolean => (plot.y.ticks.includes(0) ? tick === 0 : tick === plot.y.low);
  return [
    ...plot.y.ticks.flatMap((tick) => {
      const y = upPlot(plot, tick);
      return [
        line(plot.left, y, right, y, {
          stroke: isDark(tick) ? "#333333" : RULE,
          lineWidth: isDark(tick) ? 0.5 : 0.35,
        }),
        label(plot.left - 3, y + 2, (up.write ?? tickText)(tick), { ...TICK, anchor: "end" }),
      ];
    }),
    ...plot.x.ticks.map((tick) =>
      label(acrossPlot(plot, tick), bottom + 8, (across.write ?? tickText)(tick), { ...TICK, anchor: "middle" }),
    ),
    ...plot.x.ticks.map((tick) =>
      line(acrossPlot(plot, tick), bottom, acrossPlot(plot, tick), bottom + 2, { stroke: "#8c8c8c", lineWidth: 0.35 }),
    ),
    label(plot.left + plot.widthPt / 2, bottom + 17, across.title, { size: 6, anchor: "middle" }),
    label(plot.left - 22, plot.top + plot.heightPt / 2, up.title, { size: 6, anchor: "middle", upright: true }),
  ];
}

/** A line through spots given in values; none through fewer than two. */
export function plotLine(plot: Plot, spots: readonly Spot[], paint: Paint): readonly Item[] {
  if (spots.length < 2) return [];
  const d = spots
    .map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${coordinate(acrossPlot(plot, x))} ${coordinate(upPlot(plot, y))}`)
    .join("");
  return [{ kind: "path", d, ...paint, roundCaps: false }];
}

/** An upright line over the whole plot at a value of x. */
export const plotUpright = (plot: Plot, x: number, paint: Paint): Item =>
  line(acrossPlot(plot, x), plot.top, acrossPlot(plot, x), plot.top + plot.heightPt, paint);

/** "−25%" for −0.25. */
export const percentTick = (tick: number): string => `${tickText(Number((100 * tick).toPrecision(10)))}%`;
