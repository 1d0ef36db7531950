import type { z } from "zod";
import { AMOUNT, readAmount } from "./amounts.js";
import type { Path } from "./document.js";
import type { Report } from "./problems.js";
import { closest } from "./suggest.js";

/** Reads a value by its schema; reports all that is wrong with it and returns undefined, or returns what was read. */
export function checkShape<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: Path,
  report: Report,
): z.output<Schema> | undefined {
  const outcome = schema.safeParse(value);
  if (outcome.success) return outcome.data;
  reportIssues(outcome.error.issues, value, path, report);
  return undefined;
}

/** A key that is missing because it is misspelt is one mistake, and told as the misspelling. */
function reportIssues(issues: readonly z.core.$ZodIssue[], value: unknown, base: Path, report: Report): void {
  const meant = new Set(issues.flatMap(meantKeys));
  for (const issue of issues) {
    const isMissing = issue.path.reduce(stepInto, value) === undefined;
    if (!isMissing || !meant.has(issue.path.map(String).join("/"))) reportIssue(issue, value, base, report);
  }
}

const knownKeys = (issue: z.core.$ZodIssue): readonly string[] => issue.message.split(", ");

function meantKeys(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code !== "unrecognized_keys") return [];
  return issue.keys
    .map((key) => closest(key, knownKeys(issue)))
    .filter((key) => key !== undefined)
    .map((key) => [...issue.path, key].map(String).join("/"));
}

function reportIssue(issue: z.core.$ZodIssue, value: unknown, base: Path, report: Report): void {
  const inside = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
  const path: Path = [...base, ...inside];
  if (issue.code === "unrecognized_keys") {
    for (const key of issue.keys) reportUnknownKey([...path, key], key, knownKeys(issue), report);
    return;
  }
  const found = inside.reduce(stepInto, value);
  if (issue.code === "invalid_union") {
    const meant = issue.errors.find((errors) => errors.every((error) => error.path.length > 0));
    if (meant !== undefined) {
      reportIssues(meant, found, path, report);
      return;
    }
  }
  if (issue.code === "invalid_key") {
    report({
      path,
      found: `found the key ${show(path.at(-1))}`,
      expected: issue.issues[0]?.message ?? "an id",
      atKey: true,
    });
    return;
  }
  const expected = issue.message.replace(/^a map with kind: /, typeof found === "object" ? "$&" : "");
  if (found === undefined) {
    report({ path, found: "found nothing", expected, fix: `Add \`${path.at(-1)}\` here.`, atKey: true });
    return;
  }
  const fix = remedy(issue, path.at(-1), found);
  report({ path, found: `found ${show(found)}`, expected, ...(fix === undefined ? {} : { fix }) });
}

export function reportUnknownKey(path: Path, key: string, known: readonly string[], report: Report): void {
  const meant = closest(key, known);
  report({
    path,
    found: `found the key ${show(key)}`,
    expected: meant === undefined ? `one of ${known.join(", ")}` : "a key of this format",
    fix: isThousands(key)
      ? NO_COMMAS
      : meant === undefined
        ? "Remove it, or move it where it belongs."
        : `Did you mean "${meant}"?`,
    atKey: true,
  });
}

const stepInto = (value: unknown, step: PropertyKey): unknown =>
  typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined;

/** What stands in the file, in a few words. */
export function show(value: unknown): string {
  if (value === undefined || value === null || value === "") return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return `a map with ${Object.keys(value).slice(0, 5).join(", ") || "no keys"}`;
  const text = String(value);
  return AMOUNT.test(text) ? text : JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}

const NO_COMMAS = "Group digits by _ and not by comma: 2_000.";
const isThousands = (key: unknown): boolean => typeof key === "string" && /^\d{3}$/.test(key);

function remedy(issue: z.core.$ZodIssue, key: unknown, found: unknown): string | undefined {
  if (typeof found !== "string") return undefined;
  if (found === "" && isThousands(key)) return NO_COMMAS;
  const choices = [...issue.message.matchAll(/"([^"]+)"/g)].map(([, choice]) => choice ?? "");
  const meant = closest(found, choices);
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  const literal = readAmount(found);
  if (literal !== undefined) {
    const size = Math.abs(Number(literal));
    const wantsShare = /^a (?:share|change|bonus)/.test(issue.message);
    // Between 1 and 2 a slip of the first digit (1.86 for 0.86) is as likely as a lost percent sign.
    return wantsShare && !found.includes("%") && size >= 2 && size <= 100 ? `Did you mean ${literal}%?` : undefined;
  }
  const joined = found.trim().replaceAll(/[,\s']+/g, "_");
  return readAmount(joined) === undefined ? undefined : `Write ${joined}.`;
}
