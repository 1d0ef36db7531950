/** One thing that is wrong with a scenario, and what to do about it. */
export interface ScenarioIssue {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** Where in the scenario, e.g. "positions.alice.market"; empty for the file as a whole. */
  readonly path: string;
  /** What stands there, as a clause: `found "abc"`, `"aave-eht" is not defined`. */
  readonly found: string;
  /** What should: `an amount of 0 or more`. */
  readonly expected: string;
  /** The remedy, as a sentence. */
  readonly fix?: string;
}

/** `file:line:column  path: found; expected. Fix.` */
export function formatIssue(issue: ScenarioIssue): string {
  const path = issue.path === "" ? "" : `${issue.path}: `;
  const fix = issue.fix === undefined ? "" : ` ${issue.fix}`;
  return `${issue.file}:${issue.line}:${issue.column}  ${path}${issue.found}; expected ${issue.expected}.${fix}`;
}

/** Everything that is wrong with a scenario, at once, in the order of the file. */
export class ScenarioError extends Error {
  readonly issues: readonly ScenarioIssue[];

  constructor(issues: readonly ScenarioIssue[]) {
    const count = issues.length === 1 ? "1 problem" : `${issues.length} problems`;
    super(`${issues.map(formatIssue).join("\n")}\n${count}`);
    this.name = "ScenarioError";
    this.issues = issues;
  }
}
