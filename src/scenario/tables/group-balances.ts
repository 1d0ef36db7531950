import { type AccountColumns, type PackedText, type SlotColumns, unpackText } from "../../model/population.js";
import { at } from "../../numbers/arithmetic.js";
import { nameIndex } from "./name-index.js";

/** Balances in the order of their rows, each with its account. */
export interface RowBalances {
  readonly account: Uint32Array;
  readonly asset: Uint16Array;
  readonly units: Float64Array;
  readonly row: Uint32Array;
}

type RowSlots = SlotColumns & { readonly row: Uint32Array };

/** The balances of each account side by side, in the order of their rows (counting sort). */
export function groupBalances(balances: RowBalances, count: number): RowSlots {
  const { account } = balances;
  const start = new Uint32Array(count + 1);
  for (const of of account) start[of + 1] = at(start, of + 1) + 1;
  for (let i = 0; i < count; i += 1) start[i + 1] = at(start, i + 1) + at(start, i);
  const next = start.slice();
  const grouped = {
    start,
    asset: new Uint16Array(account.length),
    units: new Float64Array(account.length),
    row: new Uint32Array(account.length),
  };
  account.forEach((of, i) => {
    const slot = at(next, of);
    next[of] = slot + 1;
    grouped.asset[slot] = at(balances.asset, i);
    grouped.units[slot] = at(balances.units, i);
    grouped.row[slot] = at(balances.row, i);
  });
  return grouped;
}

/** Balances in an asset that an earlier row of the same account has had. */
export function repeatedBalances({ start, asset, row }: RowSlots, count: number) {
  const repeated: { readonly account: number; readonly asset: number; readonly row: number }[] = [];
  for (let account = 0; account < count; account += 1) {
    const first = at(start, account);
    for (let slot = first + 1; slot < at(start, account + 1); slot += 1) {
      const before = asset.subarray(first, slot);
      if (before.includes(at(asset, slot))) repeated.push({ account, asset: at(asset, slot), row: at(row, slot) });
    }
  }
  return repeated;
}

type Kept = Pick<AccountColumns, "count" | "market" | "collateral" | "debt"> & { readonly name: PackedText };

/** The same columns without some of the accounts. */
export function keepAccounts(columns: Kept, without: ReadonlySet<number>): Kept {
  const { count, name, market, collateral, debt } = columns;
  if (without.size === 0) return columns;
  const kept = Uint32Array.from({ length: count }, (_, i) => i).filter((i) => !without.has(i));
  const names = nameIndex();
  for (const i of kept) names.number(unpackText(name, i));
  return {
    count: kept.length,
    name: names.finish(),
    market: Uint16Array.from(kept, (i) => at(market, i)),
    collateral: keepSlots(collateral, kept),
    debt: keepSlots(debt, kept),
  };
}

function keepSlots({ start, asset, units }: SlotColumns, kept: Uint32Array): SlotColumns {
  const slots = (i: number) => at(start, i + 1) - at(start, i);
  const starts = new Uint32Array(kept.length + 1);
  kept.forEach((i, k) => {
    starts[k + 1] = at(starts, k) + slots(i);
  });
  const assets = new Uint16Array(at(starts, kept.length));
  const amounts = new Float64Array(assets.length);
  kept.forEach((i, k) => {
    assets.set(asset.subarray(at(start, i), at(start, i + 1)), at(starts, k));
    amounts.set(units.subarray(at(start, i), at(start, i + 1)), at(starts, k));
  });
  return { start: starts, asset: assets, units: amounts };
}
