/** An account of a population that owes more than it owns, at market prices. */
export interface UnderWater<N> {
  readonly position: number;
  readonly debtUsd: N;
  readonly collateralUsd: N;
  /** Its collateral, less its part of the deficits of what it is supplied to. */
  readonly ownedUsd: N;
}

/** What accounts of populations came to when they were last valued, with everything that went into it. */
export interface Valuation<N> {
  /** How often an account had changed, and by reserve: market price, index of supply, index of debt, share of supply that is covered. */
  readonly inputs: readonly unknown[];
  readonly underWater: readonly UnderWater<N>[];
  /** By group; absent until it was asked for. */
  groupsUsd?: readonly N[];
}

/** What bearers were worth when last asked, with everything that went into it. */
export interface Worth<N> {
  readonly inputs: readonly unknown[] | undefined;
  /** By bearer: what its owners hold, and the claims on it that outside holders own. */
  readonly valuesUsd: readonly N[];
  readonly outside: readonly N[];
  readonly pricesUsd: readonly N[];
}

/** Whether two lists hold the very same values. */
export function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  for (let i = 0; i < some.length; i += 1) if (!Object.is(some[i], others[i])) return false;
  return some.length === others.length;
}
