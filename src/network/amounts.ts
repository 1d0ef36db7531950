import { isPooled, lentAssets } from "../model/reserves.js";
import type { Balance, Id, Scenario, Vault } from "../model/scenario.js";
import { neumaierTotal } from "../numbers/sums.js";
import { poolBalances } from "./venue-balances.js";

/** What one market holds of one loan asset at the start, in units. */
export interface ReserveAmounts {
  readonly market: Id;
  readonly asset: Id;
  /** Owed to lenders; in a pooled market the collateral of listed positions is part of it. */
  readonly suppliedUnits: number;
  readonly borrowedUnits: number;
}

type Terms = Map<string, number[]>;

/** Length first, so that no two pairs of ids share a key. */
const pairKey = (a: Id, b: Id): string => `${a.length}:${a}${b}`;

function add(terms: Terms, key: string, units: number): void {
  const known = terms.get(key);
  if (known === undefined) terms.set(key, [units]);
  else known.push(units);
}

const totalOf = (terms: Terms, key: string): number => neumaierTotal(terms.get(key) ?? []);

/**
 * Supplied and borrowed units of every loan asset of every market, in scenario order.
 *
 * borrowed = listed debts + other borrowed; supplied as stated, or else collateral posted (pooled markets only) +
 * max(vault supplies, borrowed) + stakes behind it.
 */
export function reserveAmounts(scenario: Scenario): readonly ReserveAmounts[] {
  const posted: Terms = new Map();
  const owed: Terms = new Map();
  const lent: Terms = new Map();
  for (const { market, collateral, debt } of scenario.positions) {
    for (const { asset, units } of collateral) add(posted, pairKey(market, asset), Number(units));
    for (const { asset, units } of debt) add(owed, pairKey(market, asset), Number(units));
  }
  for (const vault of scenario.vaults) {
    for (const { market, units } of vault.supplies) add(lent, pairKey(market, vault.asset), Number(units));
  }
  const staked: Terms = new Map();
  for (const market of scenario.markets) {
    if (market.kind !== "aave-v3") continue;
    for (const { asset, backstop = [] } of market.reserves)
      for (const { units } of backstop) add(staked, pairKey(market.id, asset), Number(units));
  }
  return scenario.markets.flatMap((market) =>
    lentAssets(market).map(({ asset, suppliedUnits, otherBorrowedUnits }) => {
      const key = pairKey(market.id, asset);
      const borrowedUnits = totalOf(owed, key) + Number(otherBorrowedUnits);
      const collateralUnits = isPooled(market) ? totalOf(posted, key) : 0;
      const listedUnits = collateralUnits + Math.max(totalOf(lent, key), borrowedUnits) + totalOf(staked, key);
      return {
        market: market.id,
        asset,
        suppliedUnits: suppliedUnits === undefined ? listedUnits : Number(suppliedUnits),
        borrowedUnits,
      };
    }),
  );
}

/** Idle and supplied units of a vault's loan asset. */
export const vaultUnits = (vault: Vault): number =>
  neumaierTotal([Number(vault.idleUnits), ...vault.supplies.map(({ units }) => Number(units))]);

/** Claims outstanding, by issuer or vault. */
export function claimSupply(scenario: Scenario): ReadonlyMap<Id, number> {
  return new Map([
    ...scenario.issuers.map(({ id, supplyUnits }) => [id, Number(supplyUnits)] as const),
    ...scenario.vaults.map((vault) => [vault.id, Number(vault.sharesSupply ?? vaultUnits(vault))] as const),
  ]);
}

/**
 * Units of every asset that the scenario knows of: the supply of a claim; of anything else what lies in venues, is supplied to
 * markets or posted there, idles in vaults and is held by issuers and actors.
 */
export function knownUnits(scenario: Scenario): ReadonlyMap<Id, number> {
  const held: Terms = new Map();
  const hold = (balances: readonly Balance[]) => {
    for (const { asset, units } of balances) add(held, asset, Number(units));
  };
  for (const venue of scenario.venues) hold(poolBalances(venue));
  for (const { holdings } of scenario.issuers) hold(holdings);
  for (const { holdings } of scenario.actors) hold(holdings);
  for (const { asset, idleUnits } of scenario.vaults) add(held, asset, Number(idleUnits));
  for (const { asset, suppliedUnits } of reserveAmounts(scenario)) add(held, asset, suppliedUnits);
  const isolated = new Set(scenario.markets.flatMap((market) => (isPooled(market) ? [] : [market.id])));
  for (const { market, collateral } of scenario.positions) if (isolated.has(market)) hold(collateral);
  const supply = claimSupply(scenario);
  return new Map(
    scenario.assets.map(({ id, issuer }) => {
      const issued = issuer === undefined ? undefined : supply.get(issuer);
      return [id, issued ?? totalOf(held, id)] as const;
    }),
  );
}
