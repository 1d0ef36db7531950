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

/** Accounts from … to − 1. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Baskets of fewer accounts than this are put together with others of their market. */
const SMALLEST = 64;

/** A basket of which the accounts are counted, not kept. */
interface Counted {
  readonly market: number;
  readonly collateral: ReadonlySet<number>;
  readonly debt: ReadonlySet<number>;
  readonly count: number;
}

/** Baskets, and for each of some things the one that it has gone into. */
interface Sorted {
  readonly baskets: readonly Counted[];
  readonly into: Uint32Array;
}

/** Stands for "owes nothing": no basket. */
const NONE = 0xffffffff;

/**
 * Parts accounts by the reserves they have balances in, so that one asset's crash does not widen the screen for those who do not
 * hold it; who owes nothing is in none. Small baskets are merged by the families of their assets (those that track the same one), then
 * by market.
 */
export function partition(
  columns: FloatAccounts,
  span: Span,
  market: (account: number) => number,
  family: (reserve: number) => number,
): Basket[] {
  const keyOf = (reserves: ReadonlySet<number>) => [...new Set([...reserves].map(family))].sort((a, b) => a - b).join();
  const exact = byReserves(columns, span, market);
  const byFamily = merged(
    exact.baskets,
    ({ market: of, collateral, debt }) => `${of}/${keyOf(collateral)}/${keyOf(debt)}`,
  );
  const byMarket = merged(byFamily.baskets, ({ market: of }) => `${of}`);
  const members = byMarket.baskets.map(({ count }) => new Uint32Array(count));
  const filled = new Uint32Array(members.length);
  exact.into.forEach((basket, i) => {
    if (basket === NONE) return;
    const target = at(byMarket.into, at(byFamily.into, basket));
    const place = at(filled, target);
    at(members, target)[place] = span.from + i;
    filled[target] = place + 1;
  });
  return byMarket.baskets.map(({ collateral, debt }, i) => ({
    accounts: at(members, i),
    collateral: [...collateral],
    debt: [...debt],
  }));
}

/** A step towards a basket: reserves in rising order, those of collateral first. */
interface Step {
  readonly next: Map<number, Step>;
  basket?: number;
}

/** Keys of debts begin here, so that they are none of collateral. */
const DEBTS = 1 << 16;

/** One basket for every set of reserves that an account has collateral and debt in. */
function byReserves(columns: FloatAccounts, { from, to }: Span, market: (account: number) => number): Sorted {
  const first: Step = { next: new Map() };
  const baskets: { market: number; collateral: Set<number>; debt: Set<number>; count: number }[] = [];
  const into = new Uint32Array(to - from).fill(NONE);
  const key: number[] = [];
  for (let account = from; account < to; account += 1) {
    if (at(columns.debt.start, account) === at(columns.debt.start, account + 1)) continue;
    key.length = 0;
    addReserves(columns.collateral, account, 0, key);
    addReserves(columns.debt, account, DEBTS, key);
    let step = first;
    for (const part of key) {
      const known = step.next.get(part) ?? { next: new Map() };
      step.next.set(part, known);
      step = known;
    }
    if (step.basket === undefined) {
      const collateral = new Set(key.filter((part) => part < DEBTS));
      const debt = new Set(key.filter((part) => part >= DEBTS).map((part) => part - DEBTS));
      step.basket = baskets.push({ market: market(account), collateral, debt, count: 0 }) - 1;
    }
    into[account - from] = step.basket;
    at(baskets, step.basket).count += 1;
  }
  return { baskets, into };
}

/** Puts an account's reserves, each once and in rising order, behind what is in `key`. */
function addReserves({ start, reserve }: FloatSlots, account: number, offset: number, key: number[]): void {
  const first = key.length;
  for (let slot = at(start, account); slot < at(start, account + 1); slot += 1) {
    const part = offset + at(reserve, slot);
    let place = key.length;
    while (place > first && at(key, place - 1) > part) place -= 1;
    if (place === first || key[place - 1] !== part) key.splice(place, 0, part);
  }
}

/** The same baskets, small ones with the same key put together. */
function merged(baskets: readonly Counted[], key: (basket: Counted) => string): Sorted {
  const result: { market: number; collateral: Set<number>; debt: Set<number>; count: number }[] = [];
  const places = new Map<string, number>();
  const into = Uint32Array.from(baskets, (basket, i) => {
    const name = basket.count >= SMALLEST ? `large ${i}` : key(basket);
    const place = places.get(name) ?? result.length;
    if (place === result.length) {
      places.set(name, place);
      result.push({ market: basket.market, collateral: new Set(), debt: new Set(), count: 0 });
    }
    const target = at(result, place);
    for (const reserve of basket.collateral) target.collateral.add(reserve);
    for (const reserve of basket.debt) target.debt.add(reserve);
    target.count += basket.count;
    return place;
  });
  return { baskets: result, into };
}
