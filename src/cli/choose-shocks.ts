import type { Command } from "commander";
import type { Scenario } from "../model/scenario.js";
import { parseShockArgument } from "../scenario/index.js";
import { InputError } from "./exit.js";

/** What a command line says about shocks. */
export interface ShockOptions {
  readonly shock?: readonly string[];
  readonly variant?: string;
}

const collect = (text: string, earlier: readonly string[] = []): readonly string[] => [...earlier, text];

export const addShockOptions = (command: Command): Command =>
  command
    .option(
      "--shock <text>",
      'a shock in place of the scenario\'s own, e.g. "ETH=-40%" or "ETH=1800"; may be repeated',
      collect,
    )
    .option("--variant <name>", "the scenario's alternative shocks of this name");

/**
 * Shocks asked for on the command line take the place of the scenario's own, as a variant does. Throws `ScenarioError` for a shock that
 * cannot be read, `InputError` for a variant that is not there.
 */
export function chooseShocks(scenario: Scenario, { shock = [], variant: name }: ShockOptions): Scenario {
  if (shock.length > 0 && name !== undefined)
    throw new InputError("--shock and --variant both say what the shock is: give one of them.");
  if (shock.length > 0) return { ...scenario, shocks: shock.map((text) => parseShockArgument(text, scenario)) };
  if (name === undefined) return scenario;
  const variant = scenario.variants.find((each) => each.name === name);
  if (variant !== undefined) return { ...scenario, shocks: variant.shocks };
  const names = scenario.variants.map((each) => each.name);
  throw new InputError(
    `The scenario has no variant "${name}". ${names.length === 0 ? "It has none." : `It has: ${names.join(", ")}.`}`,
  );
}
