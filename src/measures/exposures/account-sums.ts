import { nodeKey } from "../../model/network.js";
import type { Population } from "../../model/population.js";
import type { Id, Scenario } from "../../model/scenario.js";

/** Units of one asset. */
export interface Units {
  readonly asset: Id;
  readonly units: number;
}

/** One account, or accounts added up, as one node. */
export interface AccountSum {
  readonly name: string;
  readonly market: Id;
  readonly owner?: Id;
  readonly collateral: readonly Units[];
  readonly debt: readonly Units[];
}

/** The accounts of a scenario, those of one table or distribution added up where `grouped`; accounts kept as columns always are. */
export function accountSums(scenario: Scenario, grouped: boolean): readonly AccountSum[] {
  const sums = new Map<string, AccountSum>();
  for (const { id, market, group, owner, collateral, debt } of scenario.positions) {
    const isPart = grouped && group !== undefined && owner === undefined;
    const name = isPart ? `group:${group}` : nodeKey("position", id);
    const key = isPart ? `${name} ${market}` : name;
    const before = sums.get(key);
    sums.set(key, {
      name,
      market,
      ...(owner === undefined ? {} : { owner }),
      collateral: added(before?.collateral ?? [], collateral),
      debt: added(before?.debt ?? [], debt),
    });
  }
  return [...sums.values(), ...(scenario.populations ?? []).flatMap(populationSums)];
}

function added(
  before: readonly Units[],
  balances: readonly { readonly asset: Id; readonly units: string }[],
): readonly Units[] {
  if (before.length === 0) return balances.map(({ asset, units }) => ({ asset, units: Number(units) }));
  const totals = new Map(before.map(({ asset, units }) => [asset, units]));
  for (const { asset, units } of balances) totals.set(asset, (totals.get(asset) ?? 0) + Number(units));
  return [...totals].map(([asset, units]) => ({ asset, units }));
}

function populationSums({ id, accounts }: Population): readonly AccountSum[] {
  return accounts.markets.map((market, place) => ({
    name: `group:${id}`,
    market,
    collateral: columnSums(accounts, accounts.collateral, place),
    debt: columnSums(accounts, accounts.debt, place),
  }));
}

function columnSums(
  accounts: Population["accounts"],
  slots: Population["accounts"]["debt"],
  market: number,
): readonly Units[] {
  const totals = new Float64Array(accounts.assets.length);
  for (let account = 0; account < accounts.count; account += 1) {
    if (accounts.market[account] !== market) continue;
    const end = slots.start[account + 1] ?? 0;
    for (let slot = slots.start[account] ?? 0; slot < end; slot += 1) {
      const asset = slots.asset[slot] ?? 0;
      totals[asset] = (totals[asset] ?? 0) + (slots.units[slot] ?? 0);
    }
  }
  return accounts.assets.flatMap((asset, place) => {
    const units = totals[place] ?? 0;
    return units === 0 ? [] : [{ asset, units }];
  });
}
