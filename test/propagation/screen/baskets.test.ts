import { expect, test } from "vitest";
import { partition } from "../../../src/propagation/screen/baskets.js";

/** Accounts by what they hold and owe, as places of reserves. */
function columnsOf(accounts: readonly { readonly holds: readonly number[]; readonly owes: readonly number[] }[]) {
  const side = (of: (i: number) => readonly number[]) => {
    const lists = accounts.map((_, i) => of(i));
    const start = Int32Array.from({ length: accounts.length + 1 }, (_, i) => lists.slice(0, i).flat().length);
    const reserve = Uint16Array.from(lists.flat());
    return { start, reserve, scaled: new Float64Array(reserve.length).fill(1) };
  };
  return { collateral: side((i) => accounts[i]?.holds ?? []), debt: side((i) => accounts[i]?.owes ?? []) };
}

const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

test("baskets hold accounts of the same reserves; small ones are merged by family, then by market; debtors only", () => {
  const accounts = [
    ...times(70, { holds: [2, 1, 2], owes: [5] }),
    ...times(40, { holds: [1], owes: [5] }),
    ...times(30, { holds: [2], owes: [5] }), // family of 1: together 70
    ...times(3, { holds: [3], owes: [5] }),
    ...times(2, { holds: [4], owes: [1] }), // with the 3 before: of the market
    ...times(9, { holds: [1], owes: [] }),
  ];
  const family = (reserve: number): number => (reserve === 2 ? 1 : reserve);
  const baskets = partition(columnsOf(accounts), { from: 0, to: accounts.length }, () => 0, family);
  const summary = baskets.map(({ accounts: of, collateral, debt }) => ({
    ...{ count: of.length, collateral: [...collateral].sort(), debt: [...debt].sort() },
    first: of[0],
  }));
  expect(summary).toEqual([
    { count: 70, collateral: [1, 2], debt: [5], first: 0 },
    { count: 70, collateral: [1, 2], debt: [5], first: 70 },
    { count: 5, collateral: [3, 4], debt: [1, 5], first: 140 },
  ]);
  expect(baskets.flatMap(({ accounts: of }) => [...of])).toEqual(Array.from({ length: 145 }, (_, i) => i));
});

test("a part of the accounts keeps its numbers", () => {
  const accounts = times(8, { holds: [1], owes: [2] });
  const baskets = partition(
    columnsOf(accounts),
    { from: 2, to: 8 },
    () => 0,
    (reserve) => reserve,
  );
  expect(baskets.map(({ accounts: of }) => [...of])).toEqual([[2, 3, 4, 5, 6, 7]]);
});
