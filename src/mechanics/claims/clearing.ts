import type { Arithmetic } from "../../numbers/arithmetic.js";

/** One balance sheet in a system of claims on claims. Others are named by their place in the list. */
export interface BalanceSheet<N> {
  /** Value of everything that is not a claim on another sheet of the list. */
  readonly externalUsd: N;
  /** Claim tokens of other sheets held, in units. */
  readonly holdings: readonly { readonly sheet: number; readonly units: N }[];
  /** Debts owed to other sheets of the list. */
  readonly owed: readonly { readonly sheet: number; readonly valueUsd: N }[];
  /** Debts owed to anyone else. */
  readonly owedOutsideUsd: N;
  readonly supplyUnits: N;
  /** The most a claim is worth; absent: no limit. */
  readonly parUsd?: N;
  /** Share of external assets, and of claims on other sheets, recovered in default. */
  readonly recoveryExternal: N;
  readonly recoveryClaims: N;
}

export interface Cleared<N> {
  /** Net asset value of one claim, by sheet. */
  readonly navUsd: readonly N[];
  /** Share of its debts that each sheet pays. */
  readonly recovery: readonly N[];
  /** Largest relative amount by which the fixed-point equations are missed. */
  readonly residual: number;
}

export declare function clearClaims<N>(n: Arithmetic<N>, sheets: readonly BalanceSheet<N>[]): Cleared<N>;
