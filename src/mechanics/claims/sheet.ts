import { type Arithmetic, at } from "../../numbers/arithmetic.js";

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

/** What claims are worth and what debts pay, by sheet. */
export interface Values<N> {
  readonly navUsd: readonly N[];
  readonly recovery: readonly N[];
}

/** Value of a sheet's claims on others, holdings and debts owed to it, and of all it has. */
export interface Worth<N> {
  readonly claimsUsd: N;
  readonly assetsUsd: N;
}

/** A debt seen from the sheet it is owed to. */
export interface Credit<N> {
  readonly debtor: number;
  readonly valueUsd: N;
}

export const debtsOf = <N>(n: Arithmetic<N>, sheet: BalanceSheet<N>): N =>
  n.total([sheet.owedOutsideUsd, ...sheet.owed.map(({ valueUsd }) => valueUsd)]);

/** The debts owed to each sheet. */
export function creditsOf<N>(sheets: readonly BalanceSheet<N>[]): readonly (readonly Credit<N>[])[] {
  const credits: Credit<N>[][] = sheets.map(() => []);
  sheets.forEach(({ owed }, debtor) => {
    for (const { sheet, valueUsd } of owed) at(credits, sheet).push({ debtor, valueUsd });
  });
  return credits;
}

/** claims = Σ units held·nav + Σ debts owed to it·recovery; assets = external + claims. */
export function worthOf<N>(
  n: Arithmetic<N>,
  sheet: BalanceSheet<N>,
  credits: readonly Credit<N>[],
  values: Values<N>,
): Worth<N> {
  const claims = [
    ...sheet.holdings.map((held) => n.mul(held.units, at(values.navUsd, held.sheet))),
    ...credits.map(({ debtor, valueUsd }) => n.mul(valueUsd, at(values.recovery, debtor))),
  ];
  return { claimsUsd: n.total(claims), assetsUsd: n.total([sheet.externalUsd, ...claims]) };
}

/** External assets that remain in default: αe of them; a negative amount counts in full. */
export const recoveredExternal = <N>(n: Arithmetic<N>, sheet: BalanceSheet<N>): N =>
  n.min(sheet.externalUsd, n.mul(sheet.recoveryExternal, sheet.externalUsd));
