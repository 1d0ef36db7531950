import { type NetworkNode, type NodeKind, nodeKey } from "../model/network.js";
import { isPerp } from "../model/perps.js";
import type { Balance, Id, Issuer, Scenario } from "../model/scenario.js";
import { neumaierTotal } from "../numbers/sums.js";
import { knownUnits, reserveAmounts, vaultUnits } from "./amounts.js";
import { venueBalances } from "./venue-balances.js";

/** Market price of an asset at the start, in USD. */
export type PriceUsd = (asset: Id) => number;

/** Value of a list of balances, in USD. */
export const balancesUsd = (balances: readonly Balance[], priceUsd: PriceUsd): number =>
  neumaierTotal(balances.map(({ asset, units }) => Number(units) * priceUsd(asset)));

/** Total assets of an issuer: external + holdings at market prices + what other issuers owe it. */
function issuerUsd(issuer: Issuer, scenario: Scenario, priceUsd: PriceUsd): number {
  const owedToIt = scenario.issuers.flatMap(({ liabilities }) => liabilities.filter(({ to }) => to === issuer.id));
  return neumaierTotal([
    ...issuer.external.map(({ valueUsd }) => Number(valueUsd)),
    ...owedToIt.map(({ valueUsd }) => Number(valueUsd)),
    balancesUsd(issuer.holdings, priceUsd),
  ]);
}

/** What lies in a perpetual venue: margins of listed positions, and what it owns itself. */
function inVenuesUsd(scenario: Scenario, priceUsd: PriceUsd): readonly (readonly [Id, number])[] {
  return scenario.markets.filter(isPerp).map((market) => {
    const margins = scenario.positions.filter((position) => position.market === market.id);
    const own = market.kind === "gmx-v2" ? market.poolUnits : market.fundUnits;
    const marginsUsd = margins.map(({ collateral }) => balancesUsd(collateral, priceUsd));
    return [market.id, neumaierTotal([Number(own) * priceUsd(market.margin), ...marginsUsd])] as const;
  });
}

/** Value supplied, by market. */
function suppliedUsd(scenario: Scenario, priceUsd: PriceUsd): ReadonlyMap<Id, number> {
  const totals = new Map<Id, number>(inVenuesUsd(scenario, priceUsd));
  for (const { market, asset, suppliedUnits } of reserveAmounts(scenario)) {
    totals.set(market, (totals.get(market) ?? 0) + suppliedUnits * priceUsd(asset));
  }
  return totals;
}

const node = (kind: NodeKind, id: Id, valueUsd: number): NetworkNode => ({
  key: nodeKey(kind, id),
  kind,
  id,
  valueUsd,
});

/** Every node of the dependency graph, sized as `NetworkNode.valueUsd` says, kind by kind in scenario order. */
export function networkNodes(scenario: Scenario, priceUsd: PriceUsd): readonly NetworkNode[] {
  const units = knownUnits(scenario);
  const supplied = suppliedUsd(scenario, priceUsd);
  return [
    ...scenario.assets.map(({ id }) => node("asset", id, (units.get(id) ?? 0) * priceUsd(id))),
    ...scenario.oracles.map(({ id }) => node("oracle", id, 0)),
    ...scenario.venues.map((venue) => node("venue", venue.id, balancesUsd(venueBalances(venue), priceUsd))),
    ...scenario.markets.map(({ id }) => node("market", id, supplied.get(id) ?? 0)),
    ...scenario.vaults.map((vault) => node("vault", vault.id, vaultUnits(vault) * priceUsd(vault.asset))),
    ...scenario.issuers.map((issuer) => node("issuer", issuer.id, issuerUsd(issuer, scenario, priceUsd))),
    ...scenario.positions.map(({ id, market, group, collateral }) => ({
      ...node("position", id, balancesUsd(collateral, priceUsd)),
      market,
      ...(group === undefined ? {} : { group }),
    })),
    ...scenario.actors.map(({ id, holdings }) => node("actor", id, balancesUsd(holdings, priceUsd))),
  ];
}
