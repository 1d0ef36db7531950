import { type Command, InvalidArgumentError } from "commander";
import { exposuresOf } from "../../experiments/exposures-of.js";
import { networkCsv, networkJson, networkNodesCsv } from "../../exports/network.js";
import type { Exposures } from "../../measures/exposures/exposures.js";
import { networkReport } from "../../measures/exposures/network-report.js";
import { ConvergenceError } from "../../measures/systemic/convergence.js";
import { scenarioHash } from "../../network/scenario-hash.js";
import { addShockOptions, chooseShocks, type ShockOptions } from "../choose-shocks.js";
import { networkDrawings } from "../drawings.js";
import { InputError } from "../exit.js";
import { loadScenario, showTables } from "../load.js";
import { networkNodeTable, networkTable } from "../network-table.js";
import { readExposures } from "../read-exposures.js";
import { readNumber } from "../read-options.js";
import { requireResultsFolder, writeResults } from "../results-folder.js";
import type { Session } from "../session.js";
import type { Terminal } from "../terminal.js";

interface NetworkOptions extends ShockOptions {
  readonly claims?: string;
  readonly equity?: string;
  readonly holdings?: string;
  readonly depth?: string;
  readonly loss?: ReadonlyMap<string, number>;
  readonly fall?: ReadonlyMap<string, number>;
  readonly groups?: true;
  readonly out: string;
  readonly json?: true;
}

interface Subject {
  readonly exposures: Exposures;
  readonly title: string;
  readonly scenarioHash?: string;
}

const EXAMPLES = `
Examples:
  spillover network my.yaml --shock "ETH=-20%"
  spillover network --claims claims.csv --equity equity.csv --loss "bank A=100%"
  spillover network --claims c.csv --equity e.csv --holdings h.csv --depth d.csv --fall ETH=10%

claims.csv: from,to,usd (from has a claim on to), or a matrix whose rows have claims on its columns. equity.csv: node,equityUsd and,
if known, externalAssetsUsd, externalDebtsUsd, lossUsd. holdings.csv: node,asset,usd or a matrix. depth.csv: asset,depthUsd and fall.`;

/** Reads `NAME=10%` beside what came earlier. */
function readShare(text: string, earlier: ReadonlyMap<string, number> = new Map()): ReadonlyMap<string, number> {
  const split = text.lastIndexOf("=");
  const share = split < 1 ? undefined : readNumber(text.slice(split + 1));
  if (share !== undefined && share >= 0 && share <= 1)
    return new Map([...earlier, [text.slice(0, split).trim(), share]]);
  throw new InvalidArgumentError("A share is NAME=SHARE within 0 and 100%, e.g. ETH=10%.");
}

async function subjectOf(file: string | undefined, options: NetworkOptions, terminal: Terminal): Promise<Subject> {
  const { claims, equity, holdings, depth, loss = new Map(), fall = new Map() } = options;
  const hasTables = claims !== undefined || equity !== undefined || holdings !== undefined || depth !== undefined;
  if (file !== undefined && hasTables) throw new InputError("Name a scenario file or tables, not both.");
  if (file !== undefined) {
    if (loss.size + fall.size > 0) throw new InputError("--loss and --fall go with tables; a scenario takes --shock.");
    const scenario = chooseShocks(await loadScenario(file, showTables(terminal)), options);
    const exposures = exposuresOf(scenario, { grouped: options.groups === true });
    return { exposures, title: scenario.title, scenarioHash: scenarioHash(scenario) };
  }
  if (claims === undefined || equity === undefined)
    throw new InputError("Name a scenario file, or tables: --claims and --equity at least.");
  const tables = { claims, equity, loss, fall };
  const exposures = await readExposures({
    ...tables,
    ...(holdings === undefined ? {} : { holdings }),
    ...(depth === undefined ? {} : { depth }),
  });
  return { exposures, title: claims };
}

async function network(file: string | undefined, options: NetworkOptions, session: Session): Promise<void> {
  const { terminal, version } = session;
  const { exposures, ...subject } = await subjectOf(file, options, session.terminal);
  await requireResultsFolder(options.out, "network.json");
  const report = measured(exposures);
  terminal.progress("drawing …");
  const json = networkJson({ ...subject, version }, report);
  const written = new Map<string, string | Uint8Array>([
    ["network.json", json],
    ["network.csv", networkCsv(report)],
    ["network-nodes.csv", networkNodesCsv(report)],
    ...(await networkDrawings(report, { title: subject.title, scenarioHash: subject.scenarioHash ?? "", version })),
  ]);
  await writeResults(options.out, written);
  terminal.progress("");
  if (options.json) return terminal.print(json.trimEnd());
  terminal.print(networkTable(report, terminal.style));
  terminal.print(`\n${networkNodeTable(report, terminal.style)}`);
  terminal.print(`\nConventions\n${report.conventions.map((sentence) => `- ${sentence}`).join("\n")}`);
  terminal.print(`\nFiles in ${options.out}: ${[...written.keys()].join(", ")}`);
}

function measured(exposures: Exposures) {
  try {
    return networkReport(exposures);
  } catch (error) {
    if (error instanceof ConvergenceError)
      throw new InputError(`${error.message}. The network is at its tipping point.`);
    throw error;
  }
}

export function addNetwork(root: Command, session: Session): void {
  const command = root
    .command("network")
    .description("classical systemic-risk measures on the exposure network of a scenario, or of tables of claims")
    .argument("[file]", "scenario file");
  addShockOptions(command)
    .option("--groups", "make one node of the accounts of each table or distribution")
    .option("--claims <csv>", "who has a claim on whom, in USD")
    .option("--equity <csv>", "equity of every node, in USD")
    .option("--holdings <csv>", "who holds what, in USD")
    .option("--depth <csv>", "depth of the market of every asset, in USD")
    .option("--loss <node=share>", "share of its equity that a node loses at the start; may be repeated", readShare)
    .option("--fall <asset=share>", "fall of an asset's price at the start; may be repeated", readShare)
    .option("--out <folder>", "where the results go", "results/network")
    .option("--json", "print network.json instead of the tables")
    .addHelpText("after", EXAMPLES)
    .action((file: string | undefined, options: NetworkOptions) => network(file, options, session));
}
