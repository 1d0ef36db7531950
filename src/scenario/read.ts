import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Scenario } from "../model/scenario.js";
import { parseScenario, type ScenarioFiles } from "./parse.js";

/** Reads and checks a scenario file and the tables beside it. Throws `ScenarioError`; what the file system throws, it passes on. */
export async function readScenario(
  path: string,
  options: Pick<ScenarioFiles, "seed" | "changes"> = {},
): Promise<Scenario> {
  const text = await readFile(path, "utf8");
  return parseScenario(text, { ...options, path, readTable: (name) => readFile(resolve(dirname(path), name), "utf8") });
}
