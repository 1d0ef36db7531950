import { type Command, InvalidArgumentError } from "commander";
import { compareScenarios } from "../../experiments/compare.js";
import { combinations, mergeParameters, type Parameter, readParameter } from "../../experiments/parameters.js";
import { comparisonCsv, comparisonJson } from "../../exports/index.js";
import { comparisonTable } from "../comparison-table.js";
import { requireDecimalSize } from "../decimal-size.js";
import { comparisonDrawings } from "../drawings.js";
import { InputError } from "../exit.js";
import { loadPlanned, type Plan, plannedRuns } from "../planned-runs.js";
import { collected } from "../read-options.js";
import { requireResultsFolder, writeResults } from "../results-folder.js";
import type { Session } from "../session.js";

interface CompareOptions {
  readonly set?: readonly Parameter[];
  readonly variant?: readonly string[];
  readonly exact?: true;
  readonly out: string;
  readonly json?: true;
}

/** More than this many are a study, which no table or figure of single runs can show. */
const MOST_RUNS = 24;

const EXAMPLES = `
Examples:
  spillover compare before.yaml after.yaml
  spillover compare my.yaml --set markets.aave.reserves.ETH.liquidationBonus=5%,8%
  spillover compare my.yaml --set clock.maxRounds=5 --set "shocks[0].change=-30%,-40%"

A path is the keys of the file from its top, with dots between; a place in a list is [0]; a key with a dot in it is ["a.b"].
Settings of different paths are combined, and each is run beside the file as written.`;

function readSetting(text: string, earlier: readonly Parameter[] = []): readonly Parameter[] {
  const parameter = readParameter(text);
  if (parameter !== undefined) return [...earlier, parameter];
  throw new InvalidArgumentError("A setting is PATH=VALUE or PATH=VALUE,VALUE, e.g. venues.pool.fee=0.3%,1%.");
}

function planOf(files: readonly string[], options: CompareOptions): Plan {
  const parameters = mergeParameters(options.set ?? []);
  const settings = parameters.length === 0 ? [] : combinations(parameters);
  const plan = { files: [...new Set(files)], variants: [...new Set(options.variant ?? [])], settings };
  const count = plannedRuns(plan).length;
  if (count < 2) throw new InputError("One run has nothing beside it: name a second file, a --set or a --variant.");
  if (count > MOST_RUNS)
    throw new InputError(`That would be ${count} runs; at most ${MOST_RUNS} can be compared. Leave out some values.`);
  return plan;
}

async function compare(files: readonly string[], options: CompareOptions, session: Session): Promise<void> {
  const { terminal, version } = session;
  const list = await loadPlanned(planOf(files, options), terminal);
  if (options.exact) for (const { scenario } of list) requireDecimalSize(scenario);
  await requireResultsFolder(options.out, "compare.json");
  const comparison = compareScenarios(list, {
    numbers: options.exact ? "decimal" : "float",
    onRound: ({ run, round }) =>
      terminal.progress(`run ${run + 1} of ${list.length}, round ${round}`, run / list.length),
  });
  terminal.progress("drawing …");
  const json = comparisonJson(comparison, version);
  const written = new Map<string, string | Uint8Array>([
    ["compare.csv", comparisonCsv(comparison)],
    ["compare.json", json],
    ...(await comparisonDrawings(comparison, version)),
  ]);
  await writeResults(options.out, written);
  terminal.progress("");
  if (options.json) return terminal.print(json.trimEnd());
  terminal.print(comparisonTable(comparison, terminal.style));
  terminal.print(`\nFiles in ${options.out}: ${[...written.keys()].join(", ")}`);
}

export function addCompare(root: Command, session: Session): void {
  root
    .command("compare")
    .description("run scenarios, or one scenario with changed parameters, side by side: one table, one figure")
    .argument("<files...>", "scenario files")
    .option(
      "--set <path=value>",
      "a value in place of the file's, several between commas; may be repeated",
      readSetting,
    )
    .option("--variant <name>", "run with the alternative shocks of this name too; may be repeated", collected)
    .option("--exact", "compute in decimals of 40 digits (slower)")
    .option("--out <folder>", "where the results go", "results/compare")
    .option("--json", "print compare.json instead of the table")
    .addHelpText("after", EXAMPLES)
    .action((files: readonly string[], options: CompareOptions) => compare(files, options, session));
}
