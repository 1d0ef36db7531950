import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import type * as Shards from "../src/cli/sample-shards.js";
import type { SampledRun } from "../src/model/sampling.js";
import { type Figure, measure, type Ratio } from "./harness.js";
import type { BenchOptions, Findings } from "./parts.js";
import { SMALL_PLAN, smallWorld } from "./small-world.js";

const POSITIONS = 10_000;
/** As many as a study has: a thread takes a second or two to be loaded and compiled, whatever it plays. */
const RUNS = 10_000;
/** Two threads should take at most this share of one thread's time. */
const MOST_OF_ONE = 0.6;

const SOURCES = ["--import", new URL("../tools/source-worker.mjs", import.meta.url).href];

/** The program as built, where it is: sources that are compiled on the way keep the names of functions, which costs time in each call. */
async function program() {
  const isBuilt = existsSync(new URL("../dist/cli/sample-shards.js", import.meta.url));
  const file = new URL(`../${isBuilt ? "dist/cli/sample-shards.js" : "src/cli/sample-shards.ts"}`, import.meta.url);
  const { playShards, shardsOf }: typeof Shards = await import(file.href);
  return { playShards, shardsOf, isBuilt, execArgv: isBuilt ? {} : { execArgv: SOURCES } };
}

/** 10,000 runs over 10,000 positions of a small world under drawn prices, by one thread and by two: the same runs, and how long each takes. */
export async function benchMonteCarlo({ most }: BenchOptions): Promise<Findings> {
  // A smaller benchmark draws less, too.
  const runs = Math.min(RUNS, most);
  const positions = Math.min(POSITIONS, most);
  const scenario = await smallWorld(positions);
  const { playShards, shardsOf, isBuilt, execArgv } = await program();
  const shards = shardsOf(runs);
  const figures: Figure[] = [];
  const outcomes = new Set<string>();
  for (const workers of [1, 2]) {
    const played: SampledRun[] = [];
    const { value: _, ...times } = await measure(
      () =>
        playShards(
          { scenario, plan: SMALL_PLAN },
          shards,
          { workers, ...execArgv },
          async (__, some) => void played.push(...some),
        ),
      1,
    );
    const inOrder = played.toSorted((a, b) => a.run - b.run);
    outcomes.add(createHash("sha256").update(JSON.stringify(inOrder)).digest("hex"));
    figures.push({
      ...{ group: `Monte Carlo ${runs} × ${positions}`, ...times },
      name: `${workers} thread${workers > 1 ? "s" : ""}, ${isBuilt ? "built" : "from source"}`,
      ...{ work: runs, per: "run", counts: countsOf(inOrder) },
    });
  }
  const [one, two] = figures;
  const ratios: Ratio[] =
    one === undefined || two === undefined || availableParallelism() < 2
      ? []
      : [{ name: "Monte Carlo: two threads / one", value: two.milliseconds / one.milliseconds, atMost: MOST_OF_ONE }];
  return { figures, ratios, faults: outcomes.size === 1 ? [] : ["Monte Carlo: one thread and two differ"] };
}

const countsOf = (runs: readonly SampledRun[]): Readonly<Record<string, number>> => ({
  rounds: runs.reduce((sum, { rounds }) => sum + rounds, 0),
  liquidations: runs.reduce((sum, { liquidations }) => sum + liquidations, 0),
  calm: runs.filter(({ liquidations }) => liquidations === 0).length,
});
