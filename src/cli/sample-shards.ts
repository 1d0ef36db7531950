import { extname } from "node:path";
import { Tinypool } from "tinypool";
import { sampler } from "../experiments/monte-carlo.js";
import type { SampledRun } from "../model/sampling.js";
import type { SampleTask, Shard } from "./sample-worker.js";

/** Runs of a shard. What is lost by an interruption is at most one shard a worker. */
export const SHARD_RUNS = 50;

export interface PlayOptions {
  /** Threads that play beside this one; 1: this thread plays by itself. */
  readonly workers: number;
  /** Node's own options for the threads. */
  readonly execArgv?: readonly string[];
}

/** The built program has .js beside it; the sources have .ts, which a thread loads only if `execArgv` tells it how. */
const EXTENSION = extname(new URL(import.meta.url).pathname);

/** All shards of `draws` runs, in order; the last may be short. */
export const shardsOf = (draws: number): readonly Shard[] =>
  Array.from({ length: Math.ceil(draws / SHARD_RUNS) }, (_, i) => ({
    first: i * SHARD_RUNS,
    count: Math.min(SHARD_RUNS, draws - i * SHARD_RUNS),
  }));

/**
 * Plays shards and hands each on as it is finished, in any order. Which worker plays a shard does not change it. A fault in one shard
 * ends them all.
 */
export async function playShards(
  task: SampleTask,
  shards: readonly Shard[],
  { workers, execArgv }: PlayOptions,
  finished: (shard: Shard, runs: readonly SampledRun[]) => Promise<void>,
): Promise<void> {
  const canShare = EXTENSION === ".js" || execArgv !== undefined;
  if (workers === 1 || shards.length <= 1 || !canShare) {
    const play = sampler(task.scenario, task.plan);
    for (const shard of shards) await finished(shard, play(shard));
    return;
  }
  const threads = Math.min(workers, shards.length);
  const pool = new Tinypool({
    filename: new URL(`./sample-worker${EXTENSION}`, import.meta.url).href,
    name: "playShard",
    ...{
      minThreads: threads,
      maxThreads: threads,
      isolateWorkers: false,
      workerData: task,
      execArgv: [...(execArgv ?? [])],
    },
  });
  try {
    await Promise.all(
      shards.map(async (shard) => {
        const runs: readonly SampledRun[] = await pool.run(shard);
        await finished(shard, runs);
      }),
    );
  } finally {
    await pool.destroy();
  }
}
