import type { Event, Result, Round } from "../model/result.js";

/** How two runs of one scenario, in the two number systems, agree. */
export interface Comparison {
  readonly decisions: number;
  /** Decisions that came out differently; empty when the runs agree. */
  readonly differences: readonly string[];
  /** Over all numbers of both results; absent where the decisions differ, as then there is no like to compare. */
  readonly largest?: Discrepancy;
  readonly numbers: number;
}

export interface Discrepancy {
  readonly path: string;
  readonly relative: number;
  readonly float: number;
  readonly decimal: number;
}

/**
 * A number below this share of the largest of its kind is measured against that share: where large amounts nearly cancel, what is
 * left of them has fewer digits than they had. A loss is what is left of two values, and has the largest of these for its kind.
 */
const FLOOR = 1e-6;
const VALUES: readonly string[] = ["nodes[].startUsd", "nodes[].endUsd"];

const decisionOf = ({ round, kind, from, to }: Event): string => `round ${round}: ${kind} ${from} → ${to}`;

const liquidationsOf = ({ liquidations, declined }: Round): string =>
  `${liquidations} liquidations (${declined} declined)`;

function decisionDifferences(a: Result, b: Result): readonly string[] {
  const length = Math.max(a.events.length, b.events.length);
  const first = Array.from({ length }, (_, i) => i).find((i) => {
    const [left, right] = [a.events[i], b.events[i]];
    return left === undefined || right === undefined || decisionOf(left) !== decisionOf(right);
  });
  const tell = (event: Event | undefined): string => (event === undefined ? "nothing" : decisionOf(event));
  return [
    ...(first === undefined
      ? []
      : [`event ${first} is ${tell(a.events[first])} in float and ${tell(b.events[first])} in decimal`]),
    ...(a.events.length === b.events.length
      ? []
      : [`${a.events.length} events in float, ${b.events.length} in decimal`]),
    ...(a.stop.reason === b.stop.reason && a.stop.round === b.stop.round
      ? []
      : [`stopped ${a.stop.reason} in round ${a.stop.round} in float, ${b.stop.reason} in ${b.stop.round} in decimal`]),
    ...a.rounds.flatMap((round, i) => {
      const other = b.rounds[i];
      return other === undefined || (round.liquidations === other.liquidations && round.declined === other.declined)
        ? []
        : [`round ${round.round}: ${liquidationsOf(round)} in float, ${liquidationsOf(other)} in decimal`];
    }),
    ...failureDifferences(a, b),
  ];
}

/** Nodes that fail in one run and not in the other, or in another round, or that the other run does not have. */
function failureDifferences(a: Result, b: Result): readonly string[] {
  const others = new Map(b.nodes.map(({ key, failedRound }) => [key, failedRound]));
  const missing = b.nodes.length - a.nodes.filter(({ key }) => others.has(key)).length;
  return [
    ...(missing > 0 ? [`${missing} nodes of the decimal run are none of the float run`] : []),
    ...a.nodes.flatMap(({ key, failedRound }) => {
      if (!others.has(key)) return [`${key} is no node of the decimal run`];
      const other = others.get(key);
      if (failedRound === other) return [];
      return [`${key} fails in round ${failedRound ?? "never"} in float, ${other ?? "never"} in decimal`];
    }),
  ];
}

interface NumberAt {
  readonly path: string;
  /** The path without its place in the outermost list: the numbers of one kind, say one asset's price in every round. */
  readonly kind: string;
  readonly value: number;
}

function numbersIn(value: unknown, path: string, kind: string): readonly NumberAt[] {
  if (typeof value === "number") return [{ path, kind, value }];
  if (Array.isArray(value)) {
    const isOutermost = path === kind && !path.includes(".");
    return value.flatMap((item, i) => numbersIn(item, `${path}[${i}]`, isOutermost ? `${kind}[]` : `${kind}[${i}]`));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => numbersIn(item, `${path}.${key}`, `${kind}.${key}`));
}

const comparable = ({ rounds, events, nodes, transmissions, vaults, closestCall }: Result): readonly NumberAt[] =>
  Object.entries({ rounds, events, nodes, transmissions, vaults, closestCall }).flatMap(([name, value]) =>
    numbersIn(value, name, name),
  );

/** Decisions and numbers of a float run beside those of a decimal run. */
export function compareResults(float: Result, decimal: Result): Comparison {
  const differences = decisionDifferences(float, decimal);
  const exact = comparable(decimal);
  const counts = { decisions: decimal.events.length, numbers: exact.length, differences };
  if (differences.length > 0) return counts;

  const largestOf = new Map<string, number>();
  for (const { kind, value } of exact) largestOf.set(kind, Math.max(largestOf.get(kind) ?? 0, Math.abs(value)));
  const scaleOf = (kind: string): number =>
    Math.max(...[kind, ...(kind.includes(".lossUsd") ? VALUES : [])].map((each) => largestOf.get(each) ?? 0));
  const ours = new Map(comparable(float).map(({ path, value }) => [path, value]));
  const discrepancies = exact.map(({ path, kind, value }): Discrepancy => {
    const other = ours.get(path) ?? Number.NaN;
    const size = Math.max(Math.abs(value), Math.abs(other), FLOOR * scaleOf(kind));
    const relative = value === other ? 0 : Math.abs(value - other) / size;
    // A number that one run lacks, or that is none, is as wrong as can be.
    return {
      path,
      relative: Number.isFinite(relative) ? relative : Number.POSITIVE_INFINITY,
      float: other,
      decimal: value,
    };
  });
  const largest = discrepancies.toSorted((a, b) => (a.relative > b.relative ? -1 : a.relative < b.relative ? 1 : 0))[0];
  return { ...counts, ...(largest === undefined ? {} : { largest }) };
}
