// Run in a folder where the packed package is installed: uses it as a library, by its public entry alone.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const entry = createRequire(join(process.cwd(), "package.json")).resolve("spillover/package.json");
const { exports } = createRequire(entry)(entry);
const library = await import(new URL(exports["."].default, pathToFileURL(entry)).href);

const scenario = await library.readScenario(process.argv[2]);
const run = library.simulate(scenario, { numbers: "float" });
const report = library.measure(run.shape, run.result);
if (run.result.rounds.length === 0 || !Number.isFinite(report.totals.totalLossUsd)) {
  console.error("the installed library ran no round, or measured no finite loss");
  process.exit(1);
}
console.log(`library: ${run.result.rounds.length} rounds, stopped: ${run.result.stop.reason}`);
