import type { Scenario, Shock } from "../model/scenario.js";
import { InputError } from "./exit.js";

/** Shocks asked for on the command line take the place of the scenario's own, as a variant does. */
export function chooseShocks(
  scenario: Scenario,
  chosen: { readonly shocks: readonly Shock[]; readonly variant?: string | undefined },
): Scenario {
  if (chosen.shocks.length > 0 && chosen.variant !== undefined) {
    throw new InputError("--shock and --variant both say what the shock is: give one of them.");
  }
  if (chosen.shocks.length > 0) return { ...scenario, shocks: chosen.shocks };
  if (chosen.variant === undefined) return scenario;
  const variant = scenario.variants.find(({ name }) => name === chosen.variant);
  if (variant !== undefined) return { ...scenario, shocks: variant.shocks };
  const names = scenario.variants.map(({ name }) => name);
  throw new InputError(
    `The scenario has no variant "${chosen.variant}". ${names.length === 0 ? "It has none." : `It has: ${names.join(", ")}.`}`,
  );
}
