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
  readonly changes: number;
  readonly byReserve: readonly (readonly N[])[];
  readonly underWater: readonly UnderWater<N>[];
  /** By group; absent until it was asked for. */
  groupsUsd?: readonly N[];
}

/** Whether two lists of lists hold the very same values. */
export const areSame = <T>(some: readonly (readonly T[])[], others: readonly (readonly T[])[]): boolean =>
  some.every((list, k) => list.every((value, i) => Object.is(value, others[k]?.[i])));
