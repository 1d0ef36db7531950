import type { NetworkReport } from "../measures/exposures/network-report.js";
import { type Cell, csv } from "./csv.js";

/** What a network report is about, kept with its numbers. */
export interface NetworkSubject {
  readonly title: string;
  /** Of a network derived from a scenario. */
  readonly scenarioHash?: string;
  readonly version: string;
}

/** network.json: subject, conventions and settings, then every number with what it was worked out under, and every node's. */
export const networkJson = (subject: NetworkSubject, report: NetworkReport): string =>
  `${JSON.stringify({ format: 1, ...subject, ...report }, undefined, 2)}\n`;

/** network.csv: one number about the whole network a line, with its convention, tolerance, residual and iterations. */
export const networkCsv = ({ findings }: NetworkReport): string =>
  csv(
    [
      ...["measure", "quantity", "unit", "value", "iterations", "residual", "tolerance", "reason", "model"],
      ...["externalDebt", "atEquality", "recovery", "impacts", "rule"],
    ],
    findings.map(({ conventions, convergence, ...rest }) => ({ ...rest, ...conventions, ...convergence })),
  );

/** network-nodes.csv: one node a line, a column for every number of every measure; empty where it says nothing of the node. */
export function networkNodesCsv({ names, scores }: NetworkReport): string {
  const headings = scores.map(({ measure, quantity, unit }) => `${measure}: ${quantity} (${unit})`);
  const row = (name: string, i: number): Readonly<Record<string, Cell>> => ({
    node: name,
    ...Object.fromEntries(scores.map(({ values }, k) => [headings[k] ?? "", values[i]])),
  });
  return csv<string>(["node", ...headings], names.map(row));
}
