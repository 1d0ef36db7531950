import { z } from "zod";
import {
  amount,
  feeFraction,
  fields,
  fraction,
  id,
  incentiveFactor,
  number,
  openFraction,
  pairs,
  positiveAmount,
} from "./fields.js";
import { source } from "./settings.js";

const impactTerms = {
  exponent: incentiveFactor.describe("k, 1 or more."),
  positiveFactor: amount.describe("Paid to whoever lowers the imbalance, at most the negative factor."),
  negativeFactor: amount.describe("Charged to whoever raises it."),
};
export const impact = fields("a map with exponent, positiveFactor, negativeFactor", impactTerms);

const perp = {
  underlying: id("the id of an asset").describe("The asset whose price is traded."),
  oracle: id("the id of an oracle")
    .exactOptional()
    .describe("Where marks come from. Absent: the underlying's market price of the round (an oracle called spot(…))."),
  margin: id("the id of an asset").describe("What margins are posted and profits paid in; one unit counts as 1 USD."),
  hedgedOnSpotShare: fraction
    .prefault("0")
    .describe(
      "Share of what makers take over in a forced close that they trade away again on the underlying's spot venues in the same round.",
    ),
};

const funding = fields("a map with interestRate, clamp, periodSeconds", {
  interestRate: number.describe("Per period, e.g. 0.01%."),
  clamp: amount.describe("How far interest may pull the rate from the premium, e.g. 0.05%."),
  cap: amount.exactOptional().describe("Most that the rate may be, either way. Absent: no cap."),
  periodSeconds: positiveAmount.describe("Length of a period."),
});

const bookPerp = {
  ...perp,
  book: pairs("pairs of [distance, size]", fraction, positiveAmount)
    .transform((levels) => levels.map(({ first, second }) => ({ away: first, units: second })))
    .describe(
      "[distance, size] pairs, e.g. [[0.1%, 500], [1%, 2_000]]: units bid below the mark and asked above it, made anew in every round.",
    ),
  funding: funding.exactOptional().describe("What longs and shorts pay each other. Absent: nothing."),
};

export const perpMarkets = [
  fields("a map", {
    kind: z
      .literal("dydx-v4")
      .describe("Perpetual closed at limit prices; an insurance fund, then deleveraging at the bankruptcy price."),
    ...bookPerp,
    fundUnits: amount.describe("The insurance fund, in the margin asset."),
    maintenanceFraction: openFraction.describe("Maintenance margin as a share of the notional, e.g. 3%."),
    spreadToMaintenance: amount.prefault("1.5").describe("How far limit prices go beyond maintenance: SMMR."),
    bankruptcyAdjustment: amount.prefault("1").describe("How fast they get there: BA."),
    maxPenalty: fraction.prefault("0.015").describe("Most that the fund takes of what is filled."),
    source,
  }),
  fields("a map", {
    kind: z
      .literal("hyperliquid")
      .describe("Perpetual closed by market orders; a liquidator vault, then deleveraging at the mark before."),
    ...bookPerp,
    fundUnits: amount.describe("What the liquidator vault owns, in the margin asset."),
    maxLeverage: incentiveFactor.describe("Maintenance margin is 1/(2·maxLeverage) of the notional."),
    source,
  }),
  fields("a map", {
    kind: z
      .literal("gmx-v2")
      .describe("Traders against a pool at the oracle's price; profits beyond it are deleveraged."),
    ...perp,
    poolUnits: positiveAmount.describe("What liquidity providers own, in the margin asset."),
    minCollateralFactor: openFraction.describe("Maintenance margin as a share of the size, e.g. 1%."),
    minCollateralUsd: amount.prefault("1").describe("Least margin of a position, in USD."),
    closingFee: feeFraction.prefault("0").describe("Share of the size closed that is paid to the pool."),
    maxTestedImpact: fraction
      .prefault("0")
      .describe("Most of its size that an impact may cost a position in the test whether it is liquidated."),
    impact: fields("a map with exponent, positiveFactor, negativeFactor, maxPositiveFactor, maxNegativeFactor", {
      ...impactTerms,
      maxPositiveFactor: fraction.prefault("1").describe("Most that is paid, as a share of the size."),
      maxNegativeFactor: fraction.prefault("1").describe("Most that is charged, as a share of the size."),
    }).describe("What the balance of longs and shorts is worth when a position closes."),
    otherLongUsd: amount
      .prefault("0")
      .describe("Longs of traders that are not listed: they count for the balance only."),
    otherShortUsd: amount.prefault("0").describe("Shorts of traders that are not listed."),
    maxPnlFactorForAdl: positiveAmount.describe(
      "Profits of one side over the pool above which they are cut, e.g. 0.45.",
    ),
    minPnlFactorAfterAdl: fraction.describe("What they are cut to."),
    source,
  }),
] as const;
