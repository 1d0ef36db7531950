import fc from "fast-check";
import { type BalanceSheet, clearClaims } from "../../../src/mechanics/claims/clearing.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";

/** A balance sheet in plain numbers; holdings in units and debts in USD by the place of the other sheet. */
export interface Sheet {
  readonly external: number;
  readonly holds: Readonly<Record<number, number>>;
  readonly owes: Readonly<Record<number, number>>;
  readonly owedOutside: number;
  readonly supply: number;
  readonly par: number | undefined;
  readonly recovery: readonly [number, number];
}

export const sheet = (given: Partial<Sheet> & { readonly external: number }): Sheet => ({
  holds: {},
  owes: {},
  owedOutside: 0,
  supply: 100,
  par: undefined,
  recovery: [1, 1],
  ...given,
});

/** A network of debts alone: `owed[i][j]` is what i owes j. */
export const onlyDebts = (
  owed: readonly (readonly number[])[],
  external: readonly number[],
  outside: readonly number[],
  recovery: readonly [number, number],
): readonly Sheet[] =>
  owed.map((row, i) =>
    sheet({
      external: external[i] ?? 0,
      owes: Object.fromEntries(row.entries()),
      owedOutside: outside[i] ?? 0,
      supply: 1,
      recovery,
    }),
  );

function read<N>(n: Arithmetic<N>, plain: Sheet): BalanceSheet<N> {
  return {
    externalUsd: n.fromNumber(plain.external),
    holdings: Object.entries(plain.holds).map(([at, units]) => ({ sheet: Number(at), units: n.fromNumber(units) })),
    owed: Object.entries(plain.owes).map(([at, value]) => ({ sheet: Number(at), valueUsd: n.fromNumber(value) })),
    owedOutsideUsd: n.fromNumber(plain.owedOutside),
    supplyUnits: n.fromNumber(plain.supply),
    ...(plain.par === undefined ? {} : { parUsd: n.fromNumber(plain.par) }),
    recoveryExternal: n.fromNumber(plain.recovery[0]),
    recoveryClaims: n.fromNumber(plain.recovery[1]),
  };
}

export interface PlainValues {
  readonly navUsd: readonly number[];
  readonly recovery: readonly number[];
}

export function cleared<N>(n: Arithmetic<N>, system: readonly Sheet[]): PlainValues & { readonly residual: number } {
  const { navUsd, recovery, residual } = clearClaims(
    n,
    system.map((each) => read(n, each)),
  );
  return { navUsd: navUsd.map(n.toNumber), recovery: recovery.map(n.toNumber), residual };
}

/** The plainest statement of the fixed point: start above every solution and mark down until nothing moves. */
export function fromTheTop(system: readonly Sheet[]): PlainValues {
  let values: PlainValues = { navUsd: system.map(() => 1e4), recovery: system.map(() => 1) };
  for (let pass = 0; pass < 2000; pass += 1) {
    const { navUsd, recovery } = values;
    const next = system.map((each, i) => {
      const held = Object.entries(each.holds).reduce((sum, [at, units]) => sum + units * (navUsd[Number(at)] ?? 0), 0);
      const claims = system.reduce((sum, other, k) => sum + (other.owes[i] ?? 0) * (recovery[k] ?? 0), held);
      const debts = Object.values(each.owes).reduce((sum, value) => sum + value, each.owedOutside);
      const left = each.external + claims - debts;
      if (left >= 0) return { nav: Math.min(each.par ?? Number.POSITIVE_INFINITY, left / each.supply), recovery: 1 };
      return { nav: 0, recovery: (each.recovery[0] * each.external + each.recovery[1] * claims) / debts };
    });
    values = { navUsd: next.map(({ nav }) => nav), recovery: next.map((each) => each.recovery) };
  }
  return values;
}

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

/** Two to six sheets; no more than 80 % of a sheet's claims is held by others, and all owe something outside. */
export const anySystem: fc.Arbitrary<readonly Sheet[]> = fc.integer({ min: 2, max: 6 }).chain((size) => {
  const links = fc.array(fc.tuple(fc.nat(size - 1), between(0, 1)), { maxLength: 3 });
  const amounts = (drawn: readonly (readonly [number, number])[], self: number, scale: number) =>
    Object.fromEntries(drawn.filter(([place]) => place !== self).map(([place, part]) => [place, part * scale]));
  const drawn = fc.record({
    external: between(0, 100),
    holds: links,
    owes: links,
    owedOutside: between(1, 60),
    par: fc.option(between(0.1, 1), { nil: undefined }),
    recovery: fc.tuple(between(0.2, 1), between(0.2, 1)),
  });
  return fc
    .array(drawn, { minLength: size, maxLength: size })
    .map((sheets) =>
      sheets.map((each, i) =>
        sheet({ ...each, holds: amounts(each.holds, i, 80 / (size - 1)), owes: amounts(each.owes, i, 60) }),
      ),
    );
});
