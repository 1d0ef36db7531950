import { type Arithmetic, at, isPositive, isZero } from "../../numbers/arithmetic.js";
import type { Cleared } from "./clearing.js";
import { solveLinear } from "./linear.js";
import { type BalanceSheet, creditsOf, debtsOf } from "./sheet.js";

/**
 * How the net asset value of each claim moves with each sheet's external assets, at the fixed point of `clearClaims`: entry (i, j) is
 * d nav_i / d external_j, in USD per unit and USD.
 *
 * Implicit function theorem on x = V(x, a): dx/da = (I − ∂V/∂x)⁻¹ ∂V/∂a, x being the nav of solvent sheets and the recovery of
 * those in default. Claims at par, worthless ones and debts paid in full do not move. Where a regime is about to change (par just
 * met, default), this is the derivative on the side where it does not. Undefined where the system is singular.
 */
export function claimsJacobian<N>(
  n: Arithmetic<N>,
  sheets: readonly BalanceSheet<N>[],
  { navUsd, recovery }: Pick<Cleared<N>, "navUsd" | "recovery">,
): readonly (readonly N[])[] | undefined {
  const credits = creditsOf(sheets);
  const kinds = sheets.map((sheet, i) => kindOf(n, sheet, at(navUsd, i), at(recovery, i)));
  const free = kinds.flatMap((kind, i) => (kind === "fixed" ? [] : [i]));
  const place = new Map(free.map((sheet, unknown) => [sheet, unknown]));
  // Value of a sheet's unknown per dollar of its assets: claims and external assets differ in default alone.
  const perDollar = sheets.map((sheet, i) => {
    if (kinds[i] === "solvent") return n.div(n.one, sheet.supplyUnits);
    return kinds[i] === "defaulted" ? n.div(n.one, debtsOf(n, sheet)) : n.zero;
  });
  const matrix = free.map((i, row) => {
    const sheet = at(sheets, i);
    const entries = free.map((_, column) => (column === row ? n.one : n.zero));
    const weight = kinds[i] === "defaulted" ? n.mul(sheet.recoveryClaims, at(perDollar, i)) : at(perDollar, i);
    const depend = (on: number, amount: N, kind: Kind): void => {
      const column = place.get(on);
      if (column === undefined || kinds[on] !== kind) return;
      entries[column] = n.sub(at(entries, column), n.mul(weight, amount));
    };
    for (const held of sheet.holdings) depend(held.sheet, held.units, "solvent");
    for (const { debtor, valueUsd } of at(credits, i)) depend(debtor, valueUsd, "defaulted");
    return entries;
  });
  const columns: (readonly N[])[] = [];
  for (const [j, sheet] of sheets.entries()) {
    const own = kinds[j] === "defaulted" ? n.mul(sheet.recoveryExternal, at(perDollar, j)) : at(perDollar, j);
    const solved = solveLinear(
      n,
      matrix,
      free.map((i) => (i === j ? own : n.zero)),
    );
    if (solved.kind === "singular") return undefined;
    columns.push(solved.x);
  }
  return sheets.map((_, i) => {
    const row = place.get(i);
    return columns.map((column) => (row === undefined || kinds[i] !== "solvent" ? n.zero : at(column, row)));
  });
}

type Kind = "solvent" | "defaulted" | "fixed";

function kindOf<N>(n: Arithmetic<N>, { parUsd, supplyUnits }: BalanceSheet<N>, navUsd: N, recovery: N): Kind {
  if (isPositive(n, n.sub(n.one, recovery))) return isPositive(n, recovery) ? "defaulted" : "fixed";
  const isAtPar = parUsd !== undefined && isZero(n, n.sub(parUsd, navUsd));
  return isAtPar || isZero(n, supplyUnits) || !isPositive(n, navUsd) ? "fixed" : "solvent";
}
