import { type Command, InvalidArgumentError, Option } from "commander";
import { backtest, rebalancers } from "../../experiments/backtest.js";
import { backtestCsv } from "../../exports/index.js";
import { backtestFigure } from "../../figures/index.js";
import type { BacktestPath, BacktestStudy } from "../../model/backtest.js";
import type { Scenario } from "../../model/scenario.js";
import { readableAmount, readablePrice, readableShare, readableUsd } from "../amounts.js";
import { addShockOptions, chooseShocks, type ShockOptions } from "../choose-shocks.js";
import { InputError } from "../exit.js";
import { loadScenario, showTables } from "../load.js";
import { readCount, readShare } from "../read-options.js";
import type { Session } from "../session.js";
import { addStudyOptions, knownId, leaveStudy, type StudyOptions, studyFolder } from "../study-options.js";
import { type Style, table } from "../table.js";

interface BacktestOptions extends StudyOptions, ShockOptions {
  readonly actor?: string;
  readonly every: readonly number[];
  readonly asset?: string;
  readonly drift?: number;
  readonly volatility?: number;
  readonly rounds?: number;
  readonly paths?: number;
  readonly seed?: number;
}

const EXAMPLES = `
Examples:
  spillover backtest scenarios/13-short-gamma.yaml
  spillover backtest scenarios/13-short-gamma.yaml --asset ETH --volatility 70% --rounds 96 --paths 20 --every 1,2,4,8

Without the options of a drawn path: on the scenario's own shocks.`;

function readEvery(text: string): readonly number[] {
  const every = [...new Set(text.split(",").map(Number))].toSorted((a, b) => a - b);
  if (every.every((k) => Number.isSafeInteger(k) && k >= 1)) return every;
  throw new InvalidArgumentError("It is a list of numbers of rounds, e.g. 1,2,4,8.");
}

function actorOf(scenario: Scenario, wanted: string | undefined): string {
  const able = rebalancers(scenario).map(({ id }) => id);
  const [only] = able;
  if (only === undefined)
    throw new InputError("No actor of the scenario has a policy of kind deleverage or delta-hedge.");
  if (wanted === undefined && able.length === 1) return only;
  if (wanted !== undefined && able.includes(wanted)) return wanted;
  throw new InputError(`Say which actor, with --actor: ${able.join(", ")}.`);
}

function pathOf(scenario: Scenario, options: BacktestOptions): BacktestPath {
  const { asset, volatility, drift, rounds, paths, seed } = options;
  if ([asset, volatility, drift, rounds, paths, seed].every((each) => each === undefined)) return { kind: "own" };
  if (volatility === undefined || asset === undefined)
    throw new InputError("A drawn path needs both: --asset ETH --volatility 70%.");
  if (volatility < 0) throw new InputError("--volatility is 0 or more.");
  return {
    ...{ kind: "gbm", asset: knownId(scenario, "assets", asset), drift: drift ?? 0, volatility },
    ...{ rounds: rounds ?? 96, paths: paths ?? 20, seed: seed ?? scenario.seed },
  };
}

async function run(file: string, options: BacktestOptions, session: Session): Promise<void> {
  const { terminal } = session;
  const scenario = chooseShocks(await loadScenario(file, showTables(terminal)), options);
  const [actor, path] = [actorOf(scenario, options.actor), pathOf(scenario, options)];
  const folder = await studyFolder(file, "backtest", options);
  const study = backtest(scenario, {
    ...{ actor, path, every: options.every },
    onRun: ({ run: number, of }) => terminal.progress(`run ${number + 1} of ${of}`, number / of),
  });
  await leaveStudy(
    {
      ...{ name: "backtest", study },
      tables: new Map([["backtest.csv", backtestCsv(study)]]),
      figure: backtestFigure,
      text: backtestText(study, terminal.style),
    },
    folder,
    options,
    session,
  );
}

function backtestText(study: BacktestStudy, style: Style): string {
  const { title, actor, path, startUsd, leverage, volatilityDrag, rows } = study;
  const on =
    path.kind === "own"
      ? "on the scenario's shocks"
      : `${path.paths} paths of ${path.rounds} rounds, ${path.asset} at volatility ${readableShare(path.volatility)}, seed ${path.seed}`;
  const levered = leverage === undefined ? "" : `, leverage ${readablePrice(leverage)}`;
  const drag =
    volatilityDrag === undefined
      ? ""
      : `; constant leverage falls behind by L(L−1)σ²/2 = ${readableShare(volatilityDrag)} a year`;
  return [
    title,
    `${actor}, ${on}\nequity at the start ${readableUsd(startUsd)}${levered}${drag}`,
    table(
      rows,
      [
        { heading: "every … rounds", value: ({ everyRounds }) => everyRounds },
        { heading: "orders", value: ({ orders }) => orders, show: readableAmount },
        { heading: "cost USD", value: ({ costUsd }) => costUsd, show: readableAmount },
        { heading: "liquidated", value: ({ liquidatedShare }) => liquidatedShare, show: readableShare },
        { heading: "equity at the end USD", value: ({ endUsd }) => endUsd, show: readableAmount },
        { heading: "its deviation", value: ({ deviationUsd }) => deviationUsd, show: readableAmount },
        { heading: "tracking error USD", value: ({ trackingErrorUsd }) => trackingErrorUsd, show: readableAmount },
        {
          heading: "constant leverage USD",
          value: ({ constantLeverageUsd }) => constantLeverageUsd,
          show: readableAmount,
        },
      ],
      style,
    ),
  ].join("\n\n");
}

export function addBacktest(root: Command, session: Session): void {
  const command = root
    .command("backtest")
    .description("how often an actor rebalances against what it pays: cost, liquidations, final equity, tracking error")
    .argument("<file>", "scenario file")
    .option("--actor <id>", "whose policies (deleverage, delta-hedge); needed where several have some")
    .addOption(
      new Option("--every <rounds>", "intervals to compare")
        .argParser(readEvery)
        .default([1, 2, 4, 8, 16], "1,2,4,8,16"),
    )
    .option("--asset <id>", "draw paths of this asset's price, by geometric Brownian motion")
    .option("--volatility <share>", "of a drawn path: deviation of a year's log return", readShare)
    .option("--drift <share>", "of a drawn path, a year (default: 0)", readShare)
    .option("--rounds <count>", "of a drawn path (default: 96)", readCount(1, 1_000_000))
    .option("--paths <count>", "drawn paths (default: 20)", readCount(1, 1_000_000))
    .option("--seed <number>", "seed of the paths (default: the scenario's)", readCount(0, 0xffffffff));
  addStudyOptions(addShockOptions(command), "backtest")
    .addHelpText("after", EXAMPLES)
    .action((file: string, options: BacktestOptions) => run(file, options, session));
}
