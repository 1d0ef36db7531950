import type { Market, Scenario, Shock } from "../model/scenario.js";

/**
 * The scenario's first round with nobody reacting to it: every market is paused, actors follow no policy, nobody withdraws. Prices
 * move as shocked, and claims are worth what their balance sheets then are.
 */
export function withoutReaction(scenario: Scenario): Scenario {
  const pauses = scenario.markets.map(({ id }): Shock => ({ kind: "pause", round: 0, market: id }));
  return {
    ...scenario,
    clock: { ...scenario.clock, maxRounds: 0, runToMaxRounds: false },
    markets: scenario.markets.map(withoutRuns),
    vaults: scenario.vaults.map(({ run: _, ...vault }) => vault),
    actors: scenario.actors.map((actor) => ({ ...actor, policies: [] })),
    shocks: [...scenario.shocks, ...pauses],
  };
}

function withoutRuns(market: Market): Market {
  switch (market.kind) {
    case "morpho-blue":
    case "compound-v3": {
      const { run: _, ...rest } = market;
      return rest;
    }
    default:
      // Reserves that pay out are paused with their market.
      return market;
  }
}
