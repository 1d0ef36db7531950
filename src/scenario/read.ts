import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Scenario } from "../model/scenario.js";
import { parseScenario, type ScenarioFiles } from "./parse.js";
import { readAccountTable, type TableProgress } from "./tables/read.js";

export interface ReadOptions extends Pick<ScenarioFiles, "seed" | "changes"> {
  /** Called now and then while a large table is read. */
  readonly onTable?: (progress: TableProgress & { readonly table: string }) => void;
}

/** Reads and checks a scenario file and the tables beside it. Throws `ScenarioError`; what the file system throws, it passes on. */
export async function readScenario(path: string, { onTable, ...options }: ReadOptions = {}): Promise<Scenario> {
  const text = await readFile(path, "utf8");
  const beside = (name: string): string => resolve(dirname(path), name);
  return parseScenario(text, {
    ...options,
    path,
    readTable: (name) => readFile(beside(name), "utf8"),
    readAccounts: (name, how) =>
      readAccountTable(beside(name), { ...how, onProgress: (progress) => onTable?.({ table: name, ...progress }) }),
  });
}
