import { RESULT_FORMAT, type StoredResult } from "./result-json.js";

/** A text that is no result of ours: where it goes wrong, what was found, and what was expected. */
export class ResultFormatError extends Error {
  override readonly name = "ResultFormatError";
  constructor(
    readonly place: string,
    readonly found: string,
    readonly expected: string,
  ) {
    super(`${place}: found ${found}, expected ${expected}. Run the scenario again to write it anew.`);
  }
}

const PARTS = {
  result: { lists: ["rounds", "events", "nodes", "vaults"], maps: ["provenance", "stop", "audit"] },
  report: { lists: ["rounds", "nodes", "transmissions", "vaults", "shortfalls"], maps: ["totals"] },
  shape: { lists: ["nodes", "edges"], maps: [] },
} as const;

type Fields = Readonly<Record<string, unknown>>;

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (value !== null && typeof value === "object") return "a map";
  return JSON.stringify(value);
}

function fieldsOf(value: unknown, place: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new ResultFormatError(place, describe(value), "a map");
}

function requireList(value: unknown, place: string): void {
  if (!Array.isArray(value)) throw new ResultFormatError(place, describe(value), "a list");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ResultFormatError("result.json", "text that is not JSON", "a result written by spillover run");
  }
}

/** Checks the parts of a stored result; what the parts hold is taken on trust from the format's name. */
function requireStored(stored: Fields): asserts stored is Fields & StoredResult {
  if (stored.format !== RESULT_FORMAT) {
    throw new ResultFormatError("format", describe(stored.format), JSON.stringify(RESULT_FORMAT));
  }
  if (typeof stored.version !== "string") {
    throw new ResultFormatError("version", describe(stored.version), "the version of the package that wrote it");
  }
  for (const [part, { lists, maps }] of Object.entries(PARTS)) {
    const fields = fieldsOf(stored[part], part);
    for (const name of lists) requireList(fields[name], `${part}.${name}`);
    for (const name of maps) fieldsOf(fields[name], `${part}.${name}`);
  }
}

/**
 * Reads back what `resultJson` wrote.
 *
 * @throws {ResultFormatError} when the text is not JSON, is of another format, or lacks a part.
 */
export function readResult(text: string): StoredResult {
  const stored = fieldsOf(parse(text), "result.json");
  requireStored(stored);
  const { version, result, report, shape } = stored;
  return { version, result, report, shape };
}
