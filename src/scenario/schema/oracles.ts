import { z } from "zod";
import { amount, byKind, feeFraction, fields, id, positiveAmount } from "./fields.js";
import { source } from "./settings.js";

const priced = { asset: id("the id of an asset").describe("The asset that is priced."), source };

const oracleId = id("the id of an oracle");

const reads = oracleId.exactOptional().describe("The oracle that is followed. Absent: the market price of the asset.");

const underlying = {
  underlying: id("the id of an asset").describe("The asset that the rate or discount is in."),
  underlyingOracle: oracleId
    .exactOptional()
    .describe("The oracle that judges the underlying. Absent: its market price."),
};

const rate = positiveAmount
  .exactOptional()
  .describe("Units of underlying per unit. Absent: the claim's own net asset value, in USD, counts instead.");

export const oracle = byKind(
  'a map with kind: one of "spot", "twap", "ema", "deviation-heartbeat", "exchange-rate", "fixed", "delayed", "capped-ratio", "worst-of-two", "limited", "pt-discount", "lp-fair"',
  [
    fields("a map", { kind: z.literal("spot").describe("Reports the market price of the round."), ...priced }),
    fields("a map", {
      kind: z.literal("twap").describe("Time-weighted average of the market price over a window."),
      ...priced,
      windowSeconds: positiveAmount.describe("Length of the window, seconds."),
      mean: z
        .enum(["arithmetic", "geometric"], { error: 'one of "arithmetic", "geometric"' })
        .exactOptional()
        .describe("Geometric as Uniswap v3, arithmetic as v2. Absent: arithmetic."),
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
      ...underlying,
      rate,
    }),
    fields("a map", {
      kind: z
        .literal("lp-fair")
        .describe("The fair value of a share of a pool, at prices that trades in the pool do not move."),
      ...priced,
    }),
    fields("a map", {
      kind: z.literal("fixed").describe("Always reports the same price."),
      ...priced,
      priceUsd: amount.describe("That price, USD."),
    }),
    fields("a map", {
      kind: z
        .literal("delayed")
        .describe(
          "Maker's oracle security module: read every hop, in force one hop later. It was read at the opening, before round 0.",
        ),
      ...priced,
      reads,
      hopSeconds: positiveAmount.prefault("3600").describe("Time between two readings, seconds."),
    }),
    fields("a map", {
      kind: z
        .literal("capped-ratio")
        .describe(
          "Aave's correlated-asset oracle: an exchange rate that may have grown only so fast since a snapshot, times the price of an underlying. No floor.",
        ),
      ...priced,
      ...underlying,
      rate,
      snapshotRatio: positiveAmount.describe("The ratio at the snapshot, units of underlying per unit."),
      snapshotAgeSeconds: amount.prefault("0").describe("Age of the snapshot at the start, seconds."),
      yearlyGrowth: amount.describe("Growth allowed in 365 days, as a share of the snapshot, e.g. 9.68%."),
    }),
    fields("a map", {
      kind: z.literal("worst-of-two").describe("The lower of two other oracles of the asset, as in Liquity v2."),
      ...priced,
      first: oracleId.describe("The market's price."),
      second: oracleId.describe("The price it is compared with, e.g. the issuer's exchange rate."),
      threshold: feeFraction
        .exactOptional()
        .describe(
          "The lower counts while the two are this close, as a share of the second, e.g. 2%; further apart, the first counts. Absent: always the lower.",
        ),
    }),
    fields("a map", {
      kind: z
        .literal("limited")
        .describe(
          "Kept within a factor of what it was when it is read again soon, as LLAMMA does; no limit otherwise.",
        ),
      ...priced,
      reads,
      maxFactor: positiveAmount.prefault("1.25").describe("Largest factor up; its inverse is the largest down."),
      windowSeconds: positiveAmount
        .prefault("120")
        .describe("Readings further apart than this are not limited, seconds. Rounds that long know no limit."),
    }),
    fields("a map", {
      kind: z
        .literal("pt-discount")
        .describe("A principal token by the calendar: the underlying less a discount that runs out at maturity."),
      ...priced,
      ...underlying,
      yearlyDiscount: amount.describe("Discount for each 365 days to maturity, as a share, e.g. 5.53%."),
      maturitySeconds: amount.describe("Time from the start to maturity, seconds."),
    }),
  ],
);
