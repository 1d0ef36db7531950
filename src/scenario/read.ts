import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Scenario } from "../model/scenario.js";
import type { TableReader } from "./kept-tables.js";
import { parseScenario, type ScenarioFiles } from "./parse.js";
import { readAccountTable, type TableProgress } from "./tables/read.js";

export interface ReadOptions extends Pick<ScenarioFiles, "seed" | "changes"> {
  /** Called now and then while a large table is read. */
  readonly onTable?: (progress: TableProgress & { readonly table: string }) => void;
  /** Reads tables of accounts in place of `readAccountTable`: `keepTables` has one that reads each of them once. */
  readonly readAccounts?: TableReader;
}

/** Reads and checks a scenario file and the tables beside it. Throws `ScenarioError`; what the file system throws, it passes on. */
export async function readScenario(
  path: string,
  { onTable, readAccounts = readAccountTable, ...options }: ReadOptions = {},
): Promise<Scenario> {
  const text = await readFile(path, "utf8");
  const beside = (name: string): string => resolve(dirname(path), name);
  return parseScenario(text, {
    ...options,
    path,
    readTable: (name) => readFile(beside(name), "utf8"),
    readAccounts: (name, how) =>
      readAccounts(beside(name), { ...how, onProgress: (progress) => onTable?.({ table: name, ...progress }) }),
  });
}
