import type { Command } from "commander";
import type { Population } from "../../model/scenario.js";
import { ScenarioError } from "../../scenario/index.js";
import { InputError } from "../exit.js";
import { loadScenario, showTables } from "../load.js";
import type { Session } from "../session.js";
import type { Terminal } from "../terminal.js";

interface Verdict {
  readonly file: string;
  readonly valid: boolean;
  readonly summary: string;
  readonly problems?: ScenarioError["issues"];
}

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** "3 rows left out, first accounts.csv:7: …", for each population with such rows. */
const leftOut = (populations: readonly Population[]): readonly string[] =>
  populations.flatMap(({ id, leftOut: out }) =>
    out === undefined ? [] : [`${plural(out.rows, "row")} of ${id} left out, first ${out.first[0]}`],
  );

async function judge(file: string, terminal: Terminal): Promise<Verdict> {
  try {
    const scenario = await loadScenario(file, showTables(terminal));
    const { markets, vaults, positions, populations = [], shocks } = scenario;
    const accounts = populations.reduce((sum, each) => sum + each.accounts.count, 0);
    const parts = [
      plural(markets.length, "market"),
      plural(vaults.length, "vault"),
      plural(positions.length, "position"),
      ...(accounts === 0 ? [] : [`${plural(accounts, "account")} of tables`]),
      plural(shocks.length, "shock"),
      ...leftOut(populations),
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
      const verdicts = await Promise.all(files.map((file) => judge(file, terminal)));
      if (json) terminal.print(JSON.stringify(verdicts, undefined, 2));
      else {
        for (const { valid, summary } of verdicts) (valid ? terminal.print : terminal.complain)(summary);
      }
      end(verdicts.every(({ valid }) => valid) ? 0 : 2);
    });
}
