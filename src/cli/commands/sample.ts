import { availableParallelism } from "node:os";
import { type Command, Option } from "commander";
import { sampleSummary } from "../../experiments/monte-carlo.js";
import { checkPlan, SamplingError } from "../../experiments/price-draws.js";
import { drawsCsv, drawsParquet, sampleJson } from "../../exports/index.js";
import { sampleFigure } from "../../figures/index.js";
import type { Correlation, SampledRun, SamplingPlan } from "../../model/sampling.js";
import type { Scenario } from "../../model/scenario.js";
import { scenarioHash } from "../../network/scenario-hash.js";
import { addShockOptions, chooseShocks, type ShockOptions } from "../choose-shocks.js";
import { inAllFormats } from "../drawings.js";
import { InputError } from "../exit.js";
import { loadScenario, showTables } from "../load.js";
import { type DrawnPrice, type Extent, readCorrelation, readDrawnPrice, readExtent } from "../read-distribution.js";
import { collected, readCount } from "../read-options.js";
import { EVENT_FORMATS, type EventFormat } from "../result-files.js";
import { writeResults } from "../results-folder.js";
import { openSampleFolder, readShard, writeShard } from "../sample-folder.js";
import { playShards, shardsOf } from "../sample-shards.js";
import { sampleText } from "../sample-text.js";
import type { Session } from "../session.js";
import { addStudyOptions, type StudyOptions, studyPath } from "../study-options.js";

interface SampleOptions extends StudyOptions, ShockOptions {
  readonly draws: number;
  readonly seed?: number;
  readonly price?: readonly DrawnPrice[];
  readonly correlate?: readonly Correlation[];
  readonly extent?: readonly Extent[];
  readonly watch?: readonly string[];
  readonly keepShocks?: true;
  readonly workers: number;
  readonly format: EventFormat;
}

const EXAMPLES = `
Examples:
  spillover sample my.yaml --draws 10000 --seed 7 --price "WETH=normal(-20%,0.1)"
  spillover sample my.yaml --price "WETH=t(0,0.06,3)" --price "CRV=t(0,0.1,3)" --correlate WETH,CRV=0.8 --extent badDebtUsd=1_000_000

Changes are relative, drawn for round 0: normal(mean,deviation), lognormal(mean,deviation) of ln(1 + change), t(location,scale,degrees),
uniform(low,high). Interrupted, it keeps the runs that are finished, and the same command goes on with the rest; so does one with more
draws. Results do not depend on the number of workers.`;

function planOf(scenario: Scenario, options: SampleOptions): SamplingPlan {
  const prices = options.price ?? [];
  if (prices.length === 0) throw new InputError('Say what is drawn: --price "ASSET=normal(-20%,0.1)".');
  const keepsShocks = options.keepShocks === true || options.shock !== undefined || options.variant !== undefined;
  const plan: SamplingPlan = {
    ...{ seed: options.seed ?? scenario.seed, prices, correlations: options.correlate ?? [], keepsShocks },
    watched: [...new Set([...prices.map(({ asset }) => asset), ...(options.watch ?? [])])],
  };
  try {
    checkPlan(scenario, plan);
  } catch (error) {
    throw error instanceof SamplingError ? new InputError(error.message) : error;
  }
  return plan;
}

async function sample(file: string, options: SampleOptions, { terminal, version }: Session): Promise<void> {
  const scenario = chooseShocks(await loadScenario(file, showTables(terminal)), options);
  const plan = planOf(scenario, options);
  const folder = studyPath(file, "sample", options);
  await openSampleFolder(folder, { version, scenarioHash: scenarioHash(scenario), plan });

  const { draws } = options;
  const shards = shardsOf(draws);
  const kept = await Promise.all(shards.map((shard) => readShard(folder, shard)));
  const parts = new Map<number, readonly SampledRun[]>();
  kept.forEach((runs, i) => void (runs === undefined || parts.set(i, runs)));
  const missing = shards.filter((_, i) => !parts.has(i));
  const resumed = draws - missing.reduce((sum, { count }) => sum + count, 0);
  let done = resumed;
  const tell = () => terminal.progress(`${done} of ${draws} runs (Ctrl-C keeps them)`, done / draws);
  tell();
  await playShards({ scenario, plan }, missing, options, async (shard, runs) => {
    await writeShard(folder, shard, runs);
    parts.set(shards.indexOf(shard), runs);
    done += shard.count;
    tell();
  });
  const runs = shards.flatMap((_, i) => parts.get(i) ?? []);
  const summary = sampleSummary(scenario, plan, runs, options.extent);
  terminal.progress("drawing …");
  const whole = sampleJson(summary, version);
  const metadata = { title: summary.title, scenarioHash: summary.scenarioHash, version };
  const files = new Map<string, string | Uint8Array>([
    ["summary.json", whole],
    options.format === "parquet" ? ["draws.parquet", drawsParquet(plan, runs)] : ["draws.csv", drawsCsv(plan, runs)],
    ...(await inAllFormats("sample", sampleFigure(summary, runs, { metadata }))),
  ]);
  await writeResults(folder, files);
  terminal.progress("");
  const names = [...files.keys()].join(", ");
  const earlier = resumed === 0 ? "" : `\n\n${resumed} of the runs were there from an earlier command.`;
  terminal.print(
    options.json ? whole.trimEnd() : `${sampleText(summary, terminal.style)}${earlier}\n\nFiles in ${folder}: ${names}`,
  );
}

export function addSample(root: Command, session: Session): void {
  const command = root
    .command("sample")
    .description("run a scenario under many drawn price shocks: distribution of losses, expected shortfall, chances")
    .argument("<file>", "scenario file")
    .option("--price <asset=distribution>", "how the change of a price is drawn; may be repeated", readDrawnPrice)
    .option("--correlate <asset,asset=number>", "correlation of two changes; may be repeated", readCorrelation)
    .option("--draws <count>", "runs", readCount(1, 10_000_000), 1000)
    .option("--seed <number>", "seed of the draws (default: the scenario's)", readCount(0, 0xffffffff))
    .option("--extent <measure=number>", "ask how likely more than this is; may be repeated", readExtent)
    .option("--watch <asset>", "keep the last price of this asset, too; may be repeated", collected)
    .option("--keep-shocks", "play the scenario's own shocks before the drawn ones")
    .option("--workers <count>", "threads", readCount(1, 256), availableParallelism());
  addShockOptions(command).addOption(
    new Option("--format <format>", "how the runs are kept").choices(EVENT_FORMATS).default("csv"),
  );
  addStudyOptions(command, "sample", "summary.json")
    .addHelpText("after", EXAMPLES)
    .action((file: string, options: SampleOptions) => sample(file, options, session));
}
