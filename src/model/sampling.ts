import type { Id } from "./amounts.js";
import type { LossByChannel, Stop } from "./result.js";

/** How the relative change of a price is drawn: −0.4 is a fall by 40 %. */
export type Distribution =
  | { readonly kind: "normal"; readonly mean: number; readonly deviation: number }
  /** ln(1 + change) is normal. */
  | { readonly kind: "lognormal"; readonly mean: number; readonly deviation: number }
  /** location + scale · t; degrees of freedom above 2, so that the variance is finite. */
  | { readonly kind: "student-t"; readonly location: number; readonly scale: number; readonly degrees: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number };

/** Of the normal numbers behind two assets' changes. */
export interface Correlation {
  readonly assets: readonly [Id, Id];
  readonly correlation: number;
}

/** What is drawn, and how. Run i is a function of the scenario, this and i. */
export interface SamplingPlan {
  /** 0 to 2³² − 1. */
  readonly seed: number;
  /** Each asset once; all are struck in round 0. */
  readonly prices: readonly { readonly asset: Id; readonly distribution: Distribution }[];
  /** Pairs that are not named are uncorrelated. */
  readonly correlations: readonly Correlation[];
  /** Whether the scenario's own shocks are played, too. */
  readonly keepsShocks: boolean;
  /** Assets whose last market price is kept. */
  readonly watched: readonly Id[];
}

/** One run of a sample. */
export interface SampledRun {
  /** Counted from 0. */
  readonly run: number;
  /** In the order of the plan's prices, as played. */
  readonly changes: readonly number[];
  /** How many of them were drawn below −99.9 % and played as that. */
  readonly cut: number;
  readonly rounds: number;
  readonly stop: Stop["reason"];
  readonly liquidations: number;
  readonly liquidatedUsd: number;
  readonly badDebtUsd: number;
  readonly lossUsd: LossByChannel;
  /** In the order of the plan's watched assets. */
  readonly pricesUsd: readonly number[];
}

export const SAMPLE_MEASURES = [
  "totalLossUsd",
  "directLossUsd",
  "priceLossUsd",
  "claimLossUsd",
  "runLossUsd",
  "badDebtUsd",
  "liquidatedUsd",
  "liquidations",
  "rounds",
] as const;
export type SampleMeasure = (typeof SAMPLE_MEASURES)[number];

/** One measure over all runs of a sample. */
export interface MeasureSummary {
  readonly measure: SampleMeasure;
  readonly mean: number;
  readonly standardError: number;
  readonly lowest: number;
  readonly highest: number;
  /** At the sample's levels. */
  readonly quantiles: readonly number[];
  /** Mean of the worst 5 % and 1 %, by the sample's tails. */
  readonly shortfalls: readonly number[];
}

/** How often a measure passes an extent. */
export interface Chance {
  readonly measure: SampleMeasure;
  readonly above: number;
  readonly count: number;
  readonly probability: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
}

/** Many runs of one scenario under drawn shocks, summed up. */
export interface SampleSummary {
  readonly title: string;
  readonly scenarioHash: string;
  readonly plan: SamplingPlan;
  readonly draws: number;
  readonly levels: readonly number[];
  readonly tails: readonly number[];
  readonly measures: readonly MeasureSummary[];
  readonly chances: readonly Chance[];
  /** Runs that ended at their round limit. */
  readonly unfinished: number;
  /** Changes that were drawn below −99.9 % and played as that. */
  readonly cut: number;
  readonly conventions: readonly string[];
}
