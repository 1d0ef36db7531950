import type { DoubleCounting } from "../model/loop-study.js";
import type { NetworkShape } from "../model/network.js";
import { isPooled } from "../model/reserves.js";
import type { Balance, Id, Scenario } from "../model/scenario.js";
import { reserveAmounts } from "../network/amounts.js";
import { poolBalances } from "../network/venue-balances.js";
import { neumaierTotal } from "../numbers/sums.js";

/** A deposit as a dashboard would count it; `isFirst`: nobody else's deposit is counted in it, and it can be redeemed. */
interface Deposit {
  readonly valueUsd: number;
  readonly isFirst: boolean;
}

/**
 * Value locked against value redeemable.
 *
 * TVL = Σ over markets (supplied, and collateral that is not lent), vaults, issuers and pools of what lies there at market prices,
 * each receipt counted again. TVR = the same, without tokens that are claims on an issuer or vault or track another asset, and without
 * what vaults have supplied to markets or issuers are owed by issuers, which is counted there. After Y. Luo, Y. Feng, J. Xu, P. Tasca,
 * Piercing the Veil of TVL (arXiv:2404.11745), over what the scenario lists; loans that are lent on stay counted.
 */
export function doubleCounting(scenario: Scenario, shape: NetworkShape): DoubleCounting {
  const plain = new Set(
    scenario.assets.filter(({ issuer, tracks }) => issuer === undefined && tracks === undefined).map(({ id }) => id),
  );
  const prices = pricesOf(scenario, shape);
  const hold = (asset: Id, units: number): Deposit => ({
    valueUsd: units * (prices.get(asset) ?? 0),
    isFirst: plain.has(asset),
  });
  const holdAll = (balances: readonly Balance[]): readonly Deposit[] =>
    balances.map(({ asset, units }) => hold(asset, Number(units)));
  const isolated = new Set(scenario.markets.flatMap((market) => (isPooled(market) ? [] : [market.id])));
  const deposits: readonly Deposit[] = [
    ...reserveAmounts(scenario).map(({ asset, suppliedUnits }) => hold(asset, suppliedUnits)),
    ...scenario.positions.flatMap(({ market, collateral }) => (isolated.has(market) ? holdAll(collateral) : [])),
    ...scenario.vaults.flatMap(({ asset, idleUnits, supplies }) => [
      hold(asset, Number(idleUnits)),
      ...supplies.map(({ units }) => ({ ...hold(asset, Number(units)), isFirst: false })),
    ]),
    ...scenario.issuers.flatMap(({ id, external, holdings }) => [
      ...external.map(({ valueUsd }) => ({ valueUsd: Number(valueUsd), isFirst: true })),
      ...holdAll(holdings),
      ...scenario.issuers.flatMap(({ liabilities }) =>
        liabilities
          .filter(({ to }) => to === id)
          .map(({ valueUsd }) => ({ valueUsd: Number(valueUsd), isFirst: false })),
      ),
    ]),
    ...scenario.venues.flatMap((venue) => holdAll(poolBalances(venue))),
  ];
  const tvlUsd = neumaierTotal(deposits.map(({ valueUsd }) => valueUsd));
  const tvrUsd = neumaierTotal(deposits.filter(({ isFirst }) => isFirst).map(({ valueUsd }) => valueUsd));
  return { tvlUsd, tvrUsd, ...(tvrUsd > 0 ? { ratio: tvlUsd / tvrUsd } : {}) };
}

/** Opening prices, stated or read off an edge. */
function pricesOf(scenario: Scenario, shape: NetworkShape): ReadonlyMap<Id, number> {
  const seen = new Map(
    shape.edges.flatMap(({ asset, units, valueUsd }) =>
      asset === undefined || units === 0 ? [] : [[asset, valueUsd / units] as const],
    ),
  );
  return new Map(
    scenario.assets.map(({ id, priceUsd }) => [id, priceUsd === undefined ? (seen.get(id) ?? 0) : Number(priceUsd)]),
  );
}
