import type { Cell } from "./cells.js";
import { groupBalances, keepAccounts, repeatedBalances } from "./group-balances.js";
import { growing } from "./growing.js";
import { nameIndex } from "./name-index.js";
import type { TablePlan } from "./plan.js";
import type { Gathering } from "./sink.js";
import type { Refusal, Words } from "./words.js";

/** Balances of one side in the order of their rows. */
function growingBalances() {
  const account = growing((size) => new Uint32Array(size));
  const asset = growing((size) => new Uint16Array(size));
  const units = growing((size) => new Float64Array(size));
  const row = growing((size) => new Uint32Array(size));
  return {
    push: (of: number, which: number, amount: number, at: number) => {
      account.push(of);
      asset.push(which);
      units.push(amount);
      row.push(at);
    },
    finish: () => ({ account: account.finish(), asset: asset.finish(), units: units.finish(), row: row.finish() }),
  };
}

/** Reads a table with a balance in every row; the rows of an account need not be neighbours. */
export function gatherLong(
  plan: TablePlan & { readonly shape: "long" },
  words: Words,
  report: (row: number, refusal: Refusal) => void,
): Gathering {
  const names = nameIndex();
  const suffixes: string[] = [];
  const suffixOf = (inMarket: number): string => {
    suffixes[inMarket] ??= plan.market === undefined ? "" : `/${words.markets[inMarket]}`;
    return suffixes[inMarket];
  };
  const market = growing((size) => new Uint16Array(size));
  const sides = { collateral: growingBalances(), debt: growingBalances() };
  /** Accounts of which a row could not be read: half an account would be another account. */
  const broken = new Set<number>();

  const accountOf = (inMarket: number, cell: Cell): number | undefined => {
    const name = words.name(cell);
    if (name === undefined) return undefined;
    const account = names.number(name, suffixOf(inMarket));
    if (account === market.size()) market.push(inMarket);
    return account;
  };
  return {
    row: (inMarket, cells, row) => {
      const account = accountOf(inMarket, cells[plan.account]);
      if (account === undefined) return false;
      const side = words.side(cells[plan.side]);
      const asset = side === undefined ? undefined : words.asset(inMarket, side, cells[plan.asset]);
      const units = asset === undefined ? undefined : words.units(cells[plan.units], asset);
      if (side === undefined || asset === undefined || units === undefined) {
        broken.add(account);
        return false;
      }
      if (units !== 0) sides[side].push(account, asset, units, row);
      return true;
    },
    finish: () => {
      const count = market.size();
      const packed = {
        collateral: groupBalances(sides.collateral.finish(), count),
        debt: groupBalances(sides.debt.finish(), count),
      };
      for (const side of ["collateral", "debt"] as const) {
        for (const { account, asset, row } of repeatedBalances(packed[side], count)) {
          broken.add(account);
          const found = `found ${words.assets[asset]} twice as ${side} of one account`;
          report(row, { found, expected: "every asset of an account once" });
        }
      }
      return keepAccounts({ count, name: names.finish(), market: market.finish(), ...packed }, broken);
    },
  };
}
