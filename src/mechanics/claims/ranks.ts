import { type Arithmetic, at, ratio } from "../../numbers/arithmetic.js";
import { type BalanceSheet, type Cleared, clearClaims } from "./clearing.js";

/** A debt to another sheet of the list, or to anyone else; rank 1 is paid first. */
export interface RankedDebt<N> {
  readonly sheet: number | undefined;
  readonly valueUsd: N;
  readonly rank: number;
}

export interface ClearedRanks<N> extends Cleared<N> {
  /** Share that is paid of each debt, by sheet, in the order of its debts. */
  readonly paid: readonly (readonly N[])[];
}

/**
 * Clears balance sheets whose debts have ranks: nothing goes to a rank before the one above it is paid in full, and the claim is worth
 * what is left after all of them.
 *
 * A sheet with m ranks is m sheets in a row. The first has the assets and owes the first rank; each other one owns all that the one
 * before it leaves, owes the next rank, and the last has issued the claim. Debts are those of `debts`, by sheet; those within `sheets`
 * are not read. `recovery` is the share paid of all debts together. Default costs of a sheet with several ranks are not stated: its
 * recoveries must be 1. Source: as for `clearClaims`.
 */
export function clearRanks<N>(
  n: Arithmetic<N>,
  sheets: readonly BalanceSheet<N>[],
  debts: readonly (readonly RankedDebt<N>[])[],
): ClearedRanks<N> {
  if (debts.every(haveOneRank)) {
    const cleared = clearClaims(
      n,
      sheets.map((sheet, i) => owing(n, sheet, at(debts, i), (to) => to)),
    );
    return { ...cleared, paid: debts.map((list, i) => list.map(() => at(cleared.recovery, i))) };
  }
  const ranks = debts.map((list) => [...new Set([...list.map(({ rank }) => rank)])].sort((a, b) => a - b));
  let places = sheets.length;
  const chains = ranks.map((own, i) => [...own.slice(1).map(() => places++), i]);
  const inRow = sheets.flatMap((sheet, i) =>
    at(chains, i).map((place, k) => {
      const owed = at(debts, i).filter(({ rank }) => rank === at(ranks, i)[k]);
      return { place, sheet: linkOf(n, sheet, at(chains, i), k, owed, (to) => at(at(chains, to), 0)) };
    }),
  );
  const cleared = clearClaims(
    n,
    inRow.sort((a, b) => a.place - b.place).map(({ sheet }) => sheet),
  );
  const paid = debts.map((list, i) =>
    list.map(({ rank }) => at(cleared.recovery, at(at(chains, i), at(ranks, i).indexOf(rank)))),
  );
  return {
    navUsd: cleared.navUsd.slice(0, sheets.length),
    recovery: sheets.map((_, i) =>
      at(chains, i).length === 1 ? at(cleared.recovery, i) : shareOf(n, at(debts, i), at(paid, i)),
    ),
    residual: cleared.residual,
    paid,
  };
}

const haveOneRank = <N>(debts: readonly RankedDebt<N>[]): boolean => debts.every(({ rank }) => rank === debts[0]?.rank);

/** A sheet that owes these debts and no others. */
const owing = <N>(
  n: Arithmetic<N>,
  sheet: BalanceSheet<N>,
  debts: readonly RankedDebt<N>[],
  firstOf: (sheet: number) => number,
): BalanceSheet<N> => ({
  ...sheet,
  owed: debts.flatMap(({ sheet: to, valueUsd }) => (to === undefined ? [] : [{ sheet: firstOf(to), valueUsd }])),
  owedOutsideUsd: n.total(debts.flatMap(({ sheet: to, valueUsd }) => (to === undefined ? [valueUsd] : []))),
});

/** The k-th sheet of a row: `owed` are the debts of its rank, `firstOf` names the sheet that has the assets of a creditor. */
function linkOf<N>(
  n: Arithmetic<N>,
  { parUsd, ...sheet }: BalanceSheet<N>,
  chain: readonly number[],
  k: number,
  owed: readonly RankedDebt<N>[],
  firstOf: (sheet: number) => number,
): BalanceSheet<N> {
  const before = chain[k - 1];
  const isLast = k === chain.length - 1;
  return {
    ...owing(n, sheet, owed, firstOf),
    ...(before === undefined ? {} : { externalUsd: n.zero, holdings: [{ sheet: before, units: n.one }] }),
    ...(isLast ? {} : { supplyUnits: n.one }),
    ...(isLast && parUsd !== undefined ? { parUsd } : {}),
  };
}

/** What is paid of all debts together. */
const shareOf = <N>(n: Arithmetic<N>, debts: readonly RankedDebt<N>[], paid: readonly N[]): N =>
  ratio(
    n,
    n.total(debts.map(({ valueUsd }, k) => n.mul(at(paid, k), valueUsd))),
    n.total(debts.map(({ valueUsd }) => valueUsd)),
    n.one,
  );
