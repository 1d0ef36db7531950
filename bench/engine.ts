import type { CompletedRun } from "../src/model/result.js";
import { simulate } from "../src/propagation/index.js";
import { type Figure, measure, type Ratio } from "./harness.js";
import { type BenchOptions, type Findings, joinFindings } from "./parts.js";
import { WORKLOADS, type Workload, workloadScenario } from "./population.js";

const SCREENINGS = ["ladder", "full-scan"] as const;

/** What must be the same for every way of screening. */
function outcomeOf({ result }: CompletedRun): string {
  const rounds = result.rounds.map(({ liquidations, badDebtUsd, assets }) => [
    ...[liquidations, badDebtUsd],
    ...assets.map(({ marketUsd }) => marketUsd),
  ]);
  return JSON.stringify([result.stop, rounds]);
}

/** Whole runs of 30 rounds, from scenario to result, by the ladder and by the full scan. */
export async function benchEngine(options: BenchOptions): Promise<Findings> {
  const parts: Findings[] = [];
  for (const workload of WORKLOADS.filter(({ positions }) => positions <= options.most))
    parts.push(await runOne(workload, options));
  return joinFindings(parts);
}

async function runOne(workload: Workload, { repeats }: BenchOptions): Promise<Findings> {
  const scenario = await workloadScenario(workload);
  const runs = [];
  for (const screening of SCREENINGS) {
    const run = await measure(() => simulate(scenario, { screening }), workload.positions > 1e5 ? 1 : repeats);
    runs.push({ screening, ...run });
  }
  const figures = runs.map(({ screening, value, milliseconds, fastest, repeats: times }): Figure => {
    const { rounds } = value.result;
    const liquidations = rounds.reduce((sum, round) => sum + round.liquidations, 0);
    return {
      ...{ group: workload.name, name: `run, ${screening}`, milliseconds, fastest, repeats: times },
      ...{
        work: workload.positions * rounds.length,
        per: "position-round",
        counts: { rounds: rounds.length, liquidations },
      },
    };
  });
  const [ladder, scan] = runs;
  const same = ladder !== undefined && scan !== undefined && outcomeOf(ladder.value) === outcomeOf(scan.value);
  const ratios: Ratio[] =
    ladder === undefined || scan === undefined
      ? []
      : [{ name: `${workload.name}: run by full scan / by ladder`, value: scan.milliseconds / ladder.milliseconds }];
  return { figures, ratios, faults: same ? [] : [`${workload.name}: ladder and full scan differ`] };
}
