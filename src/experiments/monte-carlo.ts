import { totalByChannel } from "../measures/losses.js";
import { summariseSample } from "../measures/sample-summary.js";
import type { Round } from "../model/result.js";
import type { SampledRun, SampleMeasure, SampleSummary, SamplingPlan } from "../model/sampling.js";
import type { Id, Scenario, Shock } from "../model/scenario.js";
import { scenarioHash } from "../network/scenario-hash.js";
import { neumaierTotal } from "../numbers/sums.js";
import { prepare, type RunTotals } from "../propagation/index.js";
import { checkPlan, priceChanges } from "./price-draws.js";
import { literal } from "./shock-families.js";

/** Plays the runs `first`, `first + 1`, … of a sample. */
export type Sampler = (runs: { readonly first: number; readonly count: number }) => readonly SampledRun[];

/** A price of nothing would leave nobody anything to seize or to sell; what is drawn below this is played as this. */
const DEEPEST = -0.999;

export interface MonteCarloOptions {
  /** Extents whose chance is asked for. */
  readonly extents?: readonly { readonly measure: SampleMeasure; readonly above: number }[];
  readonly onRun?: (progress: { readonly run: number; readonly of: number }) => void;
}

/**
 * A scenario that is compiled once and run under drawn prices as often as wanted. A run depends on the scenario, the plan and its
 * number only: not on the runs before it, their count, or who plays them. Throws `SamplingError` for a plan that cannot be drawn from.
 */
export function sampler(scenario: Scenario, plan: SamplingPlan): Sampler {
  checkPlan(scenario, plan);
  const prepared = prepare(scenario);
  const draw = priceChanges(plan);
  const kept = plan.keepsShocks ? scenario.shocks : [];
  const watched = plan.watched.map((id) => placeOf(scenario, id));
  return ({ first, count }) =>
    Array.from({ length: count }, (_, i) => {
      const run = first + i;
      const drawn = draw(run);
      const written = drawn.map((change) => literal(Math.max(change, DEEPEST)));
      const shocks = written.flatMap((change, place): Shock[] => {
        const asset = plan.prices[place]?.asset;
        return asset === undefined || Number(change) === 0 ? [] : [{ kind: "price", round: 0, asset, change }];
      });
      const cut = drawn.filter((change) => change < DEEPEST).length;
      const changes = written.map(Number);
      return { run, changes, cut, ...outcomeOf(prepared.totals([...kept, ...shocks]), watched) };
    });
}

const placeOf = ({ assets }: Scenario, id: Id): number => assets.findIndex((asset) => asset.id === id);

function outcomeOf({ stop, rounds }: RunTotals, watched: readonly number[]) {
  const over = (flow: (round: Round) => number): number => neumaierTotal(rounds.map(flow));
  const prices = rounds.at(-1)?.assets ?? [];
  return {
    rounds: rounds.length,
    stop: stop.reason,
    liquidations: over(({ liquidations }) => liquidations),
    liquidatedUsd: over(({ liquidatedUsd }) => liquidatedUsd),
    badDebtUsd: over(({ badDebtUsd }) => badDebtUsd),
    lossUsd: totalByChannel(rounds.map(({ lossUsd }) => lossUsd)),
    pricesUsd: watched.map((place) => prices[place]?.marketUsd ?? 0),
  };
}

/**
 * Plays `draws` runs of a scenario under drawn prices and sums them up, in this thread. The command `sample` shares the same runs out
 * to workers. Throws `SamplingError` for a plan that cannot be drawn from.
 */
export function monteCarlo(
  scenario: Scenario,
  plan: SamplingPlan,
  draws: number,
  { extents = [], onRun }: MonteCarloOptions = {},
): { readonly runs: readonly SampledRun[]; readonly summary: SampleSummary } {
  const play = sampler(scenario, plan);
  const runs = Array.from({ length: draws }, (_, run) => {
    onRun?.({ run, of: draws });
    return play({ first: run, count: 1 });
  }).flat();
  return { runs, summary: sampleSummary(scenario, plan, runs, extents) };
}

/** Runs of a sample summed up, with what tells where they came from. */
export const sampleSummary = (
  scenario: Scenario,
  plan: SamplingPlan,
  runs: readonly SampledRun[],
  extents: MonteCarloOptions["extents"] = [],
): SampleSummary => ({
  title: scenario.title,
  scenarioHash: scenarioHash(scenario),
  plan,
  ...summariseSample(runs, extents),
});
