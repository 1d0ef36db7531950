import { z } from "zod";
import { fields, id, mapOf, text } from "./fields.js";
import { source } from "./settings.js";

export const population = fields("a map with table", {
  table: text.describe(
    "CSV, NDJSON or Parquet file beside the scenario (by its ending). Either an account a row: account, market, collateral_asset, collateral_units, debt_asset, debt_units, with _2, _3 … for more of them, or collateral.ASSET, debt.ASSET; or a balance a row: account, market, side (collateral or debt), asset, units. Amounts are read to the nearest double.",
  ),
  market: id("the id of a market")
    .exactOptional()
    .describe("Where all accounts borrow, if the table has no column for it."),
  eMode: id("the id of an e-mode")
    .exactOptional()
    .describe("Efficiency mode that all accounts are in; needs `market`."),
  columns: mapOf("a map from column to header", text)
    .exactOptional()
    .describe(
      "Where the file has other headers: {account: address, collateral.WETH: weth_supplied}. Columns not named here are then left out.",
    ),
  onBadRow: z
    .enum(["error", "report"], { error: "error or report" })
    .prefault("error")
    .describe(
      "What to do about rows that cannot be read: refuse the scenario, or leave them out and say so in every report. Of a table with a balance a row, the whole account is left out.",
    ),
  source,
});
export type PopulationEntry = z.output<typeof population>;
