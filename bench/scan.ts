import { readingTime } from "./bandwidth.js";
import { type Figure, measure, type Ratio } from "./harness.js";
import { type BenchOptions, type Findings, joinFindings } from "./parts.js";
import { peersPresent, runPeers } from "./peers.js";
import { WORKLOADS, type Workload, workloadAccounts } from "./population.js";
import { fullScan, interleave, scanTask } from "./scan-task.js";

const ROUNDS = 30;
/** Plain Python judges about three million accounts a second: it gets a round or a few. */
const plainRounds = (positions: number): number => Math.max(1, Math.min(ROUNDS, Math.floor(1_000_000 / positions)));

/** How long it takes to judge every account in every round: here, with numpy, and in plain Python, over the same bytes. */
export async function benchScan(options: BenchOptions): Promise<Findings> {
  const sizes = WORKLOADS.filter(({ positions, severity }) => positions <= options.most && severity === "moderate");
  const present = peersPresent();
  const parts: Findings[] = [];
  for (const workload of sizes) parts.push(await scanOne(workload, options, present));
  return joinFindings(parts);
}

async function scanOne(
  { positions, seed, name }: Workload,
  { repeats, bandwidth }: BenchOptions,
  present: ReturnType<typeof peersPresent>,
): Promise<Findings> {
  const group = name.replace(/ .*/, "");
  const accounts = workloadAccounts({ positions, seed });
  const task = scanTask(accounts, ROUNDS);
  const layout = interleave(accounts);
  // Once before the clock runs, so that the compiler is done.
  fullScan(task, layout);
  const ours = await measure(() => fullScan(task, layout), repeats);
  const below = ours.value.reduce((sum, count) => sum + count, 0);
  const scripts = [...(present.numpy ? ["numpy_scan.py"] : []), ...(present.plain ? ["plain_scan.py"] : [])];
  const rounds = plainRounds(positions);
  const answers = runPeers(task, scripts, { repeats, plainRounds: rounds });
  const figures: Figure[] = [
    {
      ...{ group, name: "full scan, interleaved columns", milliseconds: ours.milliseconds, fastest: ours.fastest },
      ...{ repeats: ours.repeats, work: positions * ROUNDS, per: "position-round", counts: { below } },
    },
    ...answers.map(({ milliseconds, counts }, i) => ({
      ...{
        group,
        name: scripts[i] ?? "",
        milliseconds,
        fastest: milliseconds,
        repeats: scripts[i] === "plain_scan.py" ? 1 : repeats,
      },
      ...{ work: positions * counts.length, per: "position-round" },
      counts: { below: counts.reduce((sum, count) => sum + count, 0) },
    })),
  ];
  const each = ([{ milliseconds }, done]: readonly [{ readonly milliseconds: number }, number]) => milliseconds / done;
  const ratios = answers.map(
    (answer, i): Ratio => ({
      name: `${group}: ${scripts[i]} / full scan here`,
      value: each([answer, answer.counts.length]) / each([ours, ROUNDS]),
    }),
  );
  const floor = readingTime((layout.units.byteLength + layout.indices.byteLength) / positions, bandwidth);
  ratios.push({
    name: `${group}: full scan here / floor by memory`,
    value: (ours.milliseconds * 1e6) / (positions * ROUNDS) / floor,
  });
  const faults = answers.flatMap(({ counts }, i) =>
    counts.every((count, round) => count === ours.value[round])
      ? []
      : [`${group}: ${scripts[i]} counts other accounts below health 1`],
  );
  return { figures, ratios, faults };
}
