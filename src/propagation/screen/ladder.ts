import { at } from "../../numbers/arithmetic.js";
import type { Basket } from "./baskets.js";
import { coverage, type Factors, type FloatAccounts, SUSPECT_BELOW } from "./evaluate.js";
import { risingOrder } from "./rising-order.js";

/** Levels of the ladder, the narrowest first: a level keeps all accounts whose coverage was below 1 + skin when it was built. */
const SKINS = [0.001, 0.005, 0.02, 0.08] as const;

/** Room for rounding in what a bound excludes. */
const GUARD = 1e-10;

/** A basket's order is found anew when its factors have drifted so far apart that the old one says little. */
const WORN = 0.5;

/** Factors of a basket's reserves when something was worked out with them. */
interface Reference {
  readonly collateral: Float64Array;
  readonly debt: Float64Array;
}

interface Level {
  readonly skin: number;
  /** Its bit in the mask of the accounts that it holds. */
  readonly bit: number;
  members: Uint32Array;
  count: number;
  /** Absent: not built yet. */
  reference?: Reference;
}

interface Ladder {
  readonly basket: Basket;
  /** Accounts by rising coverage at the reference; of those that have moved since, the place means nothing. */
  readonly order: Uint32Array;
  readonly covers: Float64Array;
  reference?: Reference;
  readonly moved: Set<number>;
  /** Since the start, some account has changed; and the order was found since. */
  hasChanged: boolean;
  isOrderedSince: boolean;
  readonly levels: readonly Level[];
}

/**
 * A lower bound of coverage now over coverage at the reference, for every account of the basket: least ratio of its collateral factors
 * over greatest ratio of its debt factors. It holds for sums of any number of positive terms.
 */
function drift({ collateral, debt }: Basket, reference: Reference, factors: Factors): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < collateral.length; i += 1) {
    const was = reference.collateral[i] as number;
    const is = factors.collateral[collateral[i] as number] as number;
    if (was > 0) least = Math.min(least, is / was);
  }
  let most = 0;
  for (let i = 0; i < debt.length; i += 1) {
    const was = reference.debt[i] as number;
    const is = factors.debt[debt[i] as number] as number;
    if (was > 0) most = Math.max(most, is / was);
    else if (is > 0) return 0;
  }
  return most === 0 || least === Number.POSITIVE_INFINITY ? 1 : least / most;
}

const referenceOf = ({ collateral, debt }: Basket, factors: Factors): Reference => ({
  collateral: Float64Array.from(collateral, (reserve) => at(factors.collateral, reserve)),
  debt: Float64Array.from(debt, (reserve) => at(factors.debt, reserve)),
});

/** Whether a list of all accounts below `kept` at a reference holds all that are below `wanted` now. */
const holdsAll = (kept: number, moved: number, wanted: number): boolean => kept * moved * (1 - GUARD) >= wanted;

/**
 * The ladder: nested lists of accounts near the threshold, each rebuilt from the next wider one only when the bound of `drift` can no
 * longer vouch for those it has left out. The widest is cut from all accounts in order of coverage, by the same bound, anew each time.
 * Exact: an account that it does not name is covered.
 */
export function ladder(columns: FloatAccounts, baskets: readonly Basket[], counter: Counter, opening: Factors): Screen {
  const size = baskets.reduce((most, { accounts }) => accounts.reduce((top, each) => Math.max(top, each + 1), most), 0);
  const mask = new Uint8Array(size);
  const home = new Uint32Array(size);
  const ladders = baskets.map((basket, place): Ladder => {
    for (const account of basket.accounts) home[account] = place + 1;
    const levels = SKINS.map(
      (skin, level): Level => ({ skin, bit: 1 << level, members: new Uint32Array(8), count: 0 }),
    );
    return {
      basket,
      order: basket.accounts.slice(),
      covers: new Float64Array(basket.accounts.length),
      moved: new Set(),
      hasChanged: false,
      isOrderedSince: false,
      levels,
    };
  });
  const cover = (factors: Factors, account: number): number => {
    counter.evaluations += 1;
    return coverage(columns, factors, account);
  };

  /** Puts a basket's accounts in order of coverage. */
  const sort = (all: Ladder, factors: Factors): Reference => {
    const { order, covers } = all;
    const now = new Float64Array(order.length);
    for (let i = 0; i < order.length; i += 1) now[i] = cover(factors, order[i] as number);
    const places = risingOrder(now);
    const before = order.slice();
    for (let i = 0; i < order.length; i += 1) {
      const place = places[i] as number;
      order[i] = before[place] as number;
      covers[i] = now[place] as number;
    }
    all.moved.clear();
    all.isOrderedSince = all.hasChanged;
    all.reference = referenceOf(all.basket, factors);
    return all.reference;
  };

  /** Visits every account that may be below `wanted` now. */
  const visitBelow = (all: Ladder, factors: Factors, wanted: number, visit: (account: number) => void): void => {
    const { basket, order, covers, moved } = all;
    let moving = drift(basket, all.reference ?? sort(all, factors), factors);
    if (!(moving >= WORN)) moving = drift(basket, sort(all, factors), factors);
    const { length } = order;
    for (let i = 0; i < length && !holdsAll(covers[i] as number, moving, wanted); i += 1) {
      const account = order[i] as number;
      if (!moved.has(account)) visit(account);
    }
    for (const account of moved) visit(account);
  };

  /** Empties a level, as of these factors. */
  const clear = (level: Level, reference: Reference): void => {
    for (let i = 0; i < level.count; i += 1) {
      const account = level.members[i] as number;
      mask[account] = (mask[account] as number) & ~level.bit;
    }
    level.count = 0;
    level.reference = reference;
  };

  /** Whether a level holds every account below `wanted` now. */
  const holds = ({ reference, skin }: Level, basket: Basket, wanted: number, factors: Factors): boolean =>
    reference !== undefined && holdsAll(1 + skin, drift(basket, reference, factors), wanted);

  /** The narrowest level, holding every account below `SUSPECT_BELOW` now: what is worn is built anew from the first that is not. */
  const nearest = (all: Ladder, factors: Factors): Level => {
    const { levels, basket } = all;
    const narrowest = at(levels, 0);
    let sound = 0;
    let wanted = SUSPECT_BELOW;
    for (const level of levels) {
      if (holds(level, basket, wanted, factors)) break;
      wanted = 1 + level.skin;
      sound += 1;
    }
    if (sound === 0) return narrowest;
    const reference = referenceOf(basket, factors);
    for (let i = 0; i < sound; i += 1) clear(at(levels, i), reference);
    const place = (account: number): void => {
      const covers = cover(factors, account);
      for (let i = sound - 1; i >= 0 && covers < 1 + at(levels, i).skin; i -= 1) join(at(levels, i), account);
    };
    const source = levels[sound];
    if (source === undefined) visitBelow(all, factors, wanted, place);
    else for (let i = 0; i < source.count; i += 1) place(source.members[i] as number);
    return narrowest;
  };

  const join = (level: Level, account: number): void => {
    if (((mask[account] as number) & level.bit) !== 0) return;
    if (level.count === level.members.length) {
      const grown = new Uint32Array(level.count * 2);
      grown.set(level.members);
      level.members = grown;
    }
    level.members[level.count] = account;
    level.count += 1;
    mask[account] = (mask[account] as number) | level.bit;
  };

  for (const all of ladders) sort(all, opening);
  counter.evaluations = 0; // what the opening took is no part of any round
  return {
    suspects: (factors) => {
      const found: number[] = [];
      for (const all of ladders) {
        const { members, count } = nearest(all, factors);
        for (let i = 0; i < count; i += 1) {
          const account = members[i] as number;
          if (cover(factors, account) < SUSPECT_BELOW) found.push(account);
        }
      }
      return Array.from(Uint32Array.from(found).sort());
    },
    touch: (account) => {
      const place = home[account] ?? 0;
      if (place === 0) return;
      const all = at(ladders, place - 1);
      all.moved.add(account);
      all.hasChanged = true;
      for (const level of all.levels) if (level.reference !== undefined) join(level, account);
    },
    reset: () => {
      counter.evaluations = 0;
      for (const all of ladders) {
        if (!all.hasChanged) continue;
        for (const level of all.levels) delete level.reference;
        if (all.isOrderedSince) delete all.reference;
        all.moved.clear();
        all.hasChanged = false;
        all.isOrderedSince = false;
      }
    },
  };
}

/** Counts how many accounts' coverage was worked out. */
export interface Counter {
  evaluations: number;
}

/** An exact screen of one class of accounts: which of them may be covered less than once. */
export interface Screen {
  /** Accounts that may have a coverage below one, in rising order: none is missing. */
  suspects(factors: Factors): number[];
  /** An account's balances have changed. */
  touch(account: number): void;
  /** All accounts are as they were at the start again. */
  reset(): void;
}

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

/** The screens of a run. */
export interface Screens {
  /** Accounts of populations whose market's rule is no weighted ratio: nothing rules them out. */
  readonly unscreened: readonly number[];
  /** At what markets judge by, for the accounts of each e-mode. */
  readonly judged: readonly { readonly eMode: string | undefined; readonly screen: Screen }[];
  /** At market prices; absent: every account of a population needs a closer look. */
  readonly owned?: Screen;
  readonly counter: Counter;
}

/** For scenarios without populations. */
export const NO_SCREENS: Screens = { unscreened: [], judged: [], counter: { evaluations: 0 } };

/** Tells all screens that an account's balances have changed. */
export function touch({ judged, owned }: Screens, account: number): void {
  for (const { screen } of judged) screen.touch(account);
  owned?.touch(account);
}

/** Tells all screens that the accounts are as they were at the start again. */
export function resetScreens({ judged, owned }: Screens): void {
  for (const { screen } of judged) screen.reset();
  owned?.reset();
}
