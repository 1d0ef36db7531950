import type { Exposures } from "../measures/exposures/exposures.js";
import { scenarioExposures } from "../measures/exposures/scenario-exposures.js";
import type { Scenario } from "../model/scenario.js";
import { openingPrices } from "../propagation/prices/opening-prices.js";
import { directShock } from "./direct-shock.js";
import { marketDepths } from "./market-depth.js";

/** The exposure network of a scenario under its own shocks, with opening prices and depths worked out: see `scenarioExposures`. */
export function exposuresOf(scenario: Scenario, options: { readonly grouped?: boolean } = {}): Exposures {
  const openingUsd = openingPrices(scenario);
  const depthUsd = marketDepths(scenario, openingUsd);
  return scenarioExposures(scenario, (asset) => openingUsd.get(asset) ?? 0, {
    shock: directShock(scenario, openingUsd),
    depthUsd: (asset) => depthUsd.get(asset) ?? Number.POSITIVE_INFINITY,
    ...options,
  });
}
