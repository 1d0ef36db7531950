import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ScanTask } from "./scan-task.js";

const SCRIPTS = join(dirname(fileURLToPath(import.meta.url)), "peers");

/** What a peer says: its median time, and the accounts below health 1 in each round. */
export interface PeerAnswer {
  readonly milliseconds: number;
  readonly counts: readonly number[];
}

const python = (...args: string[]) => spawnSync("python3", args, { encoding: "utf8", maxBuffer: 1 << 26 });

/** Which peers this machine can run. */
export const peersPresent = (): { readonly plain: boolean; readonly numpy: boolean } => ({
  plain: python("-c", "import array").status === 0,
  numpy: python("-c", "import numpy").status === 0,
});

const typeOf = (column: Float64Array | Uint32Array | Uint16Array): string => {
  if (column instanceof Float64Array) return "float64";
  return column instanceof Uint32Array ? "uint32" : "uint16";
};

/** Has scripts of bench/peers do the task, each in a process of its own, over the same bytes. */
export function runPeers(
  task: ScanTask,
  scripts: readonly string[],
  { repeats, plainRounds }: { readonly repeats: number; readonly plainRounds: number },
): readonly PeerAnswer[] {
  const folder = mkdtempSync(join(tmpdir(), "spillover-bench-"));
  try {
    const { collateral, debt, market, assets } = task.accounts;
    const columns = {
      ...{ market, prices: task.prices, thresholds: task.thresholds },
      ...{ collateralStart: collateral.start, collateralAsset: collateral.asset, collateralUnits: collateral.units },
      ...{ debtStart: debt.start, debtAsset: debt.asset, debtUnits: debt.units },
    };
    for (const [name, column] of Object.entries(columns)) writeFileSync(join(folder, `${name}.bin`), column);
    const types = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, typeOf(column)]));
    const header = { assets: assets.length, rounds: task.rounds, repeats, plainRounds, columns: types };
    writeFileSync(join(folder, "task.json"), JSON.stringify(header));
    return scripts.map((script) => {
      const { status, stdout, stderr } = python(join(SCRIPTS, script), folder);
      if (status !== 0) throw new Error(`${script} failed: ${stderr}`);
      return JSON.parse(stdout) as PeerAnswer;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
