// Copied into a folder where the packed package is installed, and run there: uses it as a library, as a stranger would.
import { measure, readScenario, simulate } from "spillover";

const scenario = await readScenario(process.argv[2]);
const run = simulate(scenario, { numbers: "float" });
const report = measure(run.shape, run.result);
if (run.result.rounds.length === 0 || !Number.isFinite(report.totals.totalLossUsd)) {
  console.error("the installed library ran no round, or measured no finite loss");
  process.exit(1);
}
console.log(`library: ${run.result.rounds.length} rounds, stopped: ${run.result.stop.reason}`);
