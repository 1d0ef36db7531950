import { readFile } from "node:fs/promises";
import type { Scenario } from "../model/scenario.js";
import { BandsError } from "../propagation/bands/open-bands.js";
import { openingConflicts } from "../propagation/index.js";
import { PriceCycleError } from "../propagation/prices/pricing.js";
import { locateProblems, type ReadOptions, readScenario, ScenarioError, showChange } from "../scenario/index.js";
import { describeSystemError, InputError, isSystemError } from "./exit.js";
import type { Terminal } from "./terminal.js";

/**
 * The scenario of a file that a user named, which can be run. Throws `ScenarioError` for what is wrong in it, `InputError` when it
 * cannot be read.
 */
export async function loadScenario(path: string, options: ReadOptions = {}): Promise<Scenario> {
  try {
    const scenario = await readScenario(path, options);
    const conflicts = openingConflicts(scenario);
    if (conflicts.length === 0) return scenario;
    throw new ScenarioError(locateProblems(await readFile(path, "utf8"), { ...options, path }, conflicts));
  } catch (error) {
    const { changes = [] } = options;
    // A change can make what the file says elsewhere wrong.
    if (error instanceof ScenarioError && changes.length > 0)
      throw new InputError(`With ${changes.map(showChange).join(" and ")}:\n${error.message}`, error.issues);
    if (isSystemError(error)) throw new InputError(describeSystemError(error, path));
    if (error instanceof PriceCycleError || error instanceof BandsError)
      throw new InputError(`${path}: ${error.message}.`);
    throw error;
  }
}

/** Shows on a terminal how far a scenario's tables have been read. */
export const showTables = ({ progress }: Terminal): Required<Pick<ReadOptions, "onTable">> => ({
  onTable: ({ table, bytes, totalBytes }) => progress(`reading ${table}`, bytes / totalBytes),
});
