import type { Path, Place, SourceDocument } from "./document.js";
import type { ScenarioIssue } from "./errors.js";

/** A problem as the checks state it; the place is looked up from the path. */
export interface Problem {
  readonly path: Path;
  readonly found: string;
  readonly expected: string;
  readonly fix?: string;
  /** Points at the key instead of the value. */
  readonly atKey?: boolean;
  /** Something in another file: a row of a table. */
  readonly elsewhere?: Place & { readonly file: string };
}

export type Report = (problem: Problem) => void;

/** Gathers problems and, in the end, lists them in the order of the file. */
export interface Problems {
  readonly report: Report;
  issues(): readonly ScenarioIssue[];
}

export function gatherProblems(file: string, document: SourceDocument): Problems {
  const issues: ScenarioIssue[] = document.mistakes.map(({ line, column, message, duplicateKey }) => ({
    file,
    line,
    column,
    path: "",
    found: duplicateKey ? "found a key that is already there" : `found a mistake in the YAML: ${message}`,
    expected: duplicateKey ? "every key of a map once" : "YAML 1.2 or JSON",
    ...(duplicateKey ? { fix: "Give it another name, or merge the two." } : {}),
  }));
  return {
    report: (problem) => {
      const { path, found, expected, fix } = problem;
      const place = problem.elsewhere ?? placeOf(problem, document, file);
      issues.push({ ...place, path: showPath(path), found, expected, ...(fix === undefined ? {} : { fix }) });
    },
    issues: () => issues.toSorted((a, b) => rank(a, b, file)),
  };
}

/** Where a problem stands in a document. */
export const placeOf = (
  { path, atKey }: Problem,
  document: SourceDocument,
  file: string,
): Place & { file: string } => ({
  file,
  ...(atKey ? document.keyPlace(path) : document.valuePlace(path)),
});

const rank = (a: ScenarioIssue, b: ScenarioIssue, file: string): number =>
  Number(a.file !== file) - Number(b.file !== file) || a.line - b.line || a.column - b.column;

/** "positions.alice.market", "shocks[2].asset", `markets["a.b"].kind`. */
export function showPath(path: Path): string {
  let shown = "";
  for (const step of path) {
    if (typeof step === "number") shown += `[${step}]`;
    else if (/[.:\s]/.test(step)) shown += `[${JSON.stringify(step)}]`;
    else shown += shown === "" ? step : `.${step}`;
  }
  return shown;
}
