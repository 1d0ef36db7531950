import type { AccountColumns } from "../../model/population.js";
import type { Cell } from "./cells.js";
import type { TableMistake, TableMistakes } from "./mistakes.js";
import type { TablePlan } from "./plan.js";

export interface AccountTable {
  readonly accounts: AccountColumns;
  readonly mistakes: TableMistakes;
}

/** Takes a table row by row, from a reader of any format. */
export interface TableSink {
  /** How rows are to be read; undefined where the header is wrong: no row is wanted then. `rows`: how many are to come, where known. */
  header(cells: readonly string[], rows?: number): TablePlan | undefined;
  /** `row` is the number that messages give it; the header is row 1. `cells` may be used again by the caller. */
  row(row: number, cells: readonly Cell[]): void;
  /** Something wrong that is no row: the file's grammar. */
  mistake(mistake: TableMistake): void;
  finish(): AccountTable;
}

/** One shape of table: how a row is read into the columns, and what the columns are in the end. */
export interface Gathering {
  /** False where `fail` has been told what is wrong; then the row has left nothing behind. */
  row(market: number, cells: readonly Cell[], row: number): boolean;
  finish(): Pick<AccountColumns, "count" | "name" | "market" | "collateral" | "debt">;
}
