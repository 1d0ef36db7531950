import type { Command } from "commander";
import { simulate } from "../../propagation/index.js";
import { addShockOptions, chooseShocks, type ShockOptions } from "../choose-shocks.js";
import { type Comparison, compareResults } from "../compare.js";
import { requireDecimalSize } from "../decimal-size.js";
import { loadScenario, showTables } from "../load.js";
import type { Session } from "../session.js";

function verdict(file: string, { decisions, numbers, differences, largest }: Comparison): string {
  if (differences.length > 0) {
    return [`${file}: float and decimal decide differently:`, ...differences.map((each) => `  ${each}`)].join("\n");
  }
  const where =
    largest === undefined || largest.relative === 0
      ? `all ${numbers} numbers are equal`
      : `${numbers} numbers, largest relative difference ${largest.relative.toExponential(1)} at ${largest.path}`;
  return `${file}: float and decimal agree on every event (${decisions}); ${where}.`;
}

export function addVerify(root: Command, { terminal, end }: Session): void {
  const command = root
    .command("verify")
    .description("run a scenario in doubles and in 40-digit decimals and compare decisions and numbers")
    .argument("<file>", "scenario file");
  addShockOptions(command)
    .option("--json", "print the comparison as JSON")
    .addHelpText("after", "\nExit code 1 when a decision differs.")
    .action(async (file: string, { json, ...shocks }: ShockOptions & { readonly json?: true }) => {
      const scenario = chooseShocks(await loadScenario(file, showTables(terminal)), shocks);
      requireDecimalSize(scenario);
      terminal.progress("running in doubles …");
      const float = simulate(scenario, { numbers: "float" });
      terminal.progress("running in decimals …");
      const decimal = simulate(scenario, { numbers: "decimal" });
      terminal.progress("");
      const comparison = compareResults(float.result, decimal.result);
      terminal.print(json ? JSON.stringify({ file, ...comparison }, undefined, 2) : verdict(file, comparison));
      end(comparison.differences.length === 0 ? 0 : 1);
    });
}
