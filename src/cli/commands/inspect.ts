import type { Command } from "commander";
import { inspectNetwork } from "../../network/index.js";
import { simulate } from "../../propagation/index.js";
import { addShockOptions, chooseShocks, type ShockOptions } from "../choose-shocks.js";
import { inspectionText } from "../inspection-text.js";
import { loadScenario, showTables } from "../load.js";
import type { Session } from "../session.js";
import { shockReach } from "../shock-reach.js";

export function addInspect(root: Command, { terminal }: Session): void {
  const command = root
    .command("inspect")
    .description("show the dependency graph as it opens: counts, largest exposures, loops, reach of shocks and assets")
    .argument("<file>", "scenario file");
  addShockOptions(command)
    .option("--json", "print the inspection as JSON")
    .action(async (file: string, { json, ...shocks }: ShockOptions & { readonly json?: true }) => {
      const scenario = chooseShocks(await loadScenario(file, showTables(terminal)), shocks);
      // Opening prices of claims come from clearing, which a run without shocks begins with.
      const still = { ...scenario, shocks: [], clock: { ...scenario.clock, maxRounds: 1 } };
      const { shape } = simulate(still, { numbers: "float" });
      const inspection = inspectNetwork(shape);
      const ofShocks = shockReach(scenario, shape);
      terminal.print(
        json
          ? JSON.stringify({ ...inspection, shockReach: ofShocks }, undefined, 2)
          : inspectionText(scenario.title, inspection, ofShocks, terminal.style),
      );
    });
}
