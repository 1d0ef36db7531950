import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** One thing measured: what, how long, and how much was done in that time. */
export interface Figure {
  readonly group: string;
  readonly name: string;
  /** Median over the repeats. */
  readonly milliseconds: number;
  readonly fastest: number;
  readonly repeats: number;
  /** Position-rounds, rows or runs that were done. */
  readonly work?: number;
  /** What `work` counts. */
  readonly per?: string;
  /** Counts that are the same on every machine. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** A ratio of two figures of one run, and where it should lie. */
export interface Ratio {
  readonly name: string;
  readonly value: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export const median = (times: readonly number[]): number => {
  const sorted = times.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
};

export interface Measured<T> {
  readonly value: T;
  readonly milliseconds: number;
  readonly fastest: number;
  readonly repeats: number;
}

/** Milliseconds by the clock on the wall: for work that waits for disks or other processes. */
export const wallClock = (): number => performance.now();

/** Milliseconds of processor time of this process so far: what else the machine does weighs little in it. */
export function processorClock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

setFlagsFromString("--expose-gc");

/** Collects what earlier work has left behind: threads that would do so later would be counted in what is measured then. */
export const collectGarbage: () => void = runInNewContext("gc");

/** Does the work some times and keeps the median time and the last answer. */
export async function measure<T>(
  work: () => T | Promise<T>,
  repeats: number,
  clock: () => number = wallClock,
): Promise<Measured<T>> {
  const times: number[] = [];
  let value: T | undefined;
  for (let i = 0; i < Math.max(1, repeats); i += 1) {
    const before = clock();
    value = await work();
    times.push(clock() - before);
  }
  return { value: value as T, milliseconds: median(times), fastest: Math.min(...times), repeats: times.length };
}

const perUnit = ({ milliseconds, work }: Figure): string => {
  if (work === undefined) return "";
  const nanoseconds = (milliseconds * 1e6) / work;
  if (nanoseconds >= 1e6) return `${(nanoseconds / 1e6).toPrecision(3)} ms`;
  return nanoseconds >= 1e4 ? `${(nanoseconds / 1e3).toPrecision(3)} µs` : `${nanoseconds.toPrecision(3)} ns`;
};

const aligned = (rows: readonly (readonly string[])[]): string => {
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, cell.length)), []);
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};

/** Figures as a table, one a line. */
export const figuresTable = (figures: readonly Figure[]): string =>
  aligned([
    ["workload", "what", "median ms", "fastest", "times", "each", "", "counts"],
    ...figures.map((figure) => [
      figure.group,
      figure.name,
      figure.milliseconds.toFixed(1),
      figure.fastest.toFixed(1),
      String(figure.repeats),
      perUnit(figure),
      figure.per === undefined ? "" : `per ${figure.per}`,
      Object.entries(figure.counts ?? {})
        .map(([what, count]) => `${what} ${count}`)
        .join(", "),
    ]),
  ]);

/** Whether a ratio lies where it should. */
export const holds = ({
  value,
  atLeast = Number.NEGATIVE_INFINITY,
  atMost = Number.POSITIVE_INFINITY,
}: Ratio): boolean => value >= atLeast && value <= atMost;

const wanted = ({ atLeast, atMost }: Ratio): string => {
  if (atLeast !== undefined) return `≥ ${atLeast}`;
  return atMost === undefined ? "" : `≤ ${atMost}`;
};

/** Ratios as a table, with whether each lies where it should. */
export const ratiosTable = (ratios: readonly Ratio[]): string =>
  aligned([
    ["ratio", "value", "wanted", ""],
    ...ratios.map((ratio) => [
      ratio.name,
      ratio.value.toPrecision(4),
      wanted(ratio),
      wanted(ratio) === "" ? "" : holds(ratio) ? "yes" : "NO",
    ]),
  ]);
