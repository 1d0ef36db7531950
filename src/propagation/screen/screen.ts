import type { Factors } from "./evaluate.js";

/** Counts how many accounts' coverage was worked out. */
export interface Counter {
  evaluations: number;
}

/** An exact screen of one class of accounts: which of them may be covered less than once. */
export interface Screen {
  /** Accounts that may have a coverage below one, in rising order: none is missing. */
  suspects(factors: Factors): number[];
  /** An account's balances have changed, and stand in the columns. */
  touch(account: number): void;
  /** All accounts are as they were at the start again. */
  reset(): void;
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
export function resetScreens({ judged, owned, counter }: Screens): void {
  counter.evaluations = 0;
  for (const { screen } of judged) screen.reset();
  owned?.reset();
}
