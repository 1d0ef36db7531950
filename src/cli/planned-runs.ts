import { basename, extname } from "node:path";
import type { NamedScenario } from "../experiments/compare.js";
import { nameSetting, type Setting } from "../experiments/parameters.js";
import { keepTables } from "../scenario/index.js";
import { chooseShocks } from "./choose-shocks.js";
import { loadScenario, showTables } from "./load.js";
import type { Terminal } from "./terminal.js";

/** What is to be compared. */
export interface Plan {
  readonly files: readonly string[];
  /** Beside the scenario's own shocks. */
  readonly variants: readonly string[];
  /** Beside the scenario as written. */
  readonly settings: readonly Setting[];
}

interface PlannedRun {
  readonly file: string;
  readonly variant?: string;
  readonly setting: Setting;
}

/** Every file as written; each with every variant, every setting, and every variant with every setting. */
export function plannedRuns({ files, variants, settings }: Plan): readonly PlannedRun[] {
  const shocks = [{}, ...variants.map((variant) => ({ variant }))];
  return files.flatMap((file) =>
    shocks.flatMap((chosen) => [[], ...settings].map((setting) => ({ file, ...chosen, setting }))),
  );
}

/** "my.yaml" is "my", unless another file is too. */
function shortNames(files: readonly string[]): ReadonlyMap<string, string> {
  const short = (file: string): string => basename(file, extname(file));
  const isShared = (file: string): boolean => files.some((other) => other !== file && short(other) === short(file));
  return new Map(files.map((file) => [file, isShared(file) ? file : short(file)]));
}

function nameOf({ file, variant, setting }: PlannedRun, files: ReadonlyMap<string, string>): string {
  const parts = [
    ...(files.size > 1 ? [files.get(file)] : []),
    ...(variant === undefined ? [] : [variant]),
    ...(setting.length === 0 ? [] : [nameSetting(setting)]),
  ];
  return parts.length === 0 ? "as written" : parts.join(", ");
}

/** Reads every file as each of its runs wants it. Throws `ScenarioError` and `InputError`. */
export async function loadPlanned(plan: Plan, terminal: Terminal): Promise<readonly NamedScenario[]> {
  const names = shortNames(plan.files);
  const list: NamedScenario[] = [];
  const reading = { readAccounts: keepTables(), ...showTables(terminal) };
  for (const run of plannedRuns(plan)) {
    const { file, variant, setting } = run;
    const scenario = await loadScenario(file, { changes: setting, ...reading });
    const chosen = chooseShocks(scenario, variant === undefined ? {} : { variant });
    list.push({ name: nameOf(run, names), scenario: chosen, ...(variant === undefined ? {} : { variant }) });
  }
  return list;
}
