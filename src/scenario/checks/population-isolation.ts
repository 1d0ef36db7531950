import { type AccountColumns, type SlotColumns, unpackText } from "../../model/population.js";
import type { Balance, Id, Market, Population, Position } from "../../model/scenario.js";
import { at } from "../../numbers/arithmetic.js";
import { Decimal } from "../../numbers/decimal.js";
import { toLiteral } from "../amounts.js";
import type { Path } from "../document.js";

/** An account, and where in the file it comes from. */
export interface PlacedAccount {
  readonly path: Path;
  readonly account: Pick<Position, "id" | "market" | "collateral" | "debt">;
}

/** The accounts of a population that hold collateral which its market isolates (Aave v3: a reserve with a debt ceiling). */
export function isolatedAccounts({ id, accounts }: Population, markets: ReadonlyMap<Id, Market>): PlacedAccount[] {
  const isIsolated = accounts.markets.map((market) => isolatedAssets(markets.get(market), accounts.assets));
  if (isIsolated.every((assets) => assets.size === 0)) return [];
  const found: PlacedAccount[] = [];
  for (let i = 0; i < accounts.count; i += 1) {
    const isolated = at(isIsolated, at(accounts.market, i));
    if (holdsAny(accounts.collateral, i, isolated))
      found.push({ path: ["populations", id], account: one(id, accounts, i) });
  }
  return found;
}

/** Places in `assets` of those that the market isolates. */
function isolatedAssets(market: Market | undefined, assets: readonly Id[]): ReadonlySet<number> {
  if (market?.kind !== "aave-v3") return new Set();
  const isolated = market.reserves.filter(({ debtCeilingUsd }) => debtCeilingUsd !== undefined);
  return new Set(isolated.map(({ asset }) => assets.indexOf(asset)));
}

function holdsAny({ start, asset }: SlotColumns, account: number, assets: ReadonlySet<number>): boolean {
  for (let slot = at(start, account); slot < at(start, account + 1); slot += 1)
    if (assets.has(at(asset, slot))) return true;
  return false;
}

function one(population: Id, accounts: AccountColumns, account: number): PlacedAccount["account"] {
  const { name, markets, market, collateral, debt } = accounts;
  return {
    id: name === undefined ? `${population}-${account + 1}` : unpackText(name, account),
    market: at(markets, at(market, account)),
    collateral: balancesOf(accounts, collateral, account),
    debt: balancesOf(accounts, debt, account),
  };
}

function balancesOf({ assets }: AccountColumns, { start, asset, units }: SlotColumns, account: number): Balance[] {
  const balances: Balance[] = [];
  for (let slot = at(start, account); slot < at(start, account + 1); slot += 1)
    balances.push({ asset: at(assets, at(asset, slot)), units: toLiteral(new Decimal(at(units, slot))) });
  return balances;
}
