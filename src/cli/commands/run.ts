import { join, parse } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { measure } from "../../measures/index.js";
import type { Report } from "../../model/report.js";
import type { CompletedRun } from "../../model/result.js";
import { simulate } from "../../propagation/index.js";
import { addShockOptions, chooseShocks, type ShockOptions } from "../choose-shocks.js";
import { requireDecimalSize } from "../decimal-size.js";
import { loadScenario, showTables } from "../load.js";
import { reportText } from "../report-text.js";
import { EVENT_FORMATS, type EventFormat, resultFiles } from "../result-files.js";
import { requireResultsFolder, writeResults } from "../results-folder.js";
import type { Session } from "../session.js";

interface RunOptions extends ShockOptions {
  readonly exact?: true;
  readonly out?: string;
  readonly seed?: number;
  readonly json?: true;
  readonly quiet?: true;
  readonly format?: EventFormat;
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw new InvalidArgumentError("A seed is a whole number, 0 or more.");
}

const summary = (run: CompletedRun, report: Report, folder: string, files: readonly string[]): string =>
  JSON.stringify(
    {
      provenance: run.result.provenance,
      stop: run.result.stop,
      totals: report.totals,
      vaults: report.vaults,
      shortfalls: report.shortfalls,
      closestCall: run.result.closestCall,
      audit: run.result.audit,
      folder,
      files,
    },
    undefined,
    2,
  );

const DRAWN = /\.(?:svg|png|pdf)$/;

function describeFiles(folder: string, names: readonly string[]): string {
  const data = names.filter((name) => name !== "report.txt" && !DRAWN.test(name));
  return [
    `Files in ${folder}`,
    "- report.txt: this report",
    "- map.svg, map.png, map.pdf: the contagion map",
    "- rounds.svg, rounds.png, rounds.pdf: prices and sales, round by round",
    `- numbers in full: ${data.join(", ")}`,
  ].join("\n");
}

/** The engine runs shocks and does not know what the list of them was called. */
function nameVariant(run: CompletedRun, variant: string | undefined): CompletedRun {
  if (variant === undefined) return run;
  return { ...run, result: { ...run.result, provenance: { ...run.result.provenance, variant } } };
}

/** Loads and simulates. The accounts of large tables are not needed any longer once this has returned, and take no memory then. */
async function simulateFile(
  file: string,
  folder: string,
  options: RunOptions,
  { terminal }: Session,
): Promise<CompletedRun> {
  const scenario = await loadScenario(file, {
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...showTables(terminal),
  });
  const chosen = chooseShocks(scenario, options);
  if (options.exact) requireDecimalSize(chosen);
  await requireResultsFolder(folder);
  return simulate(chosen, {
    numbers: options.exact ? "decimal" : "float",
    onRound: ({ round }) => terminal.progress(`round ${round}`),
  });
}

async function run(file: string, options: RunOptions, session: Session): Promise<void> {
  const { terminal, version } = session;
  const folder = options.out ?? join("results", parse(file).name);
  const named = nameVariant(await simulateFile(file, folder, options, session), options.variant);
  const report = measure(named.shape, named.result);
  terminal.progress("drawing …");
  const files = await writeResults(folder, resultFiles({ run: named, report, version }, options.format));
  terminal.progress("");

  if (options.quiet) return;
  if (options.json) return terminal.print(summary(named, report, folder, files));
  terminal.print(reportText(named, report, version, terminal.style));
  terminal.print(`\n${describeFiles(folder, files)}`);
}

export function addRun(root: Command, session: Session): void {
  const command = root
    .command("run")
    .description("run a scenario; leaves a report, tables, figures and the graph in a results folder")
    .argument("<file>", "scenario file");
  addShockOptions(command)
    .option("--exact", "compute in decimals of 40 digits (slower)")
    .option("--out <folder>", "where the results go (default: results/<name of the file>)")
    .option("--seed <number>", "seed in place of the scenario's own", readSeed)
    .addOption(
      new Option("--format <format>", "parquet: the log of events as Parquet, too; long ones are in any case").choices(
        EVENT_FORMATS,
      ),
    )
    .option("--json", "print a summary as JSON instead of the report")
    .option("--quiet", "print nothing")
    .action((file: string, options: RunOptions) => run(file, options, session));
}
