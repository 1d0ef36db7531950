import { at } from "../../numbers/arithmetic.js";
import type { FloatAccounts, FloatSlots } from "./evaluate.js";

/**
 * Accounts that move together: of one class (the same factors), with collateral in these reserves and debt in those and nowhere else.
 */
export interface Basket {
  readonly accounts: Uint32Array;
  readonly collateral: Uint16Array;
  readonly debt: Uint16Array;
}

/** Accounts from … to − 1. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Baskets of fewer accounts than this, and than this share of all, are put together with others of their market: a round asks every
 * basket how far it has drifted.
 */
const SMALLEST = 64;
const SMALLEST_SHARE = 1 / 2_000;

/** Stands for "owes nothing": no basket. */
const NONE = 0xffffffff;

/** Reserves of debt are numbered from here on, so that they are none of collateral. */
const DEBTS = 1 << 16;

/** A basket of which the accounts are counted, not kept; its reserves in one list, those of debt from `DEBTS` on. */
interface Counted {
  readonly market: number;
  readonly reserves: Iterable<number>;
  readonly count: number;
}

/** Baskets, and for each of some things the one that it has gone into. */
interface Sorted {
  readonly baskets: readonly Counted[];
  readonly into: Uint32Array;
}

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
  const familyOf = (reserve: number) => (reserve < DEBTS ? family(reserve) : DEBTS + family(reserve - DEBTS));
  const exact = byReserves(columns, span, market);
  const smallest = Math.max(SMALLEST, (span.to - span.from) * SMALLEST_SHARE);
  const byFamily = merged(exact.baskets, smallest, ({ market: of, reserves }) => {
    const families = new Set(Array.from(reserves, familyOf));
    return [of, ...[...families].sort((a, b) => a - b)];
  });
  const byMarket = merged(byFamily.baskets, smallest, ({ market: of }) => [of]);
  const members = byMarket.baskets.map(({ count }) => new Uint32Array(count));
  const filled = new Uint32Array(members.length);
  exact.into.forEach((basket, i) => {
    if (basket === NONE) return;
    const target = at(byMarket.into, at(byFamily.into, basket));
    const place = at(filled, target);
    at(members, target)[place] = span.from + i;
    filled[target] = place + 1;
  });
  return byMarket.baskets.map(({ reserves }, i) => ({
    accounts: at(members, i),
    collateral: Uint16Array.from([...reserves].filter((reserve) => reserve < DEBTS)),
    debt: Uint16Array.from(
      [...reserves].filter((reserve) => reserve >= DEBTS),
      (reserve) => reserve - DEBTS,
    ),
  }));
}

/** One basket for every set of reserves that an account has collateral and debt in. */
function byReserves(columns: FloatAccounts, { from, to }: Span, market: (account: number) => number): Sorted {
  const baskets: { market: number; reserves: readonly number[]; count: number }[] = [];
  const into = new Uint32Array(to - from).fill(NONE);
  const number = numbering();
  const reserves: number[] = [];
  const owing = columns.debt.start;
  for (let account = from; account < to; account += 1) {
    if (owing[account] === owing[account + 1]) continue;
    reserves.length = 0;
    addReserves(columns.collateral, account, 0, reserves);
    addReserves(columns.debt, account, DEBTS, reserves);
    const basket = number(reserves);
    if (basket === baskets.length) baskets.push({ market: market(account), reserves: [...reserves], count: 0 });
    into[account - from] = basket;
    at(baskets, basket).count += 1;
  }
  return { baskets, into };
}

/** Puts an account's reserves, each once and in rising order, behind what is in `list`. Without `at`: every account comes by here. */
function addReserves({ start, reserve }: FloatSlots, account: number, offset: number, list: number[]): void {
  const first = list.length;
  const end = start[account + 1] as number;
  for (let slot = start[account] as number; slot < end; slot += 1) {
    const wanted = offset + (reserve[slot] as number);
    let place = list.length;
    while (place > first && (list[place - 1] as number) > wanted) place -= 1;
    if (place === first || list[place - 1] !== wanted) list.splice(place, 0, wanted);
  }
}

/** The same baskets, small ones with the same key put together. */
function merged(baskets: readonly Counted[], smallest: number, key: (basket: Counted) => readonly number[]): Sorted {
  const result: { market: number; reserves: Set<number>; count: number }[] = [];
  const number = numbering();
  const places = new Map<number, number>();
  const placeOf = (basket: Counted): number => {
    if (basket.count >= smallest) return result.length;
    const numbered = number(key(basket));
    const place = places.get(numbered) ?? result.length;
    places.set(numbered, place);
    return place;
  };
  const into = Uint32Array.from(baskets, (basket) => {
    const place = placeOf(basket);
    if (place === result.length) result.push({ market: basket.market, reserves: new Set(), count: 0 });
    const target = at(result, place);
    for (const reserve of basket.reserves) target.reserves.add(reserve);
    target.count += basket.count;
    return place;
  });
  return { baskets: result, into };
}

/** Keys of one step are below this. */
const KEYS = 2 * DEBTS;

/** Numbers short lists of whole numbers (each below `KEYS`) in the order in which they are first asked for, from 0. */
function numbering(): (list: readonly number[]) => number {
  /** The state that a state and the next number lead to: a list is a way from state 0. */
  const steps = new Map<number, number>();
  const numbers = new Map<number, number>();
  return (list) => {
    let state = 0;
    for (const each of list) {
      const step = state * KEYS + each;
      const next = steps.get(step) ?? steps.size + 1;
      steps.set(step, next);
      state = next;
    }
    const numbered = numbers.get(state) ?? numbers.size;
    numbers.set(state, numbered);
    return numbered;
  };
}
