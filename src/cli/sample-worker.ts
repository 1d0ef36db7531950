import { type Sampler, sampler } from "../experiments/monte-carlo.js";
import type { SampledRun, SamplingPlan } from "../model/sampling.js";
import type { Scenario } from "../model/scenario.js";

/** What a worker is started with. */
export interface SampleTask {
  readonly scenario: Scenario;
  readonly plan: SamplingPlan;
}

/** Runs that are played and kept together. */
export interface Shard {
  readonly first: number;
  readonly count: number;
}

let play: Sampler | undefined;

/** Plays a shard in a worker of the pool, which compiles the scenario once, for its first. */
export function playShard(shard: Shard): readonly SampledRun[] {
  if (play === undefined) {
    const { scenario, plan }: SampleTask = process.__tinypool_state__.workerData;
    play = sampler(scenario, plan);
  }
  return play(shard);
}
