import type { SlotColumns } from "../../model/population.js";
import { type Cell, textOf } from "./cells.js";
import { growing } from "./growing.js";
import { nameIndex } from "./name-index.js";
import type { Side, TablePlan } from "./plan.js";
import type { Gathering } from "./sink.js";
import type { Refusal, Words } from "./words.js";

/** One side of all accounts while it grows. */
function growingSlots(expected: number) {
  const start = growing((size) => new Uint32Array(size), expected + 1);
  const asset = growing((size) => new Uint16Array(size), expected);
  const units = growing((size) => new Float64Array(size), expected);
  start.push(0);
  /** The first slot of the account at hand. */
  let first = 0;
  return {
    /** Slots of the account at hand. */
    pending: () => units.size() - first,
    holds: (wanted: number) => {
      for (let slot = first; slot < asset.size(); slot += 1) if (asset.at(slot) === wanted) return true;
      return false;
    },
    push: (which: number, amount: number) => {
      asset.push(which);
      units.push(amount);
    },
    keep: () => {
      first = units.size();
      start.push(first);
    },
    drop: () => {
      asset.truncate(first);
      units.truncate(first);
    },
    finish: (): SlotColumns => ({ start: start.finish(), asset: asset.finish(), units: units.finish() }),
  };
}

/**
 * Reads a table with an account in every row, of which `expected` are to come. An account that comes a second time in the same market is
 * a mistake.
 */
export function gatherWide(
  plan: TablePlan & { readonly shape: "wide" },
  words: Words,
  fail: (refusal: Refusal) => void,
  expected = 0,
): Gathering {
  const sides = { collateral: growingSlots(expected), debt: growingSlots(expected) };
  const market = growing((size) => new Uint16Array(size), expected);
  const names = nameIndex(plan.account === undefined ? 0 : expected);
  const suffixes: string[] = [];
  const suffixOf = (inMarket: number): string => {
    suffixes[inMarket] ??= plan.market === undefined ? "" : `/${words.markets[inMarket]}`;
    return suffixes[inMarket];
  };

  const balances = plan.balances.map((balance) => ({ ...balance, into: sides[balance.side] }));

  const readBalance = (balance: (typeof balances)[number], inMarket: number, cells: readonly Cell[]) => {
    const { side, into, asset } = balance;
    const cell = cells[balance.units];
    const name = "id" in asset ? asset.id : cells[asset.column];
    if (isEmpty(cell) && (isEmpty(name) || "id" in asset)) return true;
    const which = words.asset(inMarket, side, name);
    const amount = which === undefined ? undefined : words.units(cell, which);
    if (which === undefined || amount === undefined) return false;
    if (amount === 0) return true;
    if (into.holds(which)) return twice(side, which);
    into.push(which, amount);
    return true;
  };
  const twice = (side: Side, asset: number) => {
    fail({ found: `found ${words.assets[asset]} twice as ${side}`, expected: "every asset of an account once" });
    return false;
  };
  const isNamed = (inMarket: number, cell: Cell) => {
    const name = words.name(cell);
    if (name === undefined) return false;
    const known = names.count;
    const isNew = names.number(name, suffixOf(inMarket)) === known;
    if (!isNew) fail({ found: `found the account ${textOf(name)} again`, expected: "every account once in a market" });
    return isNew;
  };
  const read = (inMarket: number, cells: readonly Cell[]) => {
    for (const balance of balances) if (!readBalance(balance, inMarket, cells)) return false;
    if (sides.collateral.pending() + sides.debt.pending() === 0) {
      fail({ found: "found neither collateral nor debt", expected: "units in at least one column" });
      return false;
    }
    return plan.account === undefined || isNamed(inMarket, cells[plan.account]);
  };
  return {
    row: (inMarket, cells) => {
      const isRead = read(inMarket, cells);
      if (isRead) {
        market.push(inMarket);
        sides.collateral.keep();
        sides.debt.keep();
      } else {
        sides.collateral.drop();
        sides.debt.drop();
      }
      return isRead;
    },
    finish: () => ({
      count: market.size(),
      ...(plan.account === undefined ? {} : { name: names.finish() }),
      market: market.finish(),
      collateral: sides.collateral.finish(),
      debt: sides.debt.finish(),
    }),
  };
}

const isEmpty = (cell: Cell): boolean => cell === undefined || cell === "";
