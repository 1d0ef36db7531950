import { z } from "zod";
import {
  amount,
  balances,
  byKind,
  fields,
  fraction,
  id,
  listOf,
  number,
  openFraction,
  pairs,
  positiveAmount,
  text,
  wholeNumber,
} from "./fields.js";

const triggerFields = 'a map with kind: one of "round", "price-below", "utilisation-above", "value-below"';

const trigger = byKind(triggerFields, [
  fields("a map", {
    kind: z.literal("round").describe("From a stated round on."),
    round: wholeNumber(0).describe("That round."),
  }),
  fields("a map", {
    kind: z.literal("price-below").describe("Once the market price of an asset is below a price."),
    asset: id("the id of an asset").describe("The asset."),
    priceUsd: positiveAmount.describe("The price, USD."),
  }),
  fields("a map", {
    kind: z.literal("utilisation-above").describe("Once the share of the money lent out is above a level."),
    utilisation: fraction.describe("That level."),
  }),
  fields("a map", {
    kind: z
      .literal("value-below")
      .describe(
        "Once what backs a claim is worth less than a share of what it was at the start: a vault's assets over its shares, what a deficit leaves of a reserve's deposits, an issuer's net asset value.",
      ),
    share: fraction.describe("That share, e.g. 98%."),
  }),
]);

const leaving = {
  trigger: trigger.describe("When it starts."),
  sharePerRound: fraction.describe("Share of what they still hold that asks to leave each round."),
};
const stayShare = fraction.prefault("0").describe("Share of the start that never leaves.");
const delayRounds = wholeNumber(0)
  .prefault("0")
  .describe("Rounds by which their news is old: they act on what the trigger saw that many rounds ago.");

const depositorClass = fields("a map with name, share, trigger, sharePerRound", {
  name: text.describe("What they are called."),
  share: fraction.describe("Share of what depositors own at the start that the scenario does not list."),
  ...leaving,
  delayRounds,
  stayShare,
});

const elseSell = fields("a map with share, into", {
  share: fraction.describe("Share of what was offered in vain that is sold on venues in the same round."),
  into: id("the id of an asset").describe("What it is sold for."),
});
export const elseSellOf = (who: string) =>
  elseSell.exactOptional().describe(`What ${who} with claims that could not be redeemed. Absent: they wait.`);

export const run = byKind('a map with kind: one of "path", "proportional", "classes"', [
  fields("a map", {
    kind: z.literal("path").describe("The observed path of what depositors leave behind."),
    totalUnits: pairs("pairs of [round, units]", wholeNumber(0), amount)
      .transform((points) => points.map(({ first, second }) => ({ round: first, units: second })))
      .describe("Total left by round: [[0, 9_000], [3, 400]] or {0: 9_000, 3: 400}."),
  }),
  fields("a map", {
    kind: z.literal("proportional").describe("A share of what is still held asks to leave each round."),
    ...leaving,
    stayShare,
  }),
  fields("a map", {
    kind: z
      .literal("classes")
      .describe(
        "Several sorts of people with news and speed of their own. Who began to ask in an earlier round is paid first.",
      ),
    classes: listOf("a list of classes", depositorClass).describe(
      "The classes; what their shares leave of the whole is owned by `others`, who stay.",
    ),
  }),
]).meta({ id: "run", description: "How people take their money out." });

export const jumpRate = fields("a map", {
  kind: z.literal("jump").describe("The same with slopes per unit of utilisation (Compound, Euler)."),
  base: amount.describe("Yearly rate when nothing is borrowed."),
  slope: amount.describe("Added per unit of utilisation up to the kink: 0.05 adds 4 % by a utilisation of 80 %."),
  jumpSlope: amount.describe("Added per unit of utilisation beyond the kink."),
  kink: amount.describe("Utilisation at the kink."),
});

export const rate = byKind('a map with kind: one of "kink", "jump", "adaptive-curve"', [
  fields("a map", {
    kind: z.literal("kink").describe("Linear up to an optimal utilisation, steeper beyond (Aave)."),
    optimalUtilisation: openFraction.describe("Utilisation at the kink."),
    base: amount.describe("Yearly rate when nothing is borrowed."),
    slope1: amount.describe("Added by utilisation up to the kink."),
    slope2: amount.describe("Added from the kink to full utilisation."),
  }),
  jumpRate,
  fields("a map", {
    kind: z.literal("adaptive-curve").describe("Morpho's curve, whose level drifts with utilisation."),
    rateAtTarget: positiveAmount.describe("Yearly rate at the target at the start."),
    targetUtilisation: openFraction.prefault("0.9").describe("Utilisation it steers to."),
    steepness: positiveAmount.prefault("4").describe("Rate at full utilisation over the rate at target."),
    adjustmentPerYear: positiveAmount.prefault("50").describe("Speed of the drift, per year."),
  }),
]).meta({ id: "rate", description: "What a market charges for money." });

const everyRounds = wholeNumber(1)
  .exactOptional()
  .describe("Acts only in rounds that this divides: 0, k, 2k, … Absent: in every round.");

const policy = byKind('a map with kind: one of "stop-loss", "deleverage", "delta-hedge", "redeem"', [
  fields("a map", {
    kind: z.literal("stop-loss").describe("Sells a share of what it holds, once, at or below a market price."),
    asset: id("the id of an asset").describe("The asset it watches and sells."),
    priceUsd: positiveAmount.describe("The trigger, USD."),
    share: fraction.describe("Share of the holding that is sold."),
    into: id("the id of an asset").describe("What it sells into."),
  }),
  fields("a map", {
    kind: z.literal("deleverage").describe("Sells collateral and repays in every position it owns."),
    whenHealthBelow: positiveAmount.describe("Acts when health (capacity over debt) is below this."),
    toHealth: positiveAmount.describe("Sells enough to be back at this."),
    everyRounds,
  }),
  fields("a map", {
    kind: z
      .literal("delta-hedge")
      .describe("Trades the underlying of its options so that options and holding together have no delta."),
    underlying: id("the id of an asset").describe("The underlying. It is sold as far as held, never short."),
    into: id("the id of an asset").describe("What sales bring in, and purchases are paid with as far as held."),
    bandUnits: positiveAmount.describe(
      "Trades only when its delta is off by more than this, in units of the underlying.",
    ),
    everyRounds,
  }),
  fields("a map", {
    kind: z.literal("redeem").describe("Gives a claim that it holds back to the issuer."),
    asset: id("the id of an asset").describe("The claim. Its issuer needs a `redemption`."),
    ...leaving,
    delayRounds,
    elseSell: elseSellOf("it does"),
  }),
]).meta({ id: "policy", description: "Something that an actor does by itself." });

const option = fields("a map with underlying, right, strikeUsd, expiryDays, units and volatility", {
  underlying: id("the id of an asset").describe("The asset that the option is on."),
  right: z
    .enum(["call", "put"], { error: '"call" or "put"' })
    .describe("call: to buy at the strike; put: to sell at it."),
  strikeUsd: positiveAmount.describe("The strike, USD."),
  expiryDays: positiveAmount.describe("Days from round 0 to expiry, when the option is settled in cash."),
  units: number.describe("Options on one unit each: above 0 bought, below 0 written."),
  volatility: positiveAmount.describe("Standard deviation of a year's log return, e.g. 80%; it stays what it is."),
  rate: number.prefault("0").describe("Interest on money, continuous, per year."),
  yieldRate: number.prefault("0").describe("What the underlying itself yields, continuous, per year."),
  counterparty: id("the id of an actor")
    .exactOptional()
    .describe("The actor on the other side, who has the same option with the other sign. Absent: somebody outside."),
});

export const actor = fields("a map with holdings, policies, options", {
  holdings: balances.prefault({}).describe("Tokens it holds outside its positions: a map from asset to units."),
  policies: listOf("a list of policies", policy).prefault([]).describe("What it does by itself."),
  options: listOf("a list of options", option)
    .exactOptional()
    .describe("European options that it has bought or written, valued by Black and Scholes at the market price."),
});
