import { z } from "zod";
import { auction, debtAuction } from "./auctions.js";
import { jumpRate, rate, run } from "./behaviour.js";
import {
  amount,
  bonusFraction,
  byKind,
  feeFraction,
  fields,
  flag,
  fraction,
  id,
  incentiveFactor,
  listOf,
  mapOf,
  openFraction,
  positiveAmount,
  range,
  wholeNumber,
} from "./fields.js";
import { liquityMarkets } from "./liquity.js";
import { perpMarkets } from "./perps.js";
import { source } from "./settings.js";

const bonus = bonusFraction.describe("Extra collateral a liquidator gets: the part over 1, e.g. 5%.");

const oracleOf = (asset: string) =>
  id("the id of an oracle")
    .exactOptional()
    .describe(`Judges the ${asset}. Absent: its market price of the round (an oracle called spot(…)).`);

const supplyOf = {
  suppliedUnits: amount
    .exactOptional()
    .describe(
      "All that lenders have supplied, collateral included. Absent: exactly what listed positions supply and borrow.",
    ),
  otherBorrowedUnits: amount.prefault("0").describe("Borrowed by accounts that are not listed as positions."),
};
const supplyCapUnits = amount.exactOptional().describe("The most that may be supplied. Absent: no limit.");
const supply = {
  oracle: oracleOf("asset"),
  ...supplyOf,
  supplyCapUnits,
  borrowCapUnits: amount.exactOptional().describe("The most that may be borrowed. Absent: no limit."),
};
const ltv = fraction
  .prefault("0")
  .describe("Most that may be borrowed, as a share of the collateral's value. 0: not accepted as collateral.");
const liquidationThreshold = fraction
  .prefault("0")
  .describe("Share of the collateral's value at which debt is liquidated.");
const lending = {
  reserveFactor: fraction.prefault("0").describe("Share of the interest that the protocol takes."),
  rate: rate.exactOptional().describe("What borrowers pay. Absent: no interest accrues."),
  run: run.exactOptional().describe("How lenders other than listed vaults withdraw. Absent: they stay."),
};

const backstopLayer = fields("a map with actor, units", {
  actor: id("the id of an actor").describe("Who has staked."),
  units: positiveAmount.describe("How much, in the reserve's asset."),
});

export const reserve = fields("a map with the terms of the reserve", {
  ...supply,
  ltv,
  liquidationThreshold,
  liquidationBonus: bonus.prefault("0"),
  liquidationProtocolFee: fraction.prefault("0").describe("Share of the bonus that the protocol takes."),
  backstop: listOf("a list of {actor, units}", backstopLayer)
    .exactOptional()
    .describe(
      "Aave v3: deposits that are slashed for bad debt before other suppliers bear any, the first first. Part of suppliedUnits.",
    ),
  ...lending,
});

const isolatingReserve = fields("a map with the terms of the reserve", {
  ...reserve.shape,
  debtCeilingUsd: amount
    .exactOptional()
    .describe(
      "Isolated collateral: it stands alone, and what is owed against it is at most this, a unit counting as a dollar. Absent: not isolated.",
    ),
  borrowableInIsolation: flag
    .exactOptional()
    .describe("Whether it may be owed against isolated collateral. Absent: no."),
});

const compoundV2Reserve = fields("a map with the terms of the reserve", {
  ...supply,
  collateralFactor: fraction
    .prefault("0")
    .describe("Share of the collateral's value that may be borrowed; above it, debt is liquidated. 0: not accepted."),
  ...lending,
}).transform(({ collateralFactor, ...rest }) => ({
  ...rest,
  ltv: collateralFactor,
  liquidationThreshold: collateralFactor,
}));

const ramp = fields("a map with from, startRound, rounds", {
  from: fraction.describe("Where it comes from: the threshold up to startRound."),
  startRound: wholeNumber(0).describe("The round in which it begins to fall."),
  rounds: wholeNumber(1).describe("How many rounds later it has arrived."),
});

const eulerVault = fields("a map with the terms of the vault", {
  ...supply,
  ltv,
  liquidationThreshold,
  ramp: ramp
    .exactOptional()
    .describe("How liquidationThreshold is arrived at: in a straight line. Absent: it holds from the start."),
  ...lending,
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

const byAsset = <Terms extends object>(terms: z.ZodType<Terms>) =>
  mapOf("a map from asset to reserve", terms)
    .transform((map) => Object.entries(map).map(([asset, each]) => ({ asset, ...each })))
    .describe("One entry per asset.");

const preLiquidation = fields("a map with lltv, closeFactor, incentive", {
  lltv: openFraction.describe("Loan-to-value above which it begins; below the market's."),
  closeFactor: range("a pair of numbers: at this lltv and at the market's", amount).describe(
    "Share of the debt that one call may repay: a pair, at this lltv and at the market's. Above 1 counts as 1.",
  ),
  incentive: range("a pair of factors: at this lltv and at the market's", incentiveFactor).describe(
    "Value taken per value repaid: a pair, at this lltv and at the market's, e.g. [1.02, 1.04].",
  ),
});

const cometCollateral = fields("a map with the terms of the collateral", {
  oracle: oracleOf("asset"),
  borrowFactor: fraction.describe("Most that may be borrowed, as a share of the collateral's value."),
  liquidateFactor: openFraction.describe("Share of the collateral's value at which an account is absorbed."),
  liquidationFactor: fraction.describe("Share of the collateral's value that an absorbed account is credited with."),
  supplyCapUnits: supplyCapUnits.describe("The most that may be posted. Absent: no limit."),
});

const KINDS =
  '"aave-v3", "aave-v2", "compound-v2", "compound-v3", "euler", "llamma", "liquity-v1", "liquity-v2", "maker", "morpho-blue", "dydx-v4", "hyperliquid", "gmx-v2"';

export const market = byKind(`a map with kind: one of ${KINDS}`, [
  fields("a map", {
    kind: z.literal("aave-v3").describe("Pooled lending as Aave v3.3 and later: close factor, e-modes, deficit."),
    reserves: byAsset(isolatingReserve),
    eModes: mapOf("a map from id to e-mode", eMode)
      .prefault({})
      .transform((map) => Object.entries(map).map(([mode, terms]) => ({ id: mode, ...terms })))
      .describe("Efficiency modes, by id."),
    source,
  }),
  fields("a map", {
    kind: z.literal("aave-v2").describe("Pooled lending with a fixed close factor; bad debt stays on the books."),
    reserves: byAsset(reserve),
    closeFactor: fraction.prefault("0.5").describe("Share of a debt that one call may repay."),
    source,
  }),
  fields("a map", {
    kind: z
      .literal("compound-v2")
      .describe("Pooled lending with one factor per asset and a fixed close factor; bad debt stays on the books."),
    reserves: byAsset(compoundV2Reserve),
    closeFactor: fraction.describe("Share of a debt that one call may repay."),
    liquidationIncentive: incentiveFactor.describe("Value taken per value repaid, e.g. 1.08 for 8 % extra."),
    protocolSeizeShare: fraction.prefault("0.028").describe("Share of all that is seized that the protocol takes."),
    source,
  }),
  fields("a map", {
    kind: z
      .literal("compound-v3")
      .describe(
        "One base asset is lent; unhealthy accounts are absorbed whole, their collateral is sold at a discount.",
      ),
    base: id("the id of an asset").describe("The asset that is lent."),
    baseOracle: oracleOf("base asset"),
    collaterals: byAsset(cometCollateral),
    storeFrontPriceFactor: fraction.describe(
      "Share of what absorption keeps back (1 − liquidationFactor) that buyers get as a discount.",
    ),
    reserveUnits: amount.prefault("0").describe("Base that the protocol itself owns at the start."),
    targetReserveUnits: amount.describe("Absorbed collateral is for sale while the protocol owns less base than this."),
    ...supplyOf,
    ...lending,
    supplyRate: jumpRate
      .exactOptional()
      .describe(
        "What suppliers earn, by a curve of their own; the protocol gets or pays the difference. Needs a `rate` of kind jump. Absent: what borrowers pay, less the reserveFactor.",
      ),
    source,
  }),
  fields("a map", {
    kind: z
      .literal("euler")
      .describe("Vaults that take each other as collateral; the discount grows as health falls, equality liquidates."),
    reserves: byAsset(eulerVault),
    maxLiquidationDiscount: feeFraction.describe("Most that collateral goes below its oracle's price, e.g. 15%."),
    socialiseBadDebt: flag.describe(
      "Whether debt without collateral is cut from what suppliers own, or stays on the books.",
    ),
    source,
  }),
  fields("a map", {
    kind: z
      .literal("llamma")
      .describe(
        "A stablecoin is lent against collateral in price bands, which are traded as the price moves: LlamaLend.",
      ),
    collateral: id("the id of an asset").describe("The asset that is posted."),
    oracle: oracleOf("collateral"),
    borrowed: id("the id of an asset").describe("The stablecoin that is lent and that bands are sold for."),
    borrowedOracle: id("the id of an oracle").exactOptional().describe("Judges it. Absent: it counts as 1 USD."),
    amplification: incentiveFactor.describe("A: each band is 1/A of its price wide."),
    fee: feeFraction.describe("Share of what traders pay in that stays in the bands, e.g. 0.6%."),
    adminShare: fraction.prefault("0").describe("Share of the fee that leaves the bands instead."),
    loanDiscount: openFraction.describe("Share of the collateral's value that cannot be borrowed against, e.g. 9%."),
    liquidationDiscount: openFraction.describe("Share of what bands come to that does not count, e.g. 6%."),
    basePrice: positiveAmount
      .exactOptional()
      .describe("Upper edge of band 0, in units of the stablecoin. Absent: the oracle's price at the start."),
    ...supplyOf,
    ...lending,
    source,
  }),
  ...liquityMarkets,
  fields("a map", {
    kind: z
      .literal("maker")
      .describe("A stablecoin is minted against one kind of collateral; unsafe vaults are auctioned over time."),
    collateral: id("the id of an asset").describe("The asset that is posted."),
    oracle: oracleOf("collateral"),
    dai: id("the id of an asset").describe("The stablecoin that is owed and that auctions are paid in."),
    daiOracle: id("the id of an oracle").exactOptional().describe("Judges it. Absent: it counts as 1 USD."),
    liquidationRatio: incentiveFactor.describe("Least collateral per debt, by value: 1.5 for 150 %."),
    liquidationPenalty: bonusFraction.describe("What auctions raise beyond the debt, e.g. 13%."),
    dustUnits: amount.prefault("0").describe("Least debt of a vault, in DAI: no auction leaves less."),
    holeUnits: amount.describe("Most that auctions may be raising at once, in DAI."),
    surplusUnits: amount.prefault("0").describe("What the system owns at the start, in DAI: losses fall on it first."),
    otherBorrowedUnits: supplyOf.otherBorrowedUnits,
    auction: auction.describe("How collateral is auctioned."),
    debtAuction: debtAuction
      .exactOptional()
      .describe("How losses beyond the surplus are raised. Absent: they stay a deficit of the stablecoin."),
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
    preLiquidation: preLiquidation
      .exactOptional()
      .describe("What every borrower here has agreed to be liquidated by earlier. Absent: nothing."),
    rate: rate.exactOptional().describe("What borrowers pay. Absent: no interest accrues."),
    run: run.exactOptional().describe("How lenders other than listed vaults withdraw. Absent: they stay."),
    source,
  }),
  ...perpMarkets,
]);
