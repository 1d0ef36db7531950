import type { Id } from "../../model/scenario.js";
import type { Cell } from "./cells.js";
import { gatherLong } from "./long.js";
import { gatherMistakes } from "./mistakes.js";
import { planTable, type TablePlan } from "./plan.js";
import type { Gathering, TableSink } from "./sink.js";
import { gatherWide } from "./wide.js";
import { type BalanceKind, type Refusal, tableWords } from "./words.js";

export interface AccountTableOptions {
  /** Market of every account, where the table has no column for it. */
  readonly market?: Id;
  /** From what a column means to its header; absent: headers say it themselves. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Why a market does not take an asset on a side; undefined: it does. Absent: everything is taken. */
  readonly refuse?: (kind: BalanceKind) => Refusal | undefined;
}

const EMPTY: Gathering = {
  row: () => true,
  finish: () => {
    const none = { start: new Uint32Array(1), asset: new Uint16Array(0), units: new Float64Array(0) };
    return { count: 0, market: new Uint16Array(0), collateral: none, debt: none };
  },
};

/** Gathers the rows of a table into columns; a row that cannot be read is among the mistakes and nowhere else. */
export function gatherAccounts(options: AccountTableOptions): TableSink {
  const mistakes = gatherMistakes();
  let wrong: Refusal | undefined;
  const words = tableWords(options.refuse ?? (() => undefined), (refusal) => {
    wrong ??= refusal;
    return undefined;
  });
  /** What is wrong with the row at hand. */
  const takeRefusal = (): Refusal | undefined => {
    const taken = wrong;
    wrong = undefined;
    return taken;
  };
  let plan: TablePlan | undefined;
  let gathering = EMPTY;
  let rows = 0;
  const marketOf = (cells: readonly Cell[]) => {
    if (plan?.market === undefined) return words.market(options.market);
    return words.market(cells[plan.market]);
  };
  return {
    header: (cells, expected) => {
      plan = planTable(cells, options.columns, mistakes.add);
      if (plan?.market === undefined && options.market === undefined && plan !== undefined) {
        mistakes.add({ row: 1, found: "found no column for the market", expected: "one, or a market for all rows" });
        plan = undefined;
      }
      if (plan === undefined) return undefined;
      const fail = (refusal: Refusal) => {
        wrong ??= refusal;
      };
      const report = (row: number, refusal: Refusal) => mistakes.add({ row, ...refusal });
      gathering = plan.shape === "long" ? gatherLong(plan, words, report) : gatherWide(plan, words, fail, expected);
      return plan;
    },
    row: (row, cells) => {
      rows += 1;
      if (plan === undefined) return;
      if (cells.length !== plan.width) {
        mistakes.add({ row, found: `found ${cells.length} cells`, expected: `${plan.width}, as in the header` });
        return;
      }
      const market = marketOf(cells);
      if (market !== undefined) gathering.row(market, cells, row);
      const refusal = takeRefusal();
      if (refusal !== undefined) mistakes.add({ row, ...refusal });
    },
    mistake: mistakes.add,
    finish: () => {
      if (rows === 0 && mistakes.count === 0)
        mistakes.add({ row: 1, found: "found no accounts", expected: "a header and at least one row" });
      const columns = gathering.finish();
      return { accounts: { ...columns, markets: words.markets, assets: words.assets }, mistakes };
    },
  };
}
