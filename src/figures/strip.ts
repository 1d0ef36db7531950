import { TICK } from "./key-block.js";
import { type Item, label, line, RULE } from "./scene.js";
import { tickText, wholeTicks } from "./wording.js";

/** A plot over rounds: its rectangle and its scales. */
export interface Strip {
  readonly left: number;
  readonly top: number;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly firstRound: number;
  readonly lastRound: number;
}

/** A value axis from `low` to `high` with its marks. */
export interface ValueAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

export const stepOf = (strip: Strip): number => strip.widthPt / (strip.lastRound - strip.firstRound + 1);

/** Where the middle of a round lies. */
export const acrossAt = (strip: Strip, round: number): number =>
  strip.left + (round - strip.firstRound + 0.5) * stepOf(strip);

export const heightAt = (strip: Strip, axis: ValueAxis, value: number): number =>
  strip.top + strip.heightPt * (1 - (value - axis.low) / (axis.high - axis.low));

/** Grid lines with their numbers on the left, and the title of the axis upright beside them. */
export function valueAxisItems(strip: Strip, axis: ValueAxis, title: string): readonly Item[] {
  const grid = axis.ticks.flatMap((tick) => {
    const y = heightAt(strip, axis, tick);
    const bottom = tick === axis.low;
    return [
      line(strip.left, y, strip.left + strip.widthPt, y, {
        stroke: bottom ? "#333333" : RULE,
        lineWidth: bottom ? 0.5 : 0.35,
      }),
      label(strip.left - 3, y + 2, tickText(tick), { ...TICK, anchor: "end" }),
    ];
  });
  const middle = strip.top + strip.heightPt / 2;
  return [...grid, label(strip.left - 21, middle, title, { size: 6, anchor: "middle", upright: true })];
}

/** Numbers of the rounds under a strip, and what a round is. */
export function roundAxisItems(strip: Strip, title: string): readonly Item[] {
  const y = strip.top + strip.heightPt;
  return [
    ...wholeTicks(strip.firstRound, strip.lastRound, 12).map((round) =>
      label(acrossAt(strip, round), y + 8, String(round), { ...TICK, anchor: "middle" }),
    ),
    label(strip.left + strip.widthPt / 2, y + 17, title, { size: 6, anchor: "middle" }),
  ];
}
