import type { Conventions } from "../systemic/conventions.js";
import type { Convergence } from "../systemic/convergence.js";

export type Unit = "USD" | "share" | "ratio" | "count";

/** One number about the whole network, under what it was worked out, and how the iteration behind it ended. */
export interface Finding {
  /** Family of measures, e.g. "debtrank-2015", and which of its numbers. */
  readonly measure: string;
  readonly quantity: string;
  readonly unit: Unit;
  /** Absent: does not apply, for the reason in `reason`. */
  readonly value?: number;
  readonly reason?: string;
  readonly conventions?: Conventions;
  readonly convergence?: Convergence;
}

/** One number about every node; absent where the measure says nothing of that node. */
export interface NodeScore {
  readonly measure: string;
  readonly quantity: string;
  readonly unit: Unit;
  readonly values: readonly (number | undefined)[];
}

export interface Findings {
  readonly findings: readonly Finding[];
  readonly scores: readonly NodeScore[];
}

/** What all numbers of one measure have in common. */
export interface Measured {
  readonly measure: string;
  readonly conventions: Conventions;
  readonly convergence: Convergence;
}

export const finding = (
  { measure, conventions, convergence }: Measured,
  quantity: string,
  unit: Unit,
  value: number | undefined,
): Finding => ({
  measure,
  quantity,
  unit,
  ...(value === undefined ? { reason: "nobody is hit by the shock itself" } : { value }),
  conventions,
  convergence,
});

/** A measure that cannot be had of this network. */
export const inapplicable = (measure: string, reason: string): Findings => ({
  findings: [{ measure, quantity: "does not apply", unit: "count", reason }],
  scores: [],
});

export const together = (parts: readonly Findings[]): Findings => ({
  findings: parts.flatMap(({ findings }) => findings),
  scores: parts.flatMap(({ scores }) => scores),
});
