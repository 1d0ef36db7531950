import type { Command } from "commander";
import { inspectNetwork } from "../../network/index.js";
import { simulate } from "../../propagation/index.js";
import { inspectionText } from "../inspection-text.js";
import { loadScenario } from "../load.js";
import type { Session } from "../session.js";

export function addInspect(root: Command, { terminal }: Session): void {
  root
    .command("inspect")
    .description("show the dependency graph before any shock: counts, largest exposures, loops, reach of each asset")
    .argument("<file>", "scenario file")
    .option("--json", "print the inspection as JSON")
    .action(async (file: string, { json }: { readonly json?: true }) => {
      const scenario = await loadScenario(file);
      // Opening prices of claims come from clearing, which a run without shocks begins with.
      const still = { ...scenario, shocks: [], clock: { ...scenario.clock, maxRounds: 1 } };
      const inspection = inspectNetwork(simulate(still, { numbers: "float" }).shape);
      terminal.print(
        json ? JSON.stringify(inspection, undefined, 2) : inspectionText(scenario.title, inspection, terminal.style),
      );
    });
}
