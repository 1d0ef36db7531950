import { z } from "zod";
import { elseSellOf, run } from "./behaviour.js";
import {
  amount,
  balances,
  fields,
  flag,
  fraction,
  id,
  listOf,
  mapOf,
  positiveAmount,
  text,
  wholeNumber,
} from "./fields.js";
import { GATE_FORMS, gate } from "./gates.js";
import { source } from "./settings.js";

export const vault = fields("a map with asset, supplies, realisesBadDebt", {
  asset: id("the id of an asset").describe("The one asset that depositors bring."),
  idleUnits: amount.prefault("0").describe("Not lent out."),
  supplies: mapOf("a map from market to units", amount)
    .prefault({})
    .transform((map) => Object.entries(map).map(([market, units]) => ({ market, units })))
    .describe("Lent out: a map from market to units, in the order in which withdrawals are taken."),
  sharesSupply: positiveAmount
    .exactOptional()
    .describe("Shares in existence. Absent: one per unit of assets at the start."),
  realisesBadDebt: flag.describe(
    "Whether a market's bad debt lowers the share price (true), or is left for those who leave last (false).",
  ),
  run: run.exactOptional().describe("How depositors withdraw. Absent: they stay."),
  source,
});

const redemption = fields("a map with gate, at, paysIn", {
  gate: gate
    .exactOptional()
    .describe(`How redemption stands until a shock of kind redemption-gate changes it. ${GATE_FORMS} Absent: open.`),
  at: z
    .enum(["nav", "par"], { error: '"nav" or "par"' })
    .prefault("nav")
    .describe(
      "What a claim is redeemed at: its net asset value, or `parUsd` for as long as there is something to pay with.",
    ),
  paysIn: listOf("a list of assets", id("the id of an asset")).describe(
    "Tokens of its holdings that it pays in: the first until it is used up, then the next.",
  ),
  run: run.exactOptional().describe("How holders that are not listed give claims back. Absent: they do not."),
  elseSell: elseSellOf("those holders do"),
}).describe("How claims are taken back: burned, and paid for out of holdings. Absent: they are not.");

export const issuer = fields("a map with external, holdings, liabilities, supplyUnits", {
  kind: z
    .literal("balance-sheet", { error: '"balance-sheet"' })
    .prefault("balance-sheet")
    .describe("The only kind so far."),
  external: listOf(
    "a list of {name, valueUsd}",
    fields("a map with name, valueUsd", {
      name: text.describe("What it is."),
      valueUsd: amount.describe("Its value, USD."),
      source,
    }),
  )
    .prefault([])
    .describe("Assets that the scenario does not model."),
  holdings: balances
    .prefault({})
    .describe("Tokens held, claims of other issuers among them: a map from asset to units."),
  liabilities: listOf(
    "a list of {to, valueUsd}",
    fields("a map with to, valueUsd", {
      to: text.describe("Another issuer's id, or anyone outside."),
      valueUsd: amount.describe("Amount owed, USD."),
      rank: wholeNumber(1)
        .exactOptional()
        .describe("1 is paid first, 2 only after it, and so on; debts of one rank share alike. Absent: 1."),
      source,
    }),
  )
    .prefault([])
    .describe("Debts, paid before the claim is worth anything."),
  supplyUnits: positiveAmount.describe("Claim tokens in existence."),
  parUsd: positiveAmount
    .exactOptional()
    .describe("The most a claim is worth, USD. Absent: a share of all that is left."),
  redemption: redemption.exactOptional(),
  recoveryExternal: fraction.prefault("1").describe("Share of external assets recovered in default."),
  recoveryClaims: fraction.prefault("1").describe("Share of claims on others recovered in default."),
  source,
});
