import { z } from "zod";
import { amount, bonusFraction, feeFraction, fields, fraction, id, incentiveFactor, positiveAmount } from "./fields.js";
import { source } from "./settings.js";

const asset = id("the id of an asset");

const stabilityPool = fields("a map with depositors, units", {
  depositors: id("the id of an actor").describe("Who has deposited: an actor that holds the stablecoin."),
  units: positiveAmount.describe("How much of its stablecoin is deposited."),
  sell: fields("a map with sharePerRound, into", {
    sharePerRound: fraction.describe("Share of the collateral gained and not yet sold that is sold in a round."),
    into: asset.describe("What it is sold for."),
  })
    .exactOptional()
    .describe("What depositors do with collateral that they gain. Absent: they hold it."),
});

const redeemers = fields("a map with payWith", {
  payWith: asset.describe("What they buy the stablecoin with, on a venue that trades the two."),
  unitsPerRound: positiveAmount.exactOptional().describe("The most that they redeem in a round. Absent: no limit."),
  sellInto: asset
    .exactOptional()
    .describe("What they sell the collateral for, in the round after. Absent: they hold it."),
  baseRate: fraction.prefault("0").describe("Base rate at the start; the fee is 0.5 % more."),
});

const troves = {
  collateral: asset.describe("The asset that is posted."),
  oracle: id("the id of an oracle")
    .exactOptional()
    .describe("Judges the collateral. Absent: its market price of the round (an oracle called spot(…))."),
  stablecoin: asset.describe("The stablecoin that is owed; it counts as 1 USD."),
  otherCollateralUnits: amount
    .prefault("0")
    .describe("Posted by troves that are not listed; they are never liquidated or redeemed from."),
  otherBorrowedUnits: amount.prefault("0").describe("Owed by troves that are not listed."),
  gasShare: feeFraction.prefault("0.005").describe("Share of a trove's collateral for whoever calls its liquidation."),
  stabilityPool: stabilityPool.exactOptional().describe("What pays for liquidated debt first. Absent: nothing does."),
  redeemers: redeemers
    .exactOptional()
    .describe(
      "Outsiders who redeem where the stablecoin is cheap. Stated at one market of a stablecoin. Absent: none.",
    ),
  source,
};

/** The two kinds of Liquity market. */
export const liquityMarkets = [
  fields("a map", {
    kind: z
      .literal("liquity-v1")
      .describe(
        "A stablecoin minted against one collateral; a pool of it pays for liquidated troves, the others take the rest.",
      ),
    ...troves,
    minimumRatio: incentiveFactor.prefault("1.1").describe("Least collateral per debt of a trove."),
    criticalRatio: incentiveFactor
      .prefault("1.5")
      .describe("Collateral per debt of the whole system below which it is in recovery mode."),
    gasReserveUnits: amount
      .prefault("200")
      .describe("Part of every debt that is kept for whoever liquidates and cannot be redeemed."),
    minimumDebtUnits: amount
      .prefault("1800")
      .describe("Least debt, that part aside, that a redemption may leave in a trove it does not close."),
  }),
  fields("a map", {
    kind: z
      .literal("liquity-v2")
      .describe("One branch of Liquity v2: a collateral with its own troves and pool; several mint one stablecoin."),
    ...troves,
    minimumRatio: incentiveFactor.describe("Least collateral per debt of a trove: 1.1 for WETH, 1.2 for staked ether."),
    shutdownRatio: incentiveFactor.describe("Collateral per debt of the branch below which it is shut down."),
    poolPenalty: bonusFraction.prefault("0.05").describe("What the pool gets beyond the debt it pays for, at most."),
    redistributionPenalty: bonusFraction.describe("What other troves get beyond the debt they take over, at most."),
    gasCapUnits: amount.prefault("2").describe("The most collateral that a call is rewarded with."),
    urgentBonus: bonusFraction
      .prefault("0.02")
      .describe("What redeemers get beyond the face value in a branch that is shut down."),
  }),
] as const;
