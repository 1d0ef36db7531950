import { z } from "zod";
import { arbitragePerRound } from "./assets.js";
import { balances, byKind, feeFraction, fields, fraction, id, pairs, positiveAmount } from "./fields.js";
import { source } from "./settings.js";

const fee = feeFraction.describe("Share of the amount sold that the pool keeps, e.g. 0.3%.");
const quote = id("the id of an asset")
  .exactOptional()
  .describe("The token that the others are priced in. Absent: the last listed.");
const sold = {
  asset: id("the id of an asset").describe("The asset that is sold here."),
  quote: id("the id of an asset").describe("What sellers receive."),
};

export const venue = byKind('a map with kind: one of "constant-product", "stableswap", "depth-curve", "power-law"', [
  fields("a map", {
    kind: z.literal("constant-product").describe("x·y = k: Uniswap v2 and its like."),
    balances: balances.describe("What the pool holds: a map from asset to units, of exactly two assets."),
    fee,
    quote,
    arbitragePerRound,
    source,
  }),
  fields("a map", {
    kind: z.literal("stableswap").describe("Curve's invariant for assets that should trade at par."),
    balances: balances.describe("What the pool holds: a map from asset to units, of two assets or more."),
    amplification: positiveAmount.describe("A as Curve's contracts use it (Ann = A·n)."),
    fee,
    quote,
    arbitragePerRound,
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
    arbitragePerRound,
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
    source,
  }),
]);
