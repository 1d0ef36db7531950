import type { Scenario, Shock } from "../model/scenario.js";

/**
 * The scenario with nothing happening to it. Gates of redemption that open still do: that is the calendar of an issuer, which those who
 * wait for it know, and no shock.
 */
export const quiet = (scenario: Scenario): Scenario => ({ ...scenario, shocks: scenario.shocks.filter(isOpening) });

const isOpening = (shock: Shock): boolean => shock.kind === "redemption-gate" && shock.gate.kind === "open";

/** The same with these shocks alone. */
export const underShocks = (scenario: Scenario, shocks: readonly Shock[]): Scenario => ({
  ...scenario,
  shocks: [...shocks, ...quiet(scenario).shocks],
});
