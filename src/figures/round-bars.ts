import type { Report, RoundMeasures } from "../model/report.js";
import { roundColour } from "./colours.js";
import { type Block, BODY, HEAD, HEAD_HEIGHT, type Place, TICK } from "./key-block.js";
import { lostIn } from "./round-spans.js";
import { type Item, label, line, RULE } from "./scene.js";
import { moneyUnit, plain, ticksTo, unitFor, wholeTicks } from "./wording.js";

/** One quantity by round. */
export interface Series {
  readonly name: string;
  readonly values: readonly { readonly round: number; readonly usd: number }[];
}

/** What there is to show by round: liquidations; where there were none, at most two of sales, withdrawals and losses. */
export function seriesOf(report: Report): readonly Series[] {
  const by = (name: string, value: (round: RoundMeasures) => number): Series => ({
    name,
    values: report.rounds.map((round) => ({ round: round.round, usd: value(round) })),
  });
  const happened = (series: Series): boolean => series.values.some(({ usd }) => usd > 0);
  const liquidated = by("Liquidated per round", (round) => round.liquidatedUsd);
  if (happened(liquidated)) return [liquidated];
  return [
    by("Sold per round", (round) => round.soldUsd),
    by("Withdrawn per round", (round) => round.withdrawnUsd),
    by("Loss per round", lostIn),
  ]
    .filter(happened)
    .slice(0, 2);
}

/** A bar lower than this share of the highest cannot be told from the axis. */
const VISIBLE = 0.01;

/** The last round that has a bar one can see. */
export const lastBar = (series: readonly Series[]): number =>
  Math.max(
    0,
    ...series.flatMap(({ values }) => {
      const highest = values.reduce((most, { usd }) => Math.max(most, usd), 0);
      return values.filter(({ usd }) => usd > VISIBLE * highest).map(({ round }) => round);
    }),
  );

/** Small bars of one quantity by round, in the colours of the rounds. */
export function barsBlock(place: Place, series: Series, last: number, plotHeight: number): Block {
  const { x, y, widthPt } = place;
  const largest = series.values.reduce((most, { usd }) => Math.max(most, usd), 0);
  const unit = unitFor(largest);
  const ticks = ticksTo(largest / unit.factor, plotHeight < 25 ? 2 : 3);
  const top = (ticks.at(-1) ?? 1) * unit.factor;
  const plotWidth = widthPt - 14;
  const baseline = y + HEAD_HEIGHT + 1 + plotHeight;
  const rounds = series.values.map(({ round }) => round);
  const first = rounds[0] ?? 0;
  const final = rounds.at(-1) ?? 0;
  const step = plotWidth / (final - first + 1);
  const centre = (round: number): number => x + (round - first + 0.5) * step;
  const bars = series.values
    .filter(({ usd }) => usd > 0)
    .map(({ round, usd }): Item => {
      const height = Math.max(0.3, (usd / top) * plotHeight);
      const width = step * (step > 4 ? 0.74 : 0.86);
      return {
        kind: "rect",
        x: centre(round) - width / 2,
        y: baseline - height,
        width,
        height,
        fill: roundColour(Math.min(round, last), last),
      };
    });
  const grid = ticks.flatMap((tick) => {
    const tickY = baseline - ((tick * unit.factor) / top) * plotHeight;
    const stroke = tick === 0 ? "#333333" : RULE;
    return [
      line(x, tickY, x + plotWidth, tickY, { stroke, lineWidth: tick === 0 ? 0.5 : 0.35 }),
      label(x + widthPt, tickY + 2, plain(tick), { ...TICK, anchor: "end" }),
    ];
  });
  const marks = wholeTicks(first, final, 8).map((round) =>
    label(centre(round), baseline + 7.5, String(round), { ...TICK, anchor: "middle" }),
  );
  return {
    items: [label(x, y + 5, `${series.name} (${moneyUnit(unit)})`, HEAD), ...grid, ...bars, ...marks],
    heightPt: HEAD_HEIGHT + 1 + plotHeight + 9,
  };
}

/** Says that nothing was sold, withdrawn or lost. */
export const nothingBlock = ({ x, y }: Place): Block => ({
  items: [label(x, y + 5, "By round", HEAD), label(x, y + HEAD_HEIGHT + 4, "Nothing sold, withdrawn or lost.", BODY)],
  heightPt: HEAD_HEIGHT + 6,
});
