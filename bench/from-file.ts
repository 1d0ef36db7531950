import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Figure, measure } from "./harness.js";
import type { BenchOptions, Findings } from "./parts.js";

/** Of 20, 62 and 72 nodes; the last has a call or more in most of its rounds, by nine protocols. */
const SCENARIOS = ["04-xusd-deusd-november-2025", "17-oracles", "15-nine-protocols"] as const;

/** One command from a scenario file to all its results and figures, start-up included: the built program where there is one. */
export async function benchFromFile({ repeats }: BenchOptions): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), "spillover-bench-"));
  const isBuilt = existsSync("dist/cli/main.js");
  const program = isBuilt ? ["dist/cli/main.js"] : ["--import", "tsx", "src/cli/main.ts"];
  const name = `file to figures, ${isBuilt ? "built" : "from source"}`;
  const figures: Figure[] = [];
  try {
    for (const group of SCENARIOS) {
      const args = [...program, "run", `scenarios/${group}.yaml`, "--quiet", "--out", join(folder, group)];
      const { value, ...times } = await measure(() => spawnSync(process.execPath, args, { encoding: "utf8" }), repeats);
      if (value.status !== 0) throw new Error(`${group} did not run: ${value.stderr}`);
      figures.push({ group, name, ...times });
    }
    return { figures, ratios: [], faults: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
