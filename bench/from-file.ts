import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure } from "./harness.js";
import type { BenchOptions, Findings } from "./parts.js";

const SCENARIO = "scenarios/04-xusd-deusd-november-2025.yaml";

/** One command from a scenario file to all its results and figures, start-up included: the built program where there is one. */
export async function benchFromFile({ repeats }: BenchOptions): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), "spillover-bench-"));
  const isBuilt = existsSync("dist/cli/main.js");
  const program = isBuilt ? ["dist/cli/main.js"] : ["--import", "tsx", "src/cli/main.ts"];
  try {
    const { value, ...times } = await measure(
      () =>
        spawnSync(process.execPath, [...program, "run", SCENARIO, "--quiet", "--out", join(folder, "out")], {
          encoding: "utf8",
        }),
      repeats,
    );
    if (value.status !== 0) throw new Error(`${SCENARIO} did not run: ${value.stderr}`);
    const name = `file to figures, ${isBuilt ? "built" : "from source"}`;
    return { figures: [{ group: "xUSD", name, ...times }], ratios: [], faults: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
