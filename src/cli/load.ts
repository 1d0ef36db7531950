import type { Scenario } from "../model/scenario.js";
import { readScenario, type ScenarioFiles } from "../scenario/index.js";
import { describeSystemError, InputError, isSystemError } from "./exit.js";

/** The scenario of a file that a user named. Throws `ScenarioError` for what is wrong in it, `InputError` when it cannot be read. */
export async function loadScenario(
  path: string,
  options: Pick<ScenarioFiles, "seed" | "changes"> = {},
): Promise<Scenario> {
  try {
    return await readScenario(path, options);
  } catch (error) {
    if (isSystemError(error)) throw new InputError(describeSystemError(error, path));
    throw error;
  }
}
