import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Adapters } from "./adapter.js";
import { failures } from "./check.js";
import { parseVectors } from "./vectors.js";

/** 0: every vector passed; 1: some failed; 2: there was nothing to run. */
export type ExitCode = 0 | 1 | 2;

/**
 * Runs every vector in the .json files of the given folders (or files) and prints each failure, then "N passed, N failed".
 * A folder that cannot be read or holds no vectors ends the run with 2.
 */
export async function runConformance(
  places: readonly string[],
  adapters: Adapters,
  print: (line: string) => void,
): Promise<ExitCode> {
  let passed = 0;
  let failed = 0;
  const problems = places.length === 0 ? ["give at least one folder of vectors"] : [];
  for (const place of places) {
    const files = await jsonFiles(place);
    if (files === undefined) problems.push(`${place}: cannot be read`);
    else if (files.length === 0) problems.push(`${place}: holds no .json files`);
    for (const file of files ?? []) {
      for (const vector of parseVectors(await readFile(file, "utf8"))) {
        const reasons = "problem" in vector ? [vector.problem] : failures(vector, adapters);
        for (const reason of reasons) print(`FAIL ${file} ${vector.name}: ${reason}`);
        if (reasons.length === 0) passed += 1;
        else failed += 1;
      }
    }
  }
  for (const problem of problems) print(problem);
  print(`${passed} passed, ${failed} failed`);
  if (problems.length > 0) return 2;
  return failed > 0 ? 1 : 0;
}

/** The .json files of a folder and of the folders in it, in name order; undefined where there is nothing to read. */
async function jsonFiles(place: string): Promise<readonly string[] | undefined> {
  try {
    if ((await stat(place)).isFile()) return [place];
    const names = await readdir(place, { recursive: true });
    return names
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => join(place, name));
  } catch {
    return undefined;
  }
}
