import type { Totals, VaultMeasures } from "./report.js";
import type { Provenance, Stop } from "./result.js";
import type { Id } from "./scenario.js";

/** Several runs side by side, in the order they were asked for. */
export interface Comparison {
  readonly runs: readonly ComparedRun[];
}

/** What a comparison keeps of one run. */
export interface ComparedRun {
  /** What tells it from the others, in a few words. */
  readonly name: string;
  readonly provenance: Provenance;
  readonly stop: Stop;
  readonly totals: Totals;
  /** The vault that was written down most; absent where none was. */
  readonly worstVault?: VaultMeasures;
  readonly prices: readonly PricePath[];
}

/** The market price of one asset over a run. */
export interface PricePath {
  readonly asset: Id;
  /** Before the first round. */
  readonly startUsd: number;
  /** At the end of each round, from round 0. */
  readonly marketUsd: readonly number[];
}
