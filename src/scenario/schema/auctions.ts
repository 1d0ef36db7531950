import { z } from "zod";
import { amount, byKind, fields, fraction, growthFactor, id, openFraction, positiveAmount } from "./fields.js";

const auctionCurve = byKind('a map with kind: one of "linear", "stairstep", "exponential"', [
  fields("a map", {
    kind: z.literal("linear").describe("Falls in a straight line to nothing."),
    tauSeconds: positiveAmount.describe("When it has arrived there."),
  }),
  fields("a map", {
    kind: z.literal("stairstep").describe("Falls by the same factor at every step."),
    cut: openFraction.describe("What a step leaves: 99% for steps of 1 %."),
    stepSeconds: positiveAmount.describe("Length of a step."),
  }),
  fields("a map", {
    kind: z.literal("exponential").describe("Falls by the same factor every second, continuously."),
    cut: openFraction.describe("What a second leaves."),
  }),
]);

/** How a protocol auctions what it has seized. */
export const auction = fields("a map with curve, startFactor, tailSeconds", {
  curve: auctionCurve.describe("How the price falls."),
  startFactor: positiveAmount.describe("Starting price over the oracle's, e.g. 1.3."),
  tailSeconds: positiveAmount.describe("An auction older than this begins again at the oracle's price of the day."),
  cusp: fraction.prefault("0").describe("An auction whose price is below this share of its start begins again."),
  tipUnits: amount.prefault("0").describe("What whoever starts or resets an auction gets, in DAI."),
  chip: fraction.prefault("0").describe("What they get besides, as a share of what is to be raised."),
});

/** How a protocol raises what it has lost. */
export const debtAuction = fields("a map with token, sumpUnits, dumpUnits, waitSeconds", {
  token: id("the id of an asset").describe("The governance token that is minted; a venue trades it."),
  sumpUnits: positiveAmount.describe("What each lot raises, in DAI."),
  dumpUnits: positiveAmount.describe("Tokens that a lot offers at first."),
  beg: growthFactor.prefault("1.03").describe("A bid asks for the last one's tokens divided by this: 1.03 for 3 %."),
  pad: growthFactor.prefault("1.2").describe("What the offer is multiplied by when nobody bids."),
  tauSeconds: positiveAmount.prefault("259200").describe("How long nobody has to bid for that."),
  waitSeconds: amount.describe("How long the debt of a seized vault waits before lots are sold for it."),
});
