import { at } from "../../numbers/arithmetic.js";
import type { FloatAccounts, FloatSlots } from "./evaluate.js";

/**
 * Accounts that move together: of one class (the same factors), with collateral in these reserves and debt in those and nowhere else.
 */
export interface Basket {
  readonly accounts: Uint32Array;
  readonly collateral: readonly number[];
  readonly debt: readonly number[];
}

/** Baskets of fewer accounts than this are put together with others of their market. */
const SMALLEST = 64;

function reservesOf({ start, reserve }: FloatSlots, account: number): number[] {
  const places = new Set<number>();
  for (let slot = at(start, account); slot < at(start, account + 1); slot += 1) places.add(at(reserve, slot));
  return [...places].sort((a, b) => a - b);
}

interface Growing {
  readonly collateral: Set<number>;
  readonly debt: Set<number>;
  readonly accounts: number[];
}

/**
 * Parts accounts by the reserves they have balances in, so that one asset's crash does not widen the screen for those who do not
 * hold it. Small baskets are merged by the families of their assets (those that track the same one), then by market.
 */
export function partition(
  columns: FloatAccounts,
  accounts: Iterable<number>,
  market: (account: number) => number,
  family: (reserve: number) => number,
): Basket[] {
  const exact = new Map<string, Growing>();
  const add = (into: Map<string, Growing>, key: string, collateral: readonly number[], debt: readonly number[]) => {
    const basket = into.get(key) ?? { collateral: new Set(), debt: new Set(), accounts: [] };
    for (const reserve of collateral) basket.collateral.add(reserve);
    for (const reserve of debt) basket.debt.add(reserve);
    into.set(key, basket);
    return basket;
  };
  for (const account of accounts) {
    const collateral = reservesOf(columns.collateral, account);
    const debt = reservesOf(columns.debt, account);
    if (debt.length === 0) continue;
    add(exact, `${collateral.join()}/${debt.join()}`, collateral, debt).accounts.push(account);
  }
  const keyOf = (reserves: ReadonlySet<number>) => [...new Set([...reserves].map(family))].sort((a, b) => a - b).join();
  const byFamily = merged(
    exact,
    ({ collateral, debt, accounts: of }) => `${market(at(of, 0))}/${keyOf(collateral)}/${keyOf(debt)}`,
  );
  const byMarket = merged(byFamily, ({ accounts: of }) => `${market(at(of, 0))}`);
  return [...byMarket.values()].map((basket) => ({
    accounts: Uint32Array.from(basket.accounts),
    collateral: [...basket.collateral],
    debt: [...basket.debt],
  }));

  function merged(baskets: ReadonlyMap<string, Growing>, key: (basket: Growing) => string): Map<string, Growing> {
    const result = new Map<string, Growing>();
    for (const [name, basket] of baskets) {
      const into = basket.accounts.length >= SMALLEST ? `large ${name}` : key(basket);
      const target = add(result, into, [...basket.collateral], [...basket.debt]);
      for (const account of basket.accounts) target.accounts.push(account);
    }
    return result;
  }
}
