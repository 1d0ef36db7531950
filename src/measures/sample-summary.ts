import { CHANNELS } from "../model/result.js";
import {
  type Chance,
  type MeasureSummary,
  SAMPLE_MEASURES,
  type SampledRun,
  type SampleMeasure,
  type SampleSummary,
} from "../model/sampling.js";
import { neumaierTotal } from "../numbers/sums.js";
import { expectedShortfall, meanOf, proportion, quantileOf, standardError } from "./sample-statistics.js";

const LEVELS: readonly number[] = [0.5, 0.9, 0.95, 0.99];
const TAILS: readonly number[] = [0.05, 0.01];

const CONVENTIONS: readonly string[] = [
  "A run is a function of scenario, seed and its number; runs are independent draws.",
  "All drawn changes strike in round 0; a change below −99.9 % is played as −99.9 %.",
  "Losses are added over rounds and nodes where they stop; gains count against them.",
  "Quantiles are those of definition 7 of Hyndman and Fan (1996); a shortfall is the mean of the worst share of runs (Acerbi, Tasche 2002).",
  "An extent is passed by more than it; the interval of its chance is Wilson's (1927) at 95 %.",
];

/** What a run came to in one measure. */
export function sampleValue(run: SampledRun, measure: SampleMeasure): number {
  switch (measure) {
    case "totalLossUsd":
      return neumaierTotal(CHANNELS.map((channel) => run.lossUsd[channel]));
    case "directLossUsd":
      return run.lossUsd.direct;
    case "priceLossUsd":
      return run.lossUsd.price;
    case "claimLossUsd":
      return run.lossUsd.claim;
    case "runLossUsd":
      return run.lossUsd.run;
    default:
      return run[measure];
  }
}

/** All measures over the runs of a sample: mean and its standard error, quantiles, expected shortfalls, chances of extents. */
export function summariseSample(
  runs: readonly SampledRun[],
  extents: readonly { readonly measure: SampleMeasure; readonly above: number }[],
): Omit<SampleSummary, "title" | "scenarioHash" | "plan"> {
  return {
    draws: runs.length,
    levels: LEVELS,
    tails: TAILS,
    measures: SAMPLE_MEASURES.map((measure) => summaryOf(runs, measure)),
    chances: extents.map(({ measure, above }): Chance => {
      const count = runs.filter((run) => sampleValue(run, measure) > above).length;
      return { measure, above, count, ...proportion(count, runs.length) };
    }),
    unfinished: runs.filter(({ stop }) => stop === "round-limit").length,
    cut: runs.reduce((sum, { cut }) => sum + cut, 0),
    conventions: CONVENTIONS,
  };
}

function summaryOf(runs: readonly SampledRun[], measure: SampleMeasure): MeasureSummary {
  const values = runs.map((run) => sampleValue(run, measure));
  const ascending = values.toSorted((a, b) => a - b);
  return {
    measure,
    mean: meanOf(values),
    standardError: standardError(values),
    lowest: ascending[0] ?? 0,
    highest: ascending.at(-1) ?? 0,
    quantiles: LEVELS.map((level) => quantileOf(ascending, level)),
    shortfalls: TAILS.map((tail) => expectedShortfall(ascending, tail)),
  };
}
