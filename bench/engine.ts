import type { CompletedRun } from "../src/model/result.js";
import { simulate } from "../src/propagation/index.js";
import { type Figure, type Measured, measure, processorClock, type Ratio } from "./harness.js";
import { type BenchOptions, type Findings, isWanted, joinFindings } from "./parts.js";
import { WORKLOADS, type Workload, workloadScenario } from "./population.js";
import { MOST_EVALUATED } from "./scan.js";

const SCREENINGS = ["ladder", "full-scan"] as const;
type Screening = (typeof SCREENINGS)[number];

/** Larger workloads than this are run once only. */
const LARGE = 100_000;

/** Runs of the smallest workload before any is measured. */
const WARM_UP = 4;

/** What must be the same for every way of screening. */
function outcomeOf({ result }: CompletedRun): string {
  const rounds = result.rounds.map(({ liquidations, badDebtUsd, assets }) => [
    ...[liquidations, badDebtUsd],
    ...assets.map(({ marketUsd }) => marketUsd),
  ]);
  return JSON.stringify([result.stop, rounds]);
}

interface Run extends Measured<CompletedRun> {
  readonly screening: Screening;
  /** Median over the rounds of the last run. */
  readonly roundMilliseconds: number;
}

/** Whole runs of 30 rounds, from scenario to result, by the ladder and by the full scan: processor time. */
export async function benchEngine(options: BenchOptions): Promise<Findings> {
  const parts: Findings[] = [];
  const costs: { readonly positions: number; readonly milliseconds: number }[] = [];
  // Once before the clock runs, so that the compiler is done.
  const [first] = WORKLOADS;
  for (let i = 0; i < WARM_UP && first !== undefined; i += 1) simulate(await workloadScenario(first));
  for (const workload of WORKLOADS.filter((each) => isWanted(each, options))) {
    const runs = await runsOf(workload, options);
    parts.push(findingsOf(workload, runs));
    const [ladder] = runs;
    if (workload.severity === "moderate" && ladder !== undefined)
      costs.push({ positions: workload.positions, milliseconds: ladder.roundMilliseconds });
  }
  const [least, most] = [costs[0], costs.at(-1)];
  if (least === undefined || most === undefined || least === most) return joinFindings(parts);
  const growth = Math.log(most.milliseconds / least.milliseconds) / Math.log(most.positions / least.positions);
  const name = `moderate: exponent of a round's cost over positions, ${least.positions} to ${most.positions}`;
  return joinFindings([...parts, { figures: [], ratios: [{ name, value: growth, atMost: 1 }], faults: [] }]);
}

async function runsOf({ positions, ...workload }: Workload, { repeats }: BenchOptions): Promise<readonly Run[]> {
  const scenario = await workloadScenario({ positions, ...workload });
  const runs: Run[] = [];
  for (const screening of SCREENINGS) {
    let ends: number[] = [];
    const play = () => {
      ends = [];
      return simulate(scenario, { screening, onRound: () => void ends.push(processorClock()) });
    };
    const run = await measure(play, positions > LARGE ? 1 : repeats, processorClock);
    const each = ends.slice(1).map((end, i) => end - (ends[i] ?? end));
    const roundMilliseconds = each.toSorted((a, b) => a - b)[each.length >> 1] ?? 0;
    runs.push({ screening, roundMilliseconds, ...run });
  }
  return runs;
}

function findingsOf({ name: group, positions, severity }: Workload, runs: readonly Run[]): Findings {
  const figures = runs.flatMap(({ screening, roundMilliseconds, value, milliseconds, fastest, repeats }): Figure[] => {
    const { rounds } = value.result;
    const liquidations = rounds.reduce((sum, round) => sum + round.liquidations, 0);
    const evaluations = value.screened?.evaluations ?? 0;
    return [
      {
        ...{ group, name: `run, ${screening}`, milliseconds, fastest, repeats },
        ...{ work: positions * rounds.length, per: "position-round" },
        counts: { rounds: rounds.length, liquidations, evaluations },
      },
      {
        ...{ group, name: `round, ${screening}`, milliseconds: roundMilliseconds, fastest: roundMilliseconds },
        ...{ repeats: rounds.length - 1, work: positions, per: "position" },
      },
    ];
  });
  const [ladder, scan] = runs;
  if (ladder === undefined || scan === undefined) return { figures, ratios: [], faults: [] };
  const { result, screened } = ladder.value;
  const ratios: Ratio[] = [
    { name: `${group}: run by full scan / by ladder`, value: scan.milliseconds / ladder.milliseconds },
    {
      name: `${group}: run, evaluations / position-rounds`,
      value: (screened?.evaluations ?? 0) / (positions * result.rounds.length),
      ...(severity === "moderate" ? { atMost: MOST_EVALUATED } : {}),
    },
  ];
  const same = outcomeOf(ladder.value) === outcomeOf(scan.value);
  return { figures, ratios, faults: same ? [] : [`${group}: ladder and full scan differ`] };
}
