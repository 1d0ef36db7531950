import { amount, fields, fraction, id, positiveAmount } from "./fields.js";
import { source } from "./settings.js";

export const asset = fields("a map with priceUsd, issuer or both", {
  priceUsd: amount
    .exactOptional()
    .describe(
      "Market price at the start, USD. May be left out where `issuer` is given: the price is then the net asset value.",
    ),
  issuer: id("the id of an issuer or vault")
    .exactOptional()
    .describe("The issuer or vault whose balance sheet this token is a claim on."),
  tracks: id("the id of an asset")
    .exactOptional()
    .describe("The asset whose market price carries this one: stETH tracks WETH. Not together with `issuer`."),
  pool: fields("a map with venue, supplyUnits", {
    venue: id("the id of a venue").describe("A constant-product or stableswap pool."),
    supplyUnits: positiveAmount.describe("Shares in existence."),
  })
    .exactOptional()
    .describe("The pool that this token is a share of: its price is what a share of the balances is worth."),
  source,
});

export const arbitragePerRound = fraction
  .prefault("0")
  .describe("Share of the gap to the reference price that outside arbitrage closes in one round.");
