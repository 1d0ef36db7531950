import type { Id } from "../../model/scenario.js";
import { BALANCE, type Heading, type Meanings, readHeadings } from "./headings.js";
import type { TableMistake } from "./mistakes.js";

export type Side = "collateral" | "debt";

/** Where the amount and the asset of one balance stand. */
export interface BalanceColumns {
  readonly side: Side;
  readonly units: number;
  readonly asset: { readonly id: Id } | { readonly column: number };
}

/** Where a row says whose it is. */
interface RowColumns {
  readonly width: number;
  readonly market?: number;
}

/** How rows are read: an account a row, or a balance a row. */
export type TablePlan =
  | (RowColumns & { readonly shape: "wide"; readonly account?: number; readonly balances: readonly BalanceColumns[] })
  | (RowColumns & {
      readonly shape: "long";
      readonly account: number;
      readonly side: number;
      readonly asset: number;
      readonly units: number;
    });

const NUMBERED = /^(collateral|debt)_(asset|units)(_\d+)?$/;
const NAMES = ["account", "id", "market", "side", "asset", "units"];

const MEANINGS: Meanings = {
  has: (meaning) => NAMES.includes(meaning) || NUMBERED.test(meaning) || BALANCE.test(meaning),
  expected:
    "account, market and either side, asset, units (a balance a row) or collateral_asset, collateral_units, debt_asset, debt_units, numbered _2, _3 … where there are more, or collateral.ASSET, debt.ASSET (an account a row)",
};

const sideOf = (meaning: string): Side => (meaning.startsWith("debt") ? "debt" : "collateral");

/** How to read a table with this header; undefined, with what is wrong reported, where it cannot be read. */
export function planTable(
  header: readonly string[],
  columns: Readonly<Record<string, string>> | undefined,
  report: (mistake: TableMistake) => void,
): TablePlan | undefined {
  let sound = true;
  const headings = readHeadings(header, columns, MEANINGS, (mistake) => {
    sound = false;
    report(mistake);
  });
  const at = new Map<string, number>();
  for (const { meaning, index } of headings) {
    const isAgain = at.has(meaning);
    if (isAgain) report({ row: 1, found: `found two columns ${JSON.stringify(meaning)}`, expected: "one of each" });
    sound &&= !isAgain;
    at.set(meaning, index);
  }
  if (!sound) return undefined;
  const market = at.get("market");
  const row = { width: header.length, ...(market === undefined ? {} : { market }) };
  return at.has("side") ? longPlan(at, row, report) : widePlan(headings, at, row, report);
}

function longPlan(
  at: ReadonlyMap<string, number>,
  row: RowColumns,
  report: (mistake: TableMistake) => void,
): TablePlan | undefined {
  const [account, side, asset, units] = [
    at.get("account") ?? at.get("id"),
    ...["side", "asset", "units"].map((name) => at.get(name)),
  ];
  if (account !== undefined && side !== undefined && asset !== undefined && units !== undefined)
    return { shape: "long", ...row, account, side, asset, units };
  const found = `found only the columns ${[...at.keys()].join(", ")}`;
  report({ row: 1, found, expected: "account, side, asset and units, as there is a balance in every row" });
  return undefined;
}

function widePlan(
  headings: readonly Heading[],
  at: ReadonlyMap<string, number>,
  row: RowColumns,
  report: (mistake: TableMistake) => void,
): TablePlan | undefined {
  const balances = headings.flatMap(({ meaning, index }): BalanceColumns[] => {
    const [, , id] = BALANCE.exec(meaning) ?? [];
    if (id !== undefined) return [{ side: sideOf(meaning), units: index, asset: { id } }];
    const [, side, part, suffix = ""] = NUMBERED.exec(meaning) ?? [];
    if (side === undefined) return [];
    const pair = `${side}_${part === "asset" ? "units" : "asset"}${suffix}`;
    const partner = at.get(pair);
    if (partner === undefined) {
      report({ row: 1, found: `found the column ${JSON.stringify(meaning)} alone`, expected: `${pair} beside it` });
      return [];
    }
    return part === "units" ? [{ side: sideOf(meaning), units: index, asset: { column: partner } }] : [];
  });
  const hasPartners = headings.every(({ meaning }) => {
    const [, side, part, suffix = ""] = NUMBERED.exec(meaning) ?? [];
    return side === undefined || at.has(`${side}_${part === "asset" ? "units" : "asset"}${suffix}`);
  });
  if (balances.length === 0 && hasPartners)
    report({ row: 1, found: "found no column of balances", expected: MEANINGS.expected });
  if (balances.length === 0 || !hasPartners) return undefined;
  const account = at.get("account") ?? at.get("id");
  return { shape: "wide", ...row, ...(account === undefined ? {} : { account }), balances };
}

/** How a reader should take the cells of a column: amounts, words that come again and again, names, or not at all. */
export type ColumnUse = "units" | "word" | "name" | "none";

/** The use of every column. */
export function columnUses(plan: TablePlan): readonly ColumnUse[] {
  const uses = Array.from({ length: plan.width }, (): ColumnUse => "none");
  const set = (column: number | undefined, use: ColumnUse) => {
    if (column !== undefined) uses[column] = use;
  };
  set(plan.account, "name");
  set(plan.market, "word");
  if (plan.shape === "long") {
    set(plan.side, "word");
    set(plan.asset, "word");
    set(plan.units, "units");
    return uses;
  }
  for (const { units, asset } of plan.balances) {
    set(units, "units");
    if ("column" in asset) set(asset.column, "word");
  }
  return uses;
}
