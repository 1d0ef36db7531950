import type { Command } from "commander";
import { studySensitivity } from "../../experiments/sensitivity.js";
import { feltAssets } from "../../experiments/shock-families.js";
import { targetsOf } from "../../experiments/targets.js";
import { evenGrid } from "../../experiments/threshold.js";
import { greeksCsv, jumpsCsv } from "../../exports/index.js";
import { greeksFigure } from "../../figures/index.js";
import type { Scenario } from "../../model/scenario.js";
import type { Factor, Target } from "../../model/sensitivity.js";
import { InputError } from "../exit.js";
import { loadScenario, showTables } from "../load.js";
import { collected, readCount, readShare } from "../read-options.js";
import type { Session } from "../session.js";
import { addStudyOptions, knownId, leaveStudy, type StudyOptions, studyFolder } from "../study-options.js";
import { greeksText } from "../study-text.js";

interface GreeksOptions extends StudyOptions {
  readonly asset?: string;
  readonly backing?: string;
  readonly target?: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly points: number;
  readonly jumps: number;
}

const EXAMPLES = `
Examples:
  spillover greeks my.yaml --asset ETH
  spillover greeks my.yaml --asset ETH --target position:looper --from -30% --to 10%
  spillover greeks my.yaml --backing stream

A target is system, or a node: position:ID, actor:ID, vault:ID, issuer:ID, market:ID.`;

function factorOf(scenario: Scenario, { asset, backing }: GreeksOptions): Factor {
  if (asset !== undefined && backing !== undefined)
    throw new InputError("--asset and --backing both say what moves: give one of them.");
  if (backing !== undefined) return { kind: "backing", issuer: knownId(scenario, "issuers", backing) };
  const felt = asset === undefined ? feltAssets(scenario)[0] : knownId(scenario, "assets", asset);
  if (felt === undefined) throw new InputError("No asset of the scenario is posted or held: name one with --asset.");
  return { kind: "price", asset: felt };
}

async function greeks(file: string, options: GreeksOptions, session: Session): Promise<void> {
  const { terminal } = session;
  const { from, to, points, jumps, target } = options;
  if (from <= -1 || to <= from) throw new InputError("--from is above −100 % and below --to.");
  const scenario = await loadScenario(file, showTables(terminal));
  const factor = factorOf(scenario, options);
  const folder = await studyFolder(file, "greeks", options);
  const all = targetsOf(scenario);
  const isTarget = (text: string): text is Target => all.every.some((each) => each === text);
  const targets =
    target?.map((text) => {
      if (isTarget(text)) return text;
      throw new InputError(`${text} is no target; those of the scenario begin: ${all.every.slice(0, 12).join(", ")}.`);
    }) ?? all.usual;
  let run = 0;
  const study = studySensitivity(scenario, {
    ...{ factor, targets, jumps },
    moves: evenGrid(from, to, points),
    onRun: ({ move }) => {
      run += 1;
      terminal.progress(`run ${run}: a move of ${(100 * move).toFixed(3)} %`);
    },
  });
  await leaveStudy(
    {
      name: "greeks",
      study,
      tables: new Map([
        ["greeks.csv", greeksCsv(study)],
        ["jumps.csv", jumpsCsv(study)],
      ]),
      figure: greeksFigure,
      text: greeksText(study, terminal.style),
    },
    folder,
    options,
    session,
  );
}

export function addGreeks(root: Command, session: Session): void {
  const command = root
    .command("greeks")
    .description(
      "delta and gamma of anybody's value with respect to a price, with the cascade and without; jumps located",
    )
    .argument("<file>", "scenario file")
    .option("--asset <id>", "whose price moves (default: the first that somebody posts or holds)")
    .option("--backing <issuer>", "or: whose external assets move in value")
    .option("--target <node>", "whose value (default: the system, owners, and the largest positions)", collected)
    .option("--from <share>", "lowest move", readShare, -0.5)
    .option("--to <share>", "highest move", readShare, 0.2)
    .option("--points <count>", "moves tried", readCount(3, 10_000), 36)
    .option("--jumps <count>", "intervals searched for a jump, by target", readCount(0, 1000), 6);
  addStudyOptions(command, "greeks")
    .addHelpText("after", EXAMPLES)
    .action((file: string, options: GreeksOptions) => greeks(file, options, session));
}
