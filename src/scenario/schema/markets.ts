import { z } from "zod";
import { rate, run } from "./behaviour.js";
import { amount, bonusFraction, byKind, fields, fraction, id, listOf, mapOf, openFraction } from "./fields.js";
import { source } from "./settings.js";

const bonus = bonusFraction.describe("Extra collateral a liquidator gets: the part over 1, e.g. 5%.");

const oracleOf = (asset: string) =>
  id("the id of an oracle")
    .exactOptional()
    .describe(`Judges the ${asset}. Absent: its market price of the round (an oracle called spot(…)).`);

export const reserve = fields("a map with the terms of the reserve", {
  oracle: oracleOf("asset"),
  suppliedUnits: amount
    .exactOptional()
    .describe(
      "All that lenders have supplied, collateral included. Absent: exactly what listed positions supply and borrow.",
    ),
  otherBorrowedUnits: amount.prefault("0").describe("Borrowed by accounts that are not listed as positions."),
  ltv: fraction
    .prefault("0")
    .describe("Most that may be borrowed, as a share of the collateral's value. 0: not accepted as collateral."),
  liquidationThreshold: fraction.prefault("0").describe("Share of the collateral's value at which debt is liquidated."),
  liquidationBonus: bonus.prefault("0"),
  liquidationProtocolFee: fraction.prefault("0").describe("Share of the bonus that the protocol takes."),
  reserveFactor: fraction.prefault("0").describe("Share of the interest that the protocol takes."),
  rate: rate.exactOptional().describe("What borrowers pay. Absent: no interest accrues."),
  run: run.exactOptional().describe("How lenders other than listed vaults withdraw. Absent: they stay."),
});

const eMode = fields("a map with ltv, liquidationThreshold, liquidationBonus, collateral, borrowable", {
  ltv: fraction.describe("Loan-to-value limit inside the e-mode."),
  liquidationThreshold: fraction.describe("Liquidation threshold inside the e-mode."),
  liquidationBonus: bonus,
  collateral: listOf("a list of assets", id("the id of an asset")).describe(
    "Assets that get these terms as collateral.",
  ),
  borrowable: listOf("a list of assets", id("the id of an asset")).describe("Assets that may be borrowed."),
});

const reserves = mapOf("a map from asset to reserve", reserve)
  .transform((map) => Object.entries(map).map(([asset, terms]) => ({ asset, ...terms })))
  .describe("One entry per asset.");

export const market = byKind('a map with kind: one of "aave-v3", "aave-v2", "morpho-blue"', [
  fields("a map", {
    kind: z.literal("aave-v3").describe("Pooled lending as Aave v3.3 and later: close factor, e-modes, deficit."),
    reserves,
    eModes: mapOf("a map from id to e-mode", eMode)
      .prefault({})
      .transform((map) => Object.entries(map).map(([mode, terms]) => ({ id: mode, ...terms })))
      .describe("Efficiency modes, by id."),
    source,
  }),
  fields("a map", {
    kind: z.literal("aave-v2").describe("Pooled lending with a fixed close factor; bad debt stays on the books."),
    reserves,
    closeFactor: fraction.prefault("0.5").describe("Share of a debt that one call may repay."),
    source,
  }),
  fields("a map", {
    kind: z.literal("morpho-blue").describe("One collateral, one loan asset, one threshold."),
    collateral: id("the id of an asset").describe("The asset that is posted."),
    loan: id("the id of an asset").describe("The asset that is lent."),
    oracle: oracleOf("collateral"),
    loanOracle: oracleOf("loan asset"),
    lltv: openFraction.describe("Liquidation loan-to-value."),
    suppliedUnits: amount
      .exactOptional()
      .describe("All that lenders have supplied. Absent: exactly what listed positions borrow."),
    otherBorrowedUnits: amount.prefault("0").describe("Borrowed by accounts that are not listed as positions."),
    badDebt: z
      .enum(["realise", "leave-dust"], { error: 'one of "realise", "leave-dust"' })
      .prefault("realise")
      .describe(
        "Whether the last call takes all collateral, so that lenders bear the rest at once, or leaves a unit, so that they never do.",
      ),
    rate: rate.exactOptional().describe("What borrowers pay. Absent: no interest accrues."),
    run: run.exactOptional().describe("How lenders other than listed vaults withdraw. Absent: they stay."),
    source,
  }),
]);
