import type { TieCounter } from "../../numbers/decide.js";
import { defaultProbability } from "./black-cox.js";
import type { Conventions, ExternalDebt } from "./conventions.js";
import { rowTimes } from "./matrix-algebra.js";
import { type Debts, type DefaultCosts, fallsShort, leftInDefault, paidShare } from "./resources.js";
import { read } from "./sparse-matrix.js";

/** How the claims on a node are valued by what its equity has become. */
export type Valuation =
  /** E/E(0), within 0–1: a claim loses with the equity of its debtor, not only in default. */
  | { readonly kind: "linear-debtrank" }
  /** 1 while E ≥ 0, else what is left over what is owed. */
  | { readonly kind: "eisenberg-noe"; readonly externalDebt: ExternalDebt }
  | ({ readonly kind: "rogers-veraart"; readonly externalDebt: ExternalDebt } & DefaultCosts)
  /** 1 while E ≥ 0, else a fixed recovery. */
  | { readonly kind: "furfine"; readonly recovery: number }
  /** 1 − (1 − recovery)·PD, where PD is the probability of touching E = 0 within the horizon: see `defaultProbability`. */
  | { readonly kind: "black-cox"; readonly volatility: number; readonly recovery: number };

/** What every step of the fixed point reads. */
export interface Valued {
  readonly debts: Debts;
  readonly initialEquityUsd: Float64Array;
  readonly ties: TieCounter;
}

/** E_i = external assets + Σ claims·value − debts, in USD. */
export const equityOf = ({ network, creditsUsd, obligationsUsd }: Debts, claimValue: Float64Array, i: number): number =>
  read(network.externalAssetsUsd, i) + rowTimes(creditsUsd, i, claimValue) - read(obligationsUsd, i);

/** Value of one dollar of claims on node j, within 0–1, given those on all nodes. */
export function worthOfClaims(
  { debts, initialEquityUsd, ties }: Valued,
  valuation: Valuation,
  claimValue: Float64Array,
  j: number,
) {
  const external = read(debts.network.externalAssetsUsd, j);
  const resources = () => external + rowTimes(debts.creditsUsd, j, claimValue);
  switch (valuation.kind) {
    case "linear-debtrank": {
      const initial = read(initialEquityUsd, j);
      return initial > 0 ? Math.min(1, Math.max(0, equityOf(debts, claimValue, j)) / initial) : 0;
    }
    case "eisenberg-noe":
      return paidShare(debts, j, resources(), valuation.externalDebt);
    case "rogers-veraart": {
      if (!fallsShort(debts, claimValue, j, ties)) return 1;
      const left = leftInDefault(external, rowTimes(debts.creditsUsd, j, claimValue), valuation);
      return paidShare(debts, j, left, valuation.externalDebt);
    }
    case "furfine":
      return fallsShort(debts, claimValue, j, ties) ? valuation.recovery : 1;
    case "black-cox": {
      const { volatility, recovery } = valuation;
      return 1 - (1 - recovery) * defaultProbability(equityOf(debts, claimValue, j), external, volatility);
    }
  }
}

export function valuationConventions(valuation: Valuation): Conventions {
  switch (valuation.kind) {
    case "linear-debtrank":
      return { model: "NEVA 2020, linear DebtRank", rule: "V = E/E(0), within 0–1" };
    case "eisenberg-noe":
    case "rogers-veraart":
      return {
        model: `NEVA 2020, ${valuation.kind === "eisenberg-noe" ? "Eisenberg–Noe" : "Rogers–Veraart"}`,
        externalDebt: valuation.externalDebt,
        atEquality: "solvent",
        ...(valuation.kind === "rogers-veraart"
          ? { recovery: `external assets × ${valuation.recoveryExternal}, claims × ${valuation.recoveryClaims}` }
          : {}),
        rule: "V = 1 while assets ≥ debts, else what is left over what is owed",
      };
    case "furfine":
      return {
        model: "NEVA 2020, Furfine 2003",
        atEquality: "solvent",
        recovery: `${valuation.recovery}`,
        rule: "V = 1 while E ≥ 0, else the recovery",
      };
    case "black-cox":
      return {
        model: "NEVA 2020, ex ante with Black–Cox 1976",
        atEquality: "default",
        recovery: `${valuation.recovery}`,
        rule: `V = 1 − (1 − recovery)·PD, volatility ${valuation.volatility} over the horizon`,
      };
  }
}
