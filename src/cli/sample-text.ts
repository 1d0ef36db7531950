import type { Chance, MeasureSummary, SampleMeasure, SampleSummary } from "../model/sampling.js";
import { readableAmount, readableShare } from "./amounts.js";
import { type Style, table } from "./table.js";

const NAMES: Readonly<Record<SampleMeasure, string>> = {
  totalLossUsd: "total loss USD",
  directLossUsd: "… direct",
  priceLossUsd: "… by forced sales",
  claimLossUsd: "… by claims",
  runLossUsd: "… by runs",
  badDebtUsd: "bad debt USD",
  liquidatedUsd: "collateral liquidated USD",
  liquidations: "liquidations",
  rounds: "rounds",
};

/** A sample as a person reads it; in a pipe in full numbers. */
export function sampleText(summary: SampleSummary, style: Style): string {
  const { title, draws, plan, levels, tails, measures, chances, unfinished, cut } = summary;
  const amount = (heading: string, value: (row: MeasureSummary) => number | undefined) => ({
    ...{ heading, value, show: readableAmount },
  });
  const outcomes = table(
    measures,
    [
      { heading: "measure", value: ({ measure }) => NAMES[measure] },
      amount("mean", ({ mean }) => mean),
      amount("± s.e.", ({ standardError }) => standardError),
      ...levels.map((level, i) => amount(`${readableShare(level)} below`, ({ quantiles }) => quantiles[i])),
      ...tails.map((tail, i) => amount(`mean of worst ${readableShare(tail)}`, ({ shortfalls }) => shortfalls[i])),
      amount("highest", ({ highest }) => highest),
    ],
    style,
  );
  return [
    title,
    `${draws.toLocaleString("en-GB")} runs, seed ${plan.seed}`,
    outcomes,
    ...(chances.length === 0 ? [] : [chancesTable(chances, style)]),
    ...(unfinished > 0 ? [`${unfinished} runs ended at their round limit.`] : []),
    ...(cut > 0 ? [`${cut} changes were drawn below −99.9 % and played as −99.9 %.`] : []),
  ].join("\n\n");
}

const chancesTable = (chances: readonly Chance[], style: Style): string =>
  table(
    chances,
    [
      { heading: "more than", value: ({ above }) => above, show: readableAmount },
      { heading: "of", value: ({ measure }) => NAMES[measure].replace("… ", "loss ") },
      { heading: "runs", value: ({ count }) => count },
      { heading: "share", value: ({ probability }) => probability, show: readableShare },
      { heading: "95 % from", value: ({ low }) => low, show: readableShare },
      { heading: "to", value: ({ high }) => high, show: readableShare },
    ],
    style,
  );
