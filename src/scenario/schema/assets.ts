import { z } from "zod";
import { amount, byKind, fields, fraction, id, positiveAmount } from "./fields.js";
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
  source,
});

const priced = { asset: id("the id of an asset").describe("The asset that is priced."), source };

export const oracle = byKind(
  'a map with kind: one of "spot", "twap", "ema", "deviation-heartbeat", "exchange-rate", "fixed"',
  [
    fields("a map", { kind: z.literal("spot").describe("Reports the market price of the round."), ...priced }),
    fields("a map", {
      kind: z.literal("twap").describe("Time-weighted average of the market price over a window."),
      ...priced,
      windowSeconds: positiveAmount.describe("Length of the window, seconds."),
    }),
    fields("a map", {
      kind: z.literal("ema").describe("Exponential moving average of the market price."),
      ...priced,
      timeConstantSeconds: positiveAmount.describe("Time after which a step has arrived to 1 − 1/e, seconds."),
    }),
    fields("a map", {
      kind: z
        .literal("deviation-heartbeat")
        .describe("Pushed when the market price has moved far enough, or time is up."),
      ...priced,
      deviation: amount.describe("Relative move that triggers an update, e.g. 0.5%."),
      heartbeatSeconds: positiveAmount.describe("Age at which it updates anyway, seconds."),
    }),
    fields("a map", {
      kind: z
        .literal("exchange-rate")
        .describe("A rate times the price of an underlying; blind to the asset's own market."),
      ...priced,
      underlying: id("the id of an asset").describe("The asset that the rate is in."),
      rate: positiveAmount
        .exactOptional()
        .describe("Units of underlying per unit. Absent: the claim's own net asset value in underlying."),
    }),
    fields("a map", {
      kind: z.literal("fixed").describe("Always reports the same price."),
      ...priced,
      priceUsd: amount.describe("That price, USD."),
    }),
  ],
);

export const arbitragePerRound = fraction
  .prefault("0")
  .describe("Share of the gap to the reference price that outside arbitrage closes in one round.");
