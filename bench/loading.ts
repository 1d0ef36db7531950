import { spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import type { Figure } from "./harness.js";
import type { BenchOptions, Findings } from "./parts.js";
import { WORKLOADS, workloadAccounts } from "./population.js";
import { accountsCsv, accountsParquet } from "./tables.js";

const LOADER = join(dirname(fileURLToPath(import.meta.url)), "load-once.ts");

interface Loaded {
  readonly milliseconds: number;
  readonly peakBytes: number;
  readonly count: number;
  readonly slots: number;
}

function load(path: string): Loaded {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", LOADER, path], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${path} could not be read: ${stderr}`);
  return JSON.parse(stdout) as Loaded;
}

/** From a table on disk to columns, with the start of the process not counted in the time but in the memory. */
export async function benchLoading({ most, repeats }: BenchOptions): Promise<Findings> {
  const workload = WORKLOADS.findLast(({ positions, severity }) => positions <= most && severity === "moderate");
  if (workload === undefined) return { figures: [], ratios: [], faults: [] };
  const folder = mkdtempSync(join(tmpdir(), "spillover-bench-"));
  try {
    const accounts = workloadAccounts(workload);
    const paths = { parquet: join(folder, "accounts.parquet"), csv: join(folder, "accounts.csv") };
    writeFileSync(paths.parquet, accountsParquet(accounts));
    await pipeline(Readable.from(accountsCsv(accounts)), createWriteStream(paths.csv));
    const figures: Figure[] = [];
    const faults: string[] = [];
    for (const [format, path] of Object.entries(paths)) {
      const loads = Array.from({ length: repeats }, () => load(path)).toSorted(
        (a, b) => a.milliseconds - b.milliseconds,
      );
      const [fastest] = loads;
      const middle = loads[loads.length >> 1];
      if (fastest === undefined || middle === undefined) continue;
      const peakMegabytes = Math.round(Math.max(...loads.map(({ peakBytes }) => peakBytes)) / 1e6);
      figures.push({
        ...{ group: workload.name.replace(/ .*/, ""), name: `load ${format}, peak ${peakMegabytes} MB` },
        ...{ milliseconds: middle.milliseconds, fastest: fastest.milliseconds, repeats: loads.length },
        ...{ work: accounts.count, per: "position", counts: { positions: middle.count, slots: middle.slots } },
      });
      if (middle.count !== accounts.count || middle.slots !== accounts.collateral.units.length)
        faults.push(`${format}: what was read is not what was written`);
    }
    return { figures, ratios: [], faults };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
