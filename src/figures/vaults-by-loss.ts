import { compareText } from "../layout/group.js";
import type { CompletedRun } from "../model/result.js";
import type { Vault } from "../model/scenario.js";

/** A vault is worth a picture when it lost at least this share of its assets or of its share price. */
const WORTH_SHOWING = 0.1;

/** The vaults that shrank by a tenth or more, in assets or in share price, largest loss first. */
export function vaultsByLoss(run: CompletedRun): readonly Vault[] {
  const lossUsd = new Map(run.result.vaults.map((vault) => [vault.id, vault.lossUsd]));
  return run.scenario.vaults
    .filter((vault) => shrinkage(run, vault.id) >= WORTH_SHOWING)
    .toSorted((a, b) => (lossUsd.get(b.id) ?? 0) - (lossUsd.get(a.id) ?? 0) || compareText(a.id, b.id));
}

/** The largest fall of total assets or share price over the run, as a share of the start. */
function shrinkage(run: CompletedRun, id: string): number {
  const states = run.result.rounds.flatMap((round) => round.vaults.filter((vault) => vault.id === id));
  const fall = (values: readonly number[]): number => {
    const start = values[0] ?? 0;
    return start > 0 ? 1 - Math.min(...values) / start : 0;
  };
  return Math.max(fall(states.map((state) => state.totalUnits)), fall(states.map((state) => state.sharePrice)));
}
