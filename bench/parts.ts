import type { Figure, Ratio } from "./harness.js";
import type { Workload } from "./population.js";
import type { Severity } from "./world.js";

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
  /** Absent: both. */
  readonly severity?: Severity;
  /** GB/s, measured at the start. */
  readonly bandwidth: number;
}

export const joinFindings = (parts: readonly Findings[]): Findings => ({
  figures: parts.flatMap(({ figures }) => figures),
  ratios: parts.flatMap(({ ratios }) => ratios),
  faults: parts.flatMap(({ faults }) => faults),
});

/** Whether a workload was asked for. */
export const isWanted = ({ positions, severity: of }: Workload, { most, severity = of }: BenchOptions): boolean =>
  positions <= most && of === severity;
