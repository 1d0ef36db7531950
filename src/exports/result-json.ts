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

/** The same data with keys in alphabetical order; throws on a number that JSON cannot say. */
function inKeyOrder(value: unknown, place: string): unknown {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new RangeError(`${place} is ${value}; JSON has no such number`);
  if (Array.isArray(value)) return value.map((item, index) => inKeyOrder(item, `${place}[${index}]`));
  if (!isRecord(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, inKeyOrder(value[key], `${place}.${key}`)]));
}

/**
 * result.json: format, version, result, report and network shape, keys in alphabetical order, two spaces deep.
 *
 * @throws {RangeError} naming the place of a number that is not finite.
 */
export function resultJson({ version, result, report, shape }: StoredResult): string {
  const parts = inKeyOrder({ report, result, shape }, "result.json");
  return `${JSON.stringify({ format: RESULT_FORMAT, version, ...(isRecord(parts) ? parts : {}) }, undefined, 2)}\n`;
}
