import type { DirectShock } from "../measures/exposures/scenario-exposures.js";
import type { Id, Literal, Scenario, Shock } from "../model/scenario.js";
import { simulate } from "../propagation/index.js";

type PriceShock = Extract<Shock, { readonly kind: "price" | "price-path" | "sale" }>;

const isPriceShock = (shock: Shock): shock is PriceShock =>
  shock.kind === "price" || shock.kind === "price-path" || shock.kind === "sale";

/**
 * What the shocks of a scenario do by themselves: prices and external losses with nobody there to react.
 *
 * The price shocks and outside sales are played on the scenario's assets and venues alone; an asset's price just after is the lowest of
 * that run (the highest where it rose throughout). Losses of an issuer are at most its external assets. Faults of oracles,
 * interventions and write-offs by vaults are decisions, not losses of value, and are left out.
 */
export function directShock(scenario: Scenario, openingUsd: ReadonlyMap<Id, number>): DirectShock {
  const pricesUsd = pricesWithNobody(scenario, openingUsd);
  const issuerLossUsd = new Map<Id, number>();
  for (const shock of scenario.shocks) {
    if (shock.kind !== "issuer-loss") continue;
    const external = scenario.issuers.find(({ id }) => id === shock.issuer)?.external ?? [];
    const mostUsd = external.reduce((total, { valueUsd }) => total + Number(valueUsd), 0);
    const lossUsd = (issuerLossUsd.get(shock.issuer) ?? 0) + Number(shock.valueUsd);
    issuerLossUsd.set(shock.issuer, Math.min(mostUsd, lossUsd));
  }
  return { priceUsd: (asset) => pricesUsd.get(asset) ?? 0, issuerLossUsd };
}

function pricesWithNobody(scenario: Scenario, openingUsd: ReadonlyMap<Id, number>): ReadonlyMap<Id, number> {
  const shocks = scenario.shocks.filter(isPriceShock);
  if (shocks.length === 0) return openingUsd;
  const { result } = simulate({
    ...scenario,
    assets: scenario.assets.map(({ id, tracks }) => ({
      id,
      priceUsd: String(openingUsd.get(id) ?? 0) as Literal,
      ...(tracks === undefined ? {} : { tracks }),
    })),
    // A price that outsiders bring back is still the price that was there.
    venues: scenario.venues,
    ...{ oracles: [], markets: [], vaults: [], issuers: [], actors: [], positions: [], populations: [] },
    shocks,
  });
  const lowest = new Map(openingUsd);
  result.rounds.forEach(({ assets }, round) => {
    for (const { id, marketUsd } of assets) {
      lowest.set(id, round === 0 ? marketUsd : Math.min(lowest.get(id) ?? marketUsd, marketUsd));
    }
  });
  return lowest;
}
