import { type Arithmetic, at, isPositive, positivePart, ratio } from "../../numbers/arithmetic.js";
import { type Assigned, type Regime, valuesUnder } from "./regime.js";
import { type BalanceSheet, creditsOf, debtsOf, recoveredExternal, type Values, type Worth, worthOf } from "./sheet.js";

export type { BalanceSheet } from "./sheet.js";

export interface Cleared<N> {
  /** Net asset value of one claim, by sheet. */
  readonly navUsd: readonly N[];
  /** Share of its debts that each sheet pays. */
  readonly recovery: readonly N[];
  /** Largest relative amount by which the fixed-point equations are missed. */
  readonly residual: number;
}

/** Sheets own each other so completely that the values of their claims are not determined. */
export class ClearingError extends Error {
  override readonly name = "ClearingError";
  constructor(readonly sheets: readonly number[]) {
    super(`Balance sheets ${sheets.join(", ")} own each other wholly, so that their claims have no determined value`);
  }
}

/**
 * The greatest fixed point of the values of claims and the recovery of debts, where every sheet's assets are
 * assets = external + Σ units held·nav + Σ debts owed to it·recovery of the debtor:
 *
 * - nav = min(par, max(0, (assets − debts)/supply)) and recovery = 1 while assets ≥ debts;
 * - nav = 0 and recovery = (αe·external + αc·(assets − external))/debts, within 0–1, otherwise.
 *
 * A sequence of fictitious defaults: every sheet starts in its best regime, which gives upper bounds; a sheet whose assets fall
 * short even so is demoted for good, and the values are solved again, at most twice a sheet. Values in USD per unit. A supply of 0
 * gives nav 0 (or par), debts of 0 recovery 1. Throws ClearingError where sheets own each other wholly.
 *
 * Source: L. Eisenberg, T. Noe, Systemic risk in financial systems, Management Science 47 (2001); cross-holdings of equity as in
 * H. Elsinger, Financial networks, cross holdings, and limited liability (2009); default costs as in L. Rogers, L. Veraart,
 * Failure and rescue in an interbank network, Management Science 59 (2013).
 */
export function clearClaims<N>(n: Arithmetic<N>, sheets: readonly BalanceSheet<N>[]): Cleared<N> {
  const credits = creditsOf(sheets);
  const debtsUsd = sheets.map((sheet) => debtsOf(n, sheet));
  let regimes: readonly Regime[] = sheets.map(({ parUsd }) => (parUsd === undefined ? "solvent" : "at-par"));
  for (;;) {
    const system = { sheets, credits, debtsUsd, regimes };
    const outcome = valuesUnder(n, system);
    if (outcome.kind === "undetermined") throw new ClearingError(outcome.sheets);
    const worth = sheets.map((sheet, i) => worthOf(n, sheet, at(credits, i), outcome.values));
    const next = regimes.map((regime, i) => demoted(n, at(sheets, i), at(debtsUsd, i), at(worth, i), regime));
    if (next.every((regime, i) => regime === at(system.regimes, i))) {
      return { ...outcome.values, residual: residualOf(n, system, outcome.values, worth) };
    }
    regimes = next;
  }
}

/** Par against net assets is a choice of value, for nav is continuous there; default is a decision, for recovery may jump. */
function demoted<N>(
  n: Arithmetic<N>,
  sheet: BalanceSheet<N>,
  debtsUsd: N,
  { assetsUsd }: Worth<N>,
  regime: Regime,
): Regime {
  if (regime === "at-par") {
    const neededUsd = n.add(debtsUsd, n.mul(sheet.parUsd ?? n.zero, sheet.supplyUnits));
    return isPositive(n, n.sub(neededUsd, assetsUsd)) ? "solvent" : "at-par";
  }
  if (regime === "solvent" && isPositive(n, debtsUsd) && n.less(assetsUsd, debtsUsd)) return "defaulted";
  return regime;
}

/** Largest difference between the two sides of a sheet's equations in USD, over the larger of its assets and what it owes. */
function residualOf<N>(
  n: Arithmetic<N>,
  { sheets, debtsUsd, regimes }: Assigned<N>,
  values: Values<N>,
  worth: readonly Worth<N>[],
): number {
  const misses = sheets.map((sheet, i) => {
    const [debt, { claimsUsd, assetsUsd }] = [at(debtsUsd, i), at(worth, i)];
    const leftUsd = positivePart(n, n.sub(assetsUsd, debt));
    const parUsd = sheet.parUsd === undefined ? leftUsd : n.mul(sheet.parUsd, sheet.supplyUnits);
    const isDefaulted = at(regimes, i) === "defaulted";
    const claims = isDefaulted || !isPositive(n, sheet.supplyUnits) ? n.zero : n.min(parUsd, leftUsd);
    const recovered = positivePart(n, n.add(recoveredExternal(n, sheet), n.mul(sheet.recoveryClaims, claimsUsd)));
    const paid = isDefaulted ? n.min(debt, recovered) : debt;
    const miss = n.add(
      distance(n, n.mul(at(values.navUsd, i), sheet.supplyUnits), claims),
      distance(n, n.mul(at(values.recovery, i), debt), paid),
    );
    return n.toNumber(ratio(n, miss, n.max(assetsUsd, debt), n.zero));
  });
  return Math.max(0, ...misses);
}

const distance = <N>(n: Arithmetic<N>, a: N, b: N): N => n.max(n.sub(a, b), n.sub(b, a));
