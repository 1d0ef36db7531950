import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WORKLOADS, workloadAccounts } from "./population.js";
import { accountsCsv, accountsParquet } from "./tables.js";
import { scenarioFile } from "./world.js";

/** Writes a workload as a scenario file with its table: tsx bench/write-workload.ts "1e5 moderate" FOLDER [csv]. */
const [name = "", folder = ".", format = "parquet"] = process.argv.slice(2);
const workload = WORKLOADS.find((candidate) => candidate.name === name);
if (workload === undefined) {
  console.error(`No workload "${name}"; there are: ${WORKLOADS.map((known) => known.name).join(", ")}`);
  process.exitCode = 2;
} else {
  mkdirSync(folder, { recursive: true });
  const accounts = workloadAccounts(workload);
  const table = `accounts.${format}`;
  const bytes = format === "csv" ? [...accountsCsv(accounts)].join("") : accountsParquet(accounts);
  writeFileSync(join(folder, table), bytes);
  writeFileSync(
    join(folder, "scenario.yaml"),
    `${JSON.stringify(scenarioFile(workload.severity, table), undefined, 2)}\n`,
  );
}
