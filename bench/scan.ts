import { readingTime } from "./bandwidth.js";
import { type Figure, measure, processorClock, type Ratio } from "./harness.js";
import { screenTask } from "./ladder.js";
import { type BenchOptions, type Findings, joinFindings } from "./parts.js";
import { peersPresent, runPeers } from "./peers.js";
import { WORKLOADS, type Workload, workloadAccounts } from "./population.js";
import { fullScan, interleave, type PRICE_PATHS, type PricePath, scanTask } from "./scan-task.js";

const ROUNDS = 30;
/** Plain Python judges about three million accounts a second: it gets a round or a few. */
const plainRounds = (positions: number): number => Math.max(1, Math.min(ROUNDS, Math.floor(1_000_000 / positions)));

/** Accounts that the ladder may work out, of all accounts in all rounds. */
export const MOST_EVALUATED = 0.05;

/** Least ratios: from 100,000 accounts on such as hold on a busy machine, too, for a million what is wanted. Below, a round takes microseconds. */
const LEAST: readonly {
  readonly from: number;
  readonly overNumpy: number;
  readonly overScan: number;
  readonly overFloor: number;
}[] = [
  { from: 1_000_000, overNumpy: 30, overScan: 20, overFloor: 2 },
  { from: 100_000, overNumpy: 2, overScan: 5, overFloor: 1 },
];

const PATHS: readonly PricePath[] = ["moderate", "falling"];

/** How long it takes to judge every account in every round: by the ladder, in full, with numpy, and in plain Python, over the same bytes. */
export async function benchScan(options: BenchOptions): Promise<Findings> {
  const sizes = WORKLOADS.filter(({ positions, severity }) => positions <= options.most && severity === "moderate");
  const present = peersPresent();
  const parts: Findings[] = [];
  for (const workload of sizes) for (const path of PATHS) parts.push(await scanOne(workload, path, options, present));
  return joinFindings(parts);
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

async function scanOne(
  { positions, seed, name }: Workload,
  path: keyof typeof PRICE_PATHS,
  { repeats, bandwidth }: BenchOptions,
  present: ReturnType<typeof peersPresent>,
): Promise<Findings> {
  const group = `${name.replace(/ .*/, "")} ${path}`;
  const accounts = workloadAccounts({ positions, seed });
  const task = scanTask(accounts, ROUNDS, path);
  const layout = interleave(accounts);
  // Once before the clock runs, so that the compiler is done.
  fullScan(task, layout);
  const ours = await measure(() => fullScan(task, layout), repeats, processorClock);
  const engine = screenTask(task, "full scan", repeats);
  const rungs = screenTask(task, "ladder", repeats);
  const scripts = [...(present.numpy ? ["numpy_scan.py"] : []), ...(present.plain ? ["plain_scan.py"] : [])];
  const answers = runPeers(task, scripts, { repeats, plainRounds: plainRounds(positions) });
  const all = positions * ROUNDS;
  const done = { group, repeats, work: all, per: "position-round" };
  const figures: Figure[] = [
    {
      ...{ ...done, name: "ladder", milliseconds: rungs.milliseconds, fastest: rungs.fastest },
      counts: { below: sum(rungs.counts), evaluations: rungs.evaluations },
    },
    {
      ...{ ...done, name: "ladder, opened", work: positions, per: "position", repeats },
      ...{ milliseconds: rungs.openingMilliseconds, fastest: rungs.openingMilliseconds },
    },
    {
      ...{ ...done, name: "full scan of the engine", milliseconds: engine.milliseconds, fastest: engine.fastest },
      counts: { below: sum(engine.counts), evaluations: engine.evaluations },
    },
    {
      ...{ ...done, name: "full scan, interleaved columns", milliseconds: ours.milliseconds, fastest: ours.fastest },
      counts: { below: sum(ours.value) },
    },
    ...answers.map(({ milliseconds, counts }, i) => ({
      ...{ ...done, name: scripts[i] ?? "", milliseconds, fastest: milliseconds },
      ...{ repeats: scripts[i] === "plain_scan.py" ? 1 : repeats, work: positions * counts.length },
      counts: { below: sum(counts) },
    })),
  ];
  const each = (milliseconds: number, rounds = ROUNDS): number => milliseconds / (positions * rounds);
  const bounds = path === "moderate" ? LEAST.find(({ from }) => positions >= from) : undefined;
  const atLeast = (least: number | undefined) => (least === undefined ? {} : { atLeast: least });
  const floor = readingTime((layout.units.byteLength + layout.indices.byteLength) / positions, bandwidth) / 1e6;
  const evaluated = rungs.evaluations / all;
  const ratios: Ratio[] = [
    {
      ...{ name: `${group}: evaluations / position-rounds`, value: evaluated },
      ...(path === "moderate" ? { atMost: MOST_EVALUATED } : {}),
    },
    {
      ...{ name: `${group}: full scan of the engine / ladder`, value: engine.milliseconds / rungs.milliseconds },
      ...atLeast(bounds?.overScan),
    },
    ...answers.map(({ milliseconds, counts }, i): Ratio => {
      const value = each(milliseconds, counts.length) / each(rungs.milliseconds);
      return { name: `${group}: ${scripts[i]} / ladder`, value, ...atLeast(bounds?.overNumpy) };
    }),
    {
      ...{ name: `${group}: floor by memory of any full scan / ladder`, value: floor / each(rungs.milliseconds) },
      ...atLeast(bounds?.overFloor),
    },
    { name: `${group}: full scan, interleaved / floor by memory`, value: each(ours.milliseconds) / floor },
  ];
  const others = [
    { who: "the ladder", counts: rungs.counts },
    { who: "the engine's full scan", counts: engine.counts },
    ...answers.map(({ counts }, i) => ({ who: scripts[i], counts })),
  ];
  const faults = others.flatMap(({ who, counts }) =>
    counts.every((count, round) => count === ours.value[round])
      ? []
      : [`${group}: ${who} counts other accounts below health 1`],
  );
  return { figures, ratios, faults };
}
