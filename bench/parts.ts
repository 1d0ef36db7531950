import type { Figure, Ratio } from "./harness.js";

/** What one part of the benchmark has found. */
export interface Findings {
  readonly figures: readonly Figure[];
  readonly ratios: readonly Ratio[];
  /** Counts that should agree and do not, as sentences. */
  readonly faults: readonly string[];
}

export interface BenchOptions {
  /** Workloads above this many positions are left out. */
  readonly most: number;
  readonly repeats: number;
  /** GB/s, measured at the start. */
  readonly bandwidth: number;
}

export const joinFindings = (parts: readonly Findings[]): Findings => ({
  figures: parts.flatMap(({ figures }) => figures),
  ratios: parts.flatMap(({ ratios }) => ratios),
  faults: parts.flatMap(({ faults }) => faults),
});
