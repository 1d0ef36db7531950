import { type Command, InvalidArgumentError } from "commander";
import { studyTipping } from "../../experiments/critical.js";
import { allFamilies, type Family, fallsOf, literal, lossesOf } from "../../experiments/shock-families.js";
import { evenGrid } from "../../experiments/threshold.js";
import { criticalCsv, distancesCsv } from "../../exports/index.js";
import { criticalFigure } from "../../figures/index.js";
import type { Scenario } from "../../model/scenario.js";
import { type Change, keepTables, readPath, showPath, type TableReader } from "../../scenario/index.js";
import { loadScenario, showTables } from "../load.js";
import { collected, readCount, readNumber, readPart } from "../read-options.js";
import type { Session } from "../session.js";
import { addStudyOptions, knownId, leaveStudy, type StudyOptions, studyFolder } from "../study-options.js";
import { criticalText } from "../study-text.js";

interface Range {
  readonly path: Change["path"];
  readonly low: number;
  readonly high: number;
}

interface CriticalOptions extends StudyOptions {
  readonly asset?: readonly string[];
  readonly issuer?: readonly string[];
  readonly set?: readonly Range[];
  readonly grid: number;
  readonly tolerance: number;
  readonly systemic: number;
}

const LARGEST = 0.96;
/** Tried beside the even grid of falls, for systems that stand close to the edge. */
const SMALL: readonly number[] = [0.0025, 0.005, 0.01, 0.02];

const EXAMPLES = `
Examples:
  spillover critical my.yaml
  spillover critical my.yaml --asset ETH --systemic 10%
  spillover critical my.yaml --set shocks[0].units=50_000..150_000

Without --asset, --issuer or --set: the fall of every asset that somebody posts or holds, and losses of every issuer's backing.
A --set keeps the file's shocks and changes one number of the file; the others put one shock in place of the file's own.`;

function readRange(text: string, earlier: readonly Range[] = []): readonly Range[] {
  const [, written = "", from = "", to = ""] = /^(.+)=([^=]+?)\.\.([^=]+)$/.exec(text) ?? [];
  const path = readPath(written.trim());
  const [low, high] = [readNumber(from), readNumber(to)];
  if (path !== undefined && low !== undefined && high !== undefined && low < high)
    return [...earlier, { path, low, high }];
  throw new InvalidArgumentError("A range is PATH=LOW..HIGH, e.g. shocks[0].units=50_000..150_000.");
}

function familiesOf(
  file: string,
  scenario: Scenario,
  options: CriticalOptions,
  readAccounts: TableReader,
): readonly Family[] {
  const { asset = [], issuer = [], set = [], grid: count } = options;
  const even = evenGrid(LARGEST / count, LARGEST, count);
  const grid = [...SMALL.filter((size) => size < LARGEST / count), ...even];
  const chosen = [
    ...asset.map((id) => fallsOf(scenario, knownId(scenario, "assets", id), grid)),
    ...issuer.map((id) => lossesOf(scenario, knownId(scenario, "issuers", id), grid)),
    ...set.map(
      ({ path, low, high }): Family => ({
        name: showPath(path),
        unit: "value",
        grid: evenGrid(low, high, count),
        at: (size) => loadScenario(file, { changes: [{ path, value: literal(size) }], readAccounts }),
      }),
    ),
  ];
  return chosen.length > 0 ? chosen : allFamilies(scenario, grid);
}

async function critical(file: string, options: CriticalOptions, session: Session): Promise<void> {
  const { terminal } = session;
  const readAccounts = keepTables();
  const scenario = await loadScenario(file, { readAccounts, ...showTables(terminal) });
  const folder = await studyFolder(file, "critical", options);
  let run = 0;
  const study = await studyTipping(scenario, {
    families: familiesOf(file, scenario, options, readAccounts),
    relativeTolerance: options.tolerance,
    systemicShare: options.systemic,
    onRun: ({ what, size }) => {
      run += 1;
      terminal.progress(`run ${run}: ${what}, ${Number(size.toPrecision(4))}`);
    },
  });
  await leaveStudy(
    {
      name: "critical",
      study,
      tables: new Map([
        ["critical.csv", criticalCsv(study)],
        ["distances.csv", distancesCsv(study)],
      ]),
      figure: criticalFigure,
      text: criticalText(study, terminal.style),
    },
    folder,
    options,
    session,
  );
}

export function addCritical(root: Command, session: Session): void {
  const command = root
    .command("critical")
    .description("find the smallest shock that forces a second round, and the smallest that is systemic")
    .argument("<file>", "scenario file")
    .option("--asset <id>", "falls of this asset; may be repeated", collected)
    .option("--issuer <id>", "losses of this issuer's external assets; may be repeated", collected)
    .option("--set <path=low..high>", "a number of the file, over a range; may be repeated", readRange)
    .option("--grid <count>", "even sizes tried before bisection", readCount(2, 1000), 24)
    .option("--tolerance <share>", "width of a bracket over its upper end", readPart, 0.001)
    .option("--systemic <share>", "share of value that has to fail for a shock to be systemic", readPart, 0.05);
  addStudyOptions(command, "critical")
    .addHelpText("after", EXAMPLES)
    .action((file: string, options: CriticalOptions) => critical(file, options, session));
}
