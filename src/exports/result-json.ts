import type { NetworkShape } from "../model/network.js";
import type { Report } from "../model/report.js";
import type { Result } from "../model/result.js";

/** What `result.json` calls itself; the number rises when an older reader would go wrong. */
export const RESULT_FORMAT = "spillover-result/1";

/** Everything that later stages need of a run, as it is kept in `result.json`. */
export interface StoredResult {
  /** Version of the package that wrote it. */
  readonly version: string;
  readonly result: Result;
  readonly report: Report;
  readonly shape: NetworkShape;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The same data with keys in alphabetical order, one level of it. */
function inKeyOrder(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const keys = Object.keys(data);
  const isInOrder = keys.every((key, i) => i === 0 || (keys[i - 1] ?? "") < key);
  return isInOrder ? data : Object.fromEntries(keys.sort().map((key) => [key, data[key]]));
}

/** Where the first number stands that JSON cannot say, and what it is. */
function firstNotFinite(value: unknown, place: string): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `${place} is ${value}`;
  const within: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [`[${index}]`, item])
    : isRecord(value)
      ? Object.entries(inKeyOrder(value)).map(([key, item]) => [`.${key}`, item])
      : [];
  for (const [step, item] of within) {
    const found = firstNotFinite(item, `${place}${step}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * result.json: format, version, result, report and network shape, keys in alphabetical order, two spaces deep.
 *
 * @throws {RangeError} naming the place of a number that is not finite.
 */
export function resultJson({ version, result, report, shape }: StoredResult): string {
  const parts = { format: RESULT_FORMAT, version, report, result, shape };
  // Level by level, as it is written: a copy of the whole would be several times as large as the text.
  const ordered = (_key: string, value: unknown): unknown => {
    if (typeof value === "number" && !Number.isFinite(value))
      throw new RangeError(`${firstNotFinite({ report, result, shape }, "result.json")}; JSON has no such number`);
    return isRecord(value) && value !== parts ? inKeyOrder(value) : value;
  };
  return `${JSON.stringify(parts, ordered, 2)}\n`;
}
