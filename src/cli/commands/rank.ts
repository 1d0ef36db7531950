import type { Command } from "commander";
import { rankScenario } from "../../experiments/rank.js";
import { correlationsCsv, rankingCsv, rankingJson } from "../../exports/ranking.js";
import type { Ranking, SystemicRanking } from "../../model/ranking.js";
import { addShockOptions, chooseShocks, type ShockOptions } from "../choose-shocks.js";
import { rankDrawings } from "../drawings.js";
import { loadScenario, showTables } from "../load.js";
import { agreementTable, rankTable } from "../rank-table.js";
import { readCount, readPart } from "../read-options.js";
import { requireResultsFolder, writeResults } from "../results-folder.js";
import type { Session } from "../session.js";

interface RankOptions extends ShockOptions {
  readonly fall: number;
  readonly most: number;
  readonly out: string;
  readonly json?: true;
}

function printTables({ nodes, assets, fall }: SystemicRanking, { terminal }: Session): void {
  const part = (title: string, ranking: Ranking): void => {
    terminal.print(`${title}\n${rankTable(ranking, terminal.style)}`);
    terminal.print(`\n${agreementTable(ranking, terminal.style)}`);
    terminal.print(`\n${ranking.columns.map(({ heading, meaning }) => `- ${heading}: ${meaning}`).join("\n")}\n`);
  };
  part("Nodes", nodes);
  part(`Assets, each falling by ${fall * 100} %`, assets);
}

async function rank(file: string, options: RankOptions, session: Session): Promise<void> {
  const { terminal, version } = session;
  const scenario = chooseShocks(await loadScenario(file, showTables(terminal)), options);
  await requireResultsFolder(options.out, "rank.json");
  const ranking = rankScenario(scenario, {
    fall: options.fall,
    most: options.most,
    onRun: ({ run, of }) => terminal.progress(`run ${run} of ${of}`),
  });
  terminal.progress("drawing …");
  const json = rankingJson(ranking, version);
  const { title, scenarioHash } = ranking;
  const written = new Map<string, string | Uint8Array>([
    ["rank.json", json],
    ["rank-nodes.csv", rankingCsv(ranking.nodes)],
    ["rank-assets.csv", rankingCsv(ranking.assets)],
    ["rank-correlations.csv", correlationsCsv(ranking)],
    ...(await rankDrawings(ranking, { title, scenarioHash, version })),
  ]);
  await writeResults(options.out, written);
  terminal.progress("");
  if (options.json) return terminal.print(json.trimEnd());
  printTables(ranking, session);
  terminal.print(`Files in ${options.out}: ${[...written.keys()].join(", ")}`);
}

export function addRank(root: Command, session: Session): void {
  const command = root
    .command("rank")
    .description(
      "who is systemically important: by failure, by removal and by a fall of each asset, beside classical measures",
    )
    .argument("<file>", "scenario file");
  addShockOptions(command)
    .option("--fall <share>", "fall of each asset's price in turn", readPart, 0.2)
    .option("--most <count>", "rank at most this many nodes, the largest (two runs each)", readCount(1, 1_000_000), 40)
    .option("--out <folder>", "where the results go", "results/rank")
    .option("--json", "print rank.json instead of the tables")
    .action((file: string, options: RankOptions) => rank(file, options, session));
}
