import { type Arithmetic, at, isZero, positivePart } from "../../numbers/arithmetic.js";
import { type Solved, solveLinear } from "./linear.js";
import { type BalanceSheet, type Credit, recoveredExternal, type Values, worthOf } from "./sheet.js";

/** How a sheet is taken to stand: worth its par, worth what is left, or unable to pay its debts. */
export type Regime = "at-par" | "solvent" | "defaulted";

/** A system in which every sheet's regime is settled. */
export interface Assigned<N> {
  readonly sheets: readonly BalanceSheet<N>[];
  readonly credits: readonly (readonly Credit<N>[])[];
  readonly debtsUsd: readonly N[];
  readonly regimes: readonly Regime[];
}

/** value = base + scale·claims: the net asset value of a solvent sheet, the recovery of a defaulted one. */
interface Line<N> {
  readonly base: N;
  readonly scale: N;
}

/** The values of an assignment, or the sheets whose values it does not determine. */
export type Outcome<N> =
  | { readonly kind: "values"; readonly values: Values<N> }
  | { readonly kind: "undetermined"; readonly sheets: readonly number[] };

/**
 * The values under an assignment of regimes, where nothing is worth less than 0.
 *
 * Without the floor this is one linear system. The floor is a maximum of two lines, solved by policy iteration: the first solve
 * is a lower bound, sheets under 0 are floored, and values only rise from there, so that floors are only ever lifted.
 */
export function valuesUnder<N>(n: Arithmetic<N>, system: Assigned<N>): Outcome<N> {
  const { sheets, credits } = system;
  const lines = sheets.map((_, i) => lineOf(n, system, i));
  let floored: readonly boolean[] | undefined;
  for (;;) {
    const free = lines.flatMap((line, i) => (line === undefined || floored?.[i] === true ? [] : [i]));
    const solved = solveFree(n, system, lines, free);
    if (solved.kind === "singular") {
      return { kind: "undetermined", sheets: solved.unknowns.map((unknown) => at(free, unknown)) };
    }
    const raw = sheets.map(() => n.zero);
    free.forEach((sheet, unknown) => {
      raw[sheet] = at(solved.x, unknown);
    });
    const values = placed(n, system, raw);
    const before = floored;
    const next = lines.map((line, i) => {
      if (line === undefined || before?.[i] === false) return false;
      const { claimsUsd } = worthOf(n, at(sheets, i), at(credits, i), values);
      return n.sign(n.add(line.base, n.mul(line.scale, claimsUsd))) < 0;
    });
    if (next.every((isFloored, i) => isFloored === (before?.[i] ?? false))) {
      return {
        kind: "values",
        values: { navUsd: values.navUsd.map((nav) => positivePart(n, nav)), recovery: values.recovery },
      };
    }
    floored = next;
  }
}

/** Undefined where the assignment alone settles the value: at par, or with no claims to share what is left over. */
function lineOf<N>(n: Arithmetic<N>, { sheets, debtsUsd, regimes }: Assigned<N>, i: number): Line<N> | undefined {
  const [sheet, owed] = [at(sheets, i), at(debtsUsd, i)];
  switch (at(regimes, i)) {
    case "at-par":
      return undefined;
    case "solvent":
      if (isZero(n, sheet.supplyUnits)) return undefined;
      return {
        base: n.div(n.sub(sheet.externalUsd, owed), sheet.supplyUnits),
        scale: n.div(n.one, sheet.supplyUnits),
      };
    case "defaulted":
      return { base: n.div(recoveredExternal(n, sheet), owed), scale: n.div(sheet.recoveryClaims, owed) };
  }
}

/** Net asset values and recoveries, given the value of each sheet that has a line. */
function placed<N>(n: Arithmetic<N>, { sheets, regimes }: Assigned<N>, raw: readonly N[]): Values<N> {
  const navUsd = sheets.map((sheet, i) => {
    if (at(regimes, i) === "at-par") return sheet.parUsd ?? n.zero;
    return at(regimes, i) === "solvent" ? at(raw, i) : n.zero;
  });
  const recovery = sheets.map((_, i) =>
    at(regimes, i) === "defaulted" ? n.min(n.one, positivePart(n, at(raw, i))) : n.one,
  );
  return { navUsd, recovery };
}

/** Solves value − scale·Σ(claims on other free sheets) = base + scale·(all other claims), over the free sheets. */
function solveFree<N>(
  n: Arithmetic<N>,
  system: Assigned<N>,
  lines: readonly (Line<N> | undefined)[],
  free: readonly number[],
): Solved<N> {
  const { sheets, credits, regimes } = system;
  const place = new Map(free.map((sheet, unknown) => [sheet, unknown]));
  const settled = placed(
    n,
    system,
    sheets.map(() => n.zero),
  );
  const right: N[] = [];
  const linked = new Set<number>();
  const links = free.map((i, unknown) => {
    const { base, scale } = lines[i] ?? { base: n.zero, scale: n.zero };
    const own: { readonly column: number; readonly part: N }[] = [];
    const link = (sheet: number, amount: N, regime: Regime): void => {
      const column = place.get(sheet);
      if (column === undefined || at(regimes, sheet) !== regime) return;
      own.push({ column, part: n.mul(scale, amount) });
      linked.add(unknown).add(column);
    };
    for (const { sheet, units } of at(sheets, i).holdings) link(sheet, units, "solvent");
    for (const { debtor, valueUsd } of at(credits, i)) link(debtor, valueUsd, "defaulted");
    right.push(n.add(base, n.mul(scale, worthOf(n, at(sheets, i), at(credits, i), settled).claimsUsd)));
    return own;
  });
  // A sheet that neither holds claims on free ones nor is held by any is worth its own side of the equation.
  const unknowns = [...linked].sort((a, b) => a - b);
  const matrix = unknowns.map((unknown) => {
    const row = free.map((_, k) => (k === unknown ? n.one : n.zero));
    for (const { column, part } of at(links, unknown)) row[column] = n.sub(at(row, column), part);
    return unknowns.map((column) => at(row, column));
  });
  const solved = solveLinear(
    n,
    matrix,
    unknowns.map((unknown) => at(right, unknown)),
  );
  if (solved.kind === "singular") return { ...solved, unknowns: solved.unknowns.map((k) => at(unknowns, k)) };
  const x = [...right];
  unknowns.forEach((unknown, k) => {
    x[unknown] = at(solved.x, k);
  });
  return { kind: "unique", x };
}
