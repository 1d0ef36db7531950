import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { measure } from "../../src/measures/index.js";
import type { Report } from "../../src/model/report.js";
import type { Result, Round } from "../../src/model/result.js";
import type { Scenario, Shock } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { parseScenario, readScenario } from "../../src/scenario/index.js";

const pathOf = (name: string): string => fileURLToPath(new URL(`../../scenarios/${name}`, import.meta.url));

/** A bundled scenario by its file name; another seed draws other accounts. */
export const bundled = (name: string, options: { readonly seed?: number } = {}): Promise<Scenario> =>
  readScenario(pathOf(`${name}.yaml`), options);

/** The same after an edit of its text, which must change something. */
export async function edited(name: string, edit: (text: string) => string): Promise<Scenario> {
  const text = await readFile(pathOf(`${name}.yaml`), "utf8");
  const changed = edit(text);
  if (changed === text) throw new Error(`the edit of ${name} found nothing to change`);
  return parseScenario(changed, { path: name, readTable: (table) => readFile(pathOf(table), "utf8") });
}

/** The scenario with the shocks of one of its variants. */
export function variantOf(scenario: Scenario, name: string): Scenario {
  const variant = scenario.variants.find((each) => each.name === name);
  if (variant === undefined) throw new Error(`no variant ${name}`);
  return withShocks(scenario, variant.shocks);
}

export const withShocks = (scenario: Scenario, shocks: readonly Shock[]): Scenario => ({ ...scenario, shocks });

export interface Ran {
  readonly result: Result;
  readonly report: Report;
  /** One round. Throws when the run stopped before it. */
  round(index: number): Round;
}

export function run(scenario: Scenario): Ran {
  const { result, shape } = simulate(scenario);
  return {
    result,
    report: measure(shape, result),
    round: (index) => {
      const found = result.rounds[index];
      if (found === undefined) throw new Error(`the run stopped before round ${index}`);
      return found;
    },
  };
}

/** The one that a list holds under an id. Throws when there is none. */
export function byId<Item extends { readonly id: string }>(list: readonly Item[], id: string): Item {
  const found = list.find((item) => item.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}

/** Units seized in all liquidations together. */
export const seizedUnits = (result: Result): number =>
  result.events.reduce((sum, { kind, units = 0 }) => (kind === "liquidation" ? sum + units : sum), 0);

export const liquidationRounds = (result: Result): readonly number[] =>
  result.rounds.filter(({ liquidations }) => liquidations > 0).map(({ round }) => round);
