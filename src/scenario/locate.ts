import { atChanges } from "./changes.js";
import { readDocument } from "./document.js";
import type { ScenarioIssue } from "./errors.js";
import type { ScenarioFiles } from "./parse.js";
import { gatherProblems, type Problem } from "./problems.js";

/** Problems that were found in a scenario after it was read, at their places in its text, in the order of the file. */
export function locateProblems(
  text: string,
  { path, changes = [] }: Pick<ScenarioFiles, "path" | "changes">,
  problems: readonly Problem[],
): readonly ScenarioIssue[] {
  const document = readDocument(text);
  const gathered = gatherProblems(path, document);
  const report = atChanges(gathered.report, path, document.tree, changes);
  for (const problem of problems) report(problem);
  return gathered.issues();
}
