import { at } from "../../numbers/arithmetic.js";

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
  let owned = 0;
  for (let slot = at(collateral.start, account); slot < at(collateral.start, account + 1); slot += 1)
    owned += at(collateral.scaled, slot) * at(factors.collateral, at(collateral.reserve, slot));
  let owed = 0;
  for (let slot = at(debt.start, account); slot < at(debt.start, account + 1); slot += 1)
    owed += at(debt.scaled, slot) * at(factors.debt, at(debt.reserve, slot));
  return owed > 0 ? owned / owed : Number.POSITIVE_INFINITY;
}

/** Accounts whose coverage is below this are put before the exact rule: one, and room for the rounding of both statements. */
export const SUSPECT_BELOW = 1 + 1e-9;
