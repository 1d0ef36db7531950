import { z } from "zod";
import { arbitragePerRound } from "./assets.js";
import {
  amount,
  balances,
  byKind,
  feeFraction,
  fields,
  flag,
  fraction,
  id,
  incentiveFactor,
  listOf,
  mapOf,
  pairs,
  positiveAmount,
  wholeNumber,
} from "./fields.js";
import { impact } from "./perps.js";
import { source } from "./settings.js";

const fee = feeFraction.describe("Share of the amount sold that the pool keeps, e.g. 0.3%.");
const quote = id("the id of an asset")
  .exactOptional()
  .describe("The token that the others are priced in. Absent: the last listed.");
const sold = {
  asset: id("the id of an asset").describe("The asset that is sold here."),
  quote: id("the id of an asset").describe("What sellers receive."),
};

const openPriceMayDiffer = flag
  .exactOptional()
  .describe(
    "true: the venue is meant to open more than 2 % away from the asset's `priceUsd`, which is an error otherwise.",
  );

const exitTrigger = byKind('a map with kind: one of "round", "price-below"', [
  fields("a map", {
    kind: z.literal("round").describe("At a stated round."),
    round: wholeNumber(0).describe("That round."),
  }),
  fields("a map", {
    kind: z.literal("price-below").describe("Once the market price of an asset is below a price."),
    asset: id("the id of an asset").describe("The asset."),
    priceUsd: positiveAmount.describe("The price, USD."),
  }),
]);
const providers = fields("a map with withdrawShare and trigger", {
  withdrawShare: fraction.describe("Share of all liquidity that leaves, of every token alike, e.g. 40%; prices stay."),
  trigger: exitTrigger.describe("When it leaves, once: after the news of a round and before its sales."),
})
  .exactOptional()
  .describe("What providers of liquidity do when they are alarmed. Absent: they stay.");

const weights = mapOf("a map from asset to weight", positiveAmount).transform((map) =>
  Object.entries(map).map(([asset, weight]) => ({ asset, weight })),
);
const levels = pairs("pairs of [price, size]", positiveAmount, positiveAmount).transform((orders) =>
  orders.map(({ first, second }) => ({ price: first, units: second })),
);
const range = fields("a map with lower, upper and liquidity", {
  lower: positiveAmount.describe("Price at which the range holds the asset only."),
  upper: positiveAmount.describe("Price at which the range holds the quote only."),
  liquidity: positiveAmount.describe(
    "L, in whole tokens: units of the quote per change of √price. From raw units divide by 10^((decimals of both)/2).",
  ),
});

const KINDS = [
  "constant-product",
  "weighted",
  "stableswap",
  "uniswap-v3",
  "order-book",
  "depth-curve",
  "power-law",
  "llamma",
  "gmx-pool",
];
const WHAT = `a map with kind: one of ${KINDS.map((kind) => `"${kind}"`).join(", ")}`;

export const venue = byKind(WHAT, [
  fields("a map", {
    kind: z.literal("constant-product").describe("x·y = k: Uniswap v2 and its like."),
    balances: balances.describe("What the pool holds: a map from asset to units, of exactly two assets."),
    fee,
    quote,
    providers,
    arbitragePerRound,
    openPriceMayDiffer,
    source,
  }),
  fields("a map", {
    kind: z.literal("weighted").describe("Balances in proportion to weights: Balancer's weighted pools."),
    balances: balances.describe("What the pool holds: a map from asset to units, of two assets or more."),
    weights: weights.describe("A map from each asset held to its weight, e.g. { WETH: 80%, USDC: 20% }; ratios count."),
    fee,
    quote,
    providers,
    arbitragePerRound,
    openPriceMayDiffer,
    source,
  }),
  fields("a map", {
    kind: z.literal("stableswap").describe("Curve's invariant for assets that should trade at par."),
    balances: balances.describe("What the pool holds: a map from asset to units, of two assets or more."),
    amplification: positiveAmount.describe("A as Curve's contracts use it (Ann = A·n)."),
    fee,
    quote,
    providers,
    arbitragePerRound,
    openPriceMayDiffer,
    source,
  }),
  fields("a map", {
    kind: z.literal("uniswap-v3").describe("Concentrated liquidity in price ranges: Uniswap v3 and its like."),
    ...sold,
    price: positiveAmount.describe("Units of the quote for one of the asset, at the start."),
    ranges: listOf("a list of maps with lower, upper and liquidity", range)
      .min(1, { error: "at least one range" })
      .describe("Where liquidity lies, by price in the quote. Ranges may overlap and leave gaps."),
    fee,
    providers,
    arbitragePerRound,
    openPriceMayDiffer,
    source,
  }),
  fields("a map", {
    kind: z.literal("llamma").describe("crvUSD's pool: price bands that move with the reference price of the asset."),
    ...sold,
    amplification: incentiveFactor.describe("A: each band is 1/A of its price wide."),
    basePrice: positiveAmount.describe("Upper edge of band 0, in units of the quote."),
    firstBand: wholeNumber(-1000).prefault("0").describe("Number of the first band listed."),
    bands: pairs("pairs of [units of the asset, units of the quote]", amount, amount)
      .transform((list) => list.map(({ first, second }) => ({ assetUnits: first, quoteUnits: second })))
      .describe(
        "What the bands hold, from the first one down: [asset, quote] pairs. Above the price quote, below it asset.",
      ),
    fee,
    arbitragePerRound,
    openPriceMayDiffer,
    source,
  }),
  fields("a map", {
    kind: z.literal("order-book").describe("Limit orders; what the bids do not take stays unsold."),
    ...sold,
    bids: levels.describe("[price, size] pairs, e.g. [[99, 100], [98, 200]]: units bought at a price in the quote."),
    asks: levels.default([]).describe("[price, size] pairs offered. None: the asset cannot be bought here."),
    providers,
    arbitragePerRound: arbitragePerRound.describe(
      "Share of what was taken that is offered anew in one round, and of the book's gap to the reference price that it closes.",
    ),
    openPriceMayDiffer,
    source,
  }),
  fields("a map", {
    kind: z
      .literal("depth-curve")
      .describe("Average price fall by size of sale, from quotes; exhausted past the last."),
    ...sold,
    points: pairs("pairs of [units, impact]", positiveAmount, fraction)
      .transform((points) => points.map(({ first, second }) => ({ units: first, impact: second })))
      .describe("[units, impact] pairs, e.g. [[1_000, 0.2%], [5_000, 1.5%]]; units rising, linear between points."),
    providers,
    arbitragePerRound,
    openPriceMayDiffer,
    source,
  }),
  fields("a map", {
    kind: z.literal("power-law").describe("Relative price fall prefactor·σ·(Q/V)^exponent after selling Q units."),
    ...sold,
    prefactor: positiveAmount.describe("Y, near 1."),
    dailyVolatility: positiveAmount.describe("σ, standard deviation of a day's return, e.g. 4%."),
    dailyVolumeUnits: positiveAmount.describe("V, units that trade in a day."),
    exponent: positiveAmount.describe("δ: 0.5 for the square-root law, 1 for linear impact."),
    arbitragePerRound,
    openPriceMayDiffer,
    source,
  }),
  fields("a map", {
    kind: z
      .literal("gmx-pool")
      .describe("Swaps at reference prices, paid or charged for their effect on the balance of the pool: GMX v2."),
    balances: balances.describe("What the pool holds: a map from asset to units, of exactly two assets."),
    fee,
    impact: impact.describe("What the balance of the pool is worth."),
    quote,
    arbitragePerRound: arbitragePerRound.describe(
      "Share of the pool's imbalance that outsiders swap back in one round.",
    ),
    openPriceMayDiffer,
    source,
  }),
]);
