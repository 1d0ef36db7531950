import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ResultFormatError, readResult, type StoredResult } from "../exports/index.js";
import type { Scenario } from "../model/scenario.js";
import type { Drawn } from "./drawings.js";
import { InputError, isSystemError } from "./exit.js";

async function partOf<Part>(folder: string, name: string, parse: (text: string) => Part): Promise<Part> {
  try {
    return parse(await readFile(join(folder, name), "utf8"));
  } catch (error) {
    if (isSystemError(error)) throw new InputError(`${folder} is no results folder: it holds no ${name} to read.`);
    if (error instanceof ResultFormatError || error instanceof SyntaxError)
      throw new InputError(`${join(folder, name)}: ${error.message}`);
    throw error;
  }
}

/** Reads back the run that left a results folder. Throws `InputError` when the folder holds none. */
export async function storedRun(folder: string): Promise<Drawn> {
  const stored: StoredResult = await partOf(folder, "result.json", readResult);
  // Written beside result.json by the same run, and taken on trust like it.
  const scenario = await partOf(folder, "scenario.json", (text): Scenario => JSON.parse(text));
  const { result, shape, report, version } = stored;
  return { run: { scenario, shape, result }, report, version };
}
