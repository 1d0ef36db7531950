import type { Basket } from "./baskets.js";
import { coverage, type FloatAccounts, SUSPECT_BELOW } from "./evaluate.js";
import type { Counter, Screen } from "./screen.js";

/** The plain screen: works every account out every time. */
export function fullScan(columns: FloatAccounts, baskets: readonly Basket[], counter: Counter): Screen {
  const all = new Uint32Array(baskets.reduce((sum, { accounts }) => sum + accounts.length, 0));
  baskets.reduce((filled, { accounts }) => {
    all.set(accounts, filled);
    return filled + accounts.length;
  }, 0);
  all.sort();
  return {
    suspects: (factors) => {
      counter.evaluations += all.length;
      const found: number[] = [];
      for (const account of all) if (coverage(columns, factors, account) < SUSPECT_BELOW) found.push(account);
      return found;
    },
    touch: () => undefined,
    reset: () => undefined,
  };
}
