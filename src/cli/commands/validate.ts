import type { Command } from "commander";
import { ScenarioError } from "../../scenario/index.js";
import { InputError } from "../exit.js";
import { loadScenario } from "../load.js";
import type { Session } from "../session.js";

interface Verdict {
  readonly file: string;
  readonly valid: boolean;
  readonly summary: string;
  readonly problems?: ScenarioError["issues"];
}

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

async function judge(file: string): Promise<Verdict> {
  try {
    const { markets, vaults, positions, shocks } = await loadScenario(file);
    const parts = [
      plural(markets.length, "market"),
      plural(vaults.length, "vault"),
      plural(positions.length, "position"),
      plural(shocks.length, "shock"),
    ];
    return { file, valid: true, summary: `${file}: valid (${parts.join(", ")})` };
  } catch (error) {
    if (error instanceof ScenarioError) return { file, valid: false, summary: error.message, problems: error.issues };
    if (error instanceof InputError) return { file, valid: false, summary: error.message };
    throw error;
  }
}

export function addValidate(root: Command, { terminal, end }: Session): void {
  root
    .command("validate")
    .description("check scenario files and list all that is wrong in them, each with its place")
    .argument("<files...>", "scenario files")
    .option("--json", "print the verdicts as JSON")
    .action(async (files: readonly string[], { json }: { readonly json?: true }) => {
      const verdicts = await Promise.all(files.map(judge));
      if (json) terminal.print(JSON.stringify(verdicts, undefined, 2));
      else {
        for (const { valid, summary } of verdicts) (valid ? terminal.print : terminal.complain)(summary);
      }
      end(verdicts.every(({ valid }) => valid) ? 0 : 2);
    });
}
