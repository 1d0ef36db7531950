/** What one scaled unit in each reserve counts for: as collateral, weighted, and as debt, in USD. */
export interface Factors {
  readonly collateral: Float64Array;
  readonly debt: Float64Array;
}

/** Balances of accounts in doubles: account i owns slots start[i] … start[i + 1] − 1. */
export interface FloatSlots {
  readonly start: Int32Array;
  readonly reserve: Uint16Array;
  readonly scaled: Float64Array;
}

export interface FloatAccounts {
  readonly collateral: FloatSlots;
  readonly debt: FloatSlots;
}

/**
 * Collateral over debt of one account, Σ scaled·factor over Σ scaled·factor; infinite without debt.
 *
 * The only rule that is written twice: this is what `weightedHealth` of mechanics/lending says, for doubles in columns. It is no
 * judge: an account near or below one is put before its market's own rule.
 */
export function coverage({ collateral, debt }: FloatAccounts, factors: Factors, account: number): number {
  const owned = weighed(collateral, factors.collateral, account);
  const owed = weighed(debt, factors.debt, account);
  return owed > 0 ? owned / owed : Number.POSITIVE_INFINITY;
}

/** Indexed without `at`: shared by columns of every kind, it would be the slowest part of this loop. */
function weighed({ start, reserve, scaled }: FloatSlots, factors: Float64Array, account: number): number {
  const end = start[account + 1] as number;
  let sum = 0;
  for (let slot = start[account] as number; slot < end; slot += 1)
    sum += (scaled[slot] as number) * (factors[reserve[slot] as number] as number);
  return sum;
}

/** Accounts whose coverage is below this are put before the exact rule: one, and room for the rounding of both statements. */
export const SUSPECT_BELOW = 1 + 1e-9;
