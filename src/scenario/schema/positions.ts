import { z } from "zod";
import {
  amount,
  balances,
  fields,
  flag,
  id,
  mapOf,
  number,
  openFraction,
  positiveAmount,
  text,
  wholeNumber,
} from "./fields.js";
import { source } from "./settings.js";

const account = {
  market: id("the id of a market").describe("Where it borrows."),
  owner: id("the id of an actor").exactOptional().describe("The actor it belongs to."),
  annualRate: amount
    .exactOptional()
    .describe(
      "In a market of kind liquity-v2: yearly interest, the lowest of which is redeemed from first. Absent: 0.",
    ),
  eMode: id("the id of an e-mode").exactOptional().describe("Efficiency mode it is in."),
  bands: wholeNumber(4)
    .exactOptional()
    .describe("In a market of kind llamma: over how many price bands the collateral is spread, 4 to 50. Absent: 10."),
  firstBand: wholeNumber(-1000)
    .exactOptional()
    .describe(
      "Number of the highest of them. Absent: the lowest price that a new loan of this size could have at the start. State it for a loan whose bands the price has entered or passed: `collateral` is then what was put in.",
    ),
  source,
};

const distribution = z
  .union(
    [
      fields("a map", { constant: amount.describe("The same for all.") }),
      fields("a map", {
        uniform: z.tuple([amount, amount], { error: "a pair [a, b]" }).describe("[a, b): every value between alike."),
      }),
      fields("a map", {
        normal: fields("a map with mean, sd", {
          mean: number.describe("Mean."),
          sd: amount.describe("Standard deviation."),
          min: number.exactOptional().describe("Draws below are drawn again."),
          max: number.exactOptional().describe("Draws above are drawn again."),
        }).describe("Normal, cut off at min and max if given."),
      }),
      fields("a map", {
        lognormal: fields("a map with median, sigma", {
          median: positiveAmount.describe("Median."),
          sigma: amount.describe("Standard deviation of the logarithm."),
          max: positiveAmount.exactOptional().describe("Draws above are drawn again."),
        }).describe("Lognormal, cut off at max if given."),
      }),
      fields("a map", {
        triangular: z
          .tuple([amount, amount, amount], { error: "three numbers [least, likeliest, most]" })
          .describe("[least, likeliest, most]."),
      }),
    ],
    {
      error:
        "a distribution: {constant: x}, {uniform: [a, b]}, {normal: {mean, sd}}, {lognormal: {median, sigma}} or {triangular: [a, c, b]}",
    },
  )
  .meta({ id: "distribution", description: "A distribution, with one key that names it." });

export type Distribution = z.output<typeof distribution>;

const loopAssets = {
  supply: id("the id of an asset").describe("Asset that is supplied."),
  borrow: id("the id of an asset").describe("Asset that is borrowed and swapped into more of the supplied one."),
};

const stopAtCaps = flag
  .exactOptional()
  .describe(
    "true: the loop ends where a cap of its market, or the money that is left to borrow, ends it. Such loops come after all other positions, in the order of the file.",
  );

const loop = fields("a map with supply, borrow, equityUnits, and targetLeverage or rounds and ltv", {
  ...loopAssets,
  equityUnits: positiveAmount.describe("Own money, in units of the supplied asset."),
  targetLeverage: positiveAmount.exactOptional().describe("Collateral over equity, L."),
  rounds: wholeNumber(0).exactOptional().describe("Borrow-and-redeposit rounds n: L = (1 − ltv^(n+1))/(1 − ltv)."),
  ltv: openFraction.exactOptional().describe("Borrowed each round, as a share of what was supplied."),
  stopAtCaps,
});
export type Loop = z.output<typeof loop>;

const perpAccount = { market: id("the id of a market").describe("The perpetual venue."), owner: account.owner, source };

const perp = fields("a map with sizeUnits, entryPriceUsd, marginUnits", {
  sizeUnits: number.describe("Units of the underlying: above 0 when long, below 0 when short."),
  entryPriceUsd: positiveAmount.describe("What it was entered at."),
  marginUnits: amount.describe("Posted, in the margin asset."),
});

const perps = fields("a map with side, marginUnits, leverage", {
  side: z.enum(["long", "short"], { error: 'one of "long", "short"' }).describe("Which way they are."),
  entryPriceUsd: positiveAmount.exactOptional().describe("What they were entered at. Absent: the mark of the start."),
  marginUnits: distribution.describe("Posted by each, in the margin asset: a distribution."),
  leverage: distribution.describe("Size over margin of each at the entry: a distribution."),
});

const count = wholeNumber(1).describe("How many accounts.");
const totalUnits = positiveAmount
  .exactOptional()
  .describe("The draws are rescaled so that the collateral of the group adds up to this many units.");

export const positionSchemas = {
  account: fields("a map with market, collateral, debt", {
    ...account,
    collateral: balances.prefault({}).describe("Posted: a map from asset to units."),
    debt: balances.prefault({}).describe("Owed: a map from asset to units."),
  }).describe("One account, written out."),
  loop: fields("a map with market, loop", {
    ...account,
    loop: loop.describe("The loop by intent; expanded by the closed form at the start's market prices."),
  }).describe("One looped account: collateral = equity × L, debt worth equity × (L − 1)."),
  loops: fields("a map with market, count, loop", {
    ...account,
    count,
    totalUnits,
    loop: fields("a map with supply, borrow, equityUnits, targetLeverage", {
      ...loopAssets,
      equityUnits: distribution.describe("Own money of each, in units of the supplied asset: a distribution."),
      targetLeverage: distribution.describe("Collateral over equity of each: a distribution."),
      stopAtCaps,
    }).describe("What the loops look like."),
  }).describe("Many looped accounts, drawn from distributions with the scenario's seed."),
  accounts: fields("a map with market, count, collateral, debt", {
    ...account,
    count,
    totalUnits,
    collateral: fields("a map with asset, units", {
      asset: id("the id of an asset").describe("Asset posted."),
      units: distribution.describe("Units of each: a distribution."),
    }).describe("What they post."),
    debt: fields("a map with asset, ltv", {
      asset: id("the id of an asset").describe("Asset owed."),
      ltv: distribution.describe(
        "Debt over collateral value of each, at the market's opening oracle prices: a distribution.",
      ),
    }).describe("What they owe."),
  }).describe("Many accounts, drawn from distributions with the scenario's seed."),
  perp: fields("a map with market, perp", {
    ...perpAccount,
    perp: perp.describe("What is held."),
  }).describe("One account in a perpetual venue."),
  perps: fields("a map with market, count, perps", {
    ...perpAccount,
    count,
    totalUnits: positiveAmount
      .exactOptional()
      .describe("The draws are rescaled so that the sizes of the group add up to this many units of the underlying."),
    perps: perps.describe("What they hold."),
  }).describe("Many accounts in a perpetual venue, drawn from distributions with the scenario's seed."),
  table: fields("a map with market, table", {
    ...account,
    table: text.describe(
      "CSV file beside the scenario. Columns: id (optional), eMode (optional), collateral.ASSET and debt.ASSET in units; empty is 0.",
    ),
    columns: mapOf("a map from column to header", text)
      .exactOptional()
      .describe(
        "Where the file has other headers: {id: address, collateral.WETH: weth_supplied}. Columns not named here are then left out.",
      ),
  }).describe("Accounts from a table."),
};

export type PositionForm = keyof typeof positionSchemas;
export type Account = z.output<typeof positionSchemas.account>;
export type LoopPosition = z.output<typeof positionSchemas.loop>;
export type LoopGroup = z.output<typeof positionSchemas.loops>;
export type AccountGroup = z.output<typeof positionSchemas.accounts>;
export type PerpPosition = z.output<typeof positionSchemas.perp>;
export type PerpGroup = z.output<typeof positionSchemas.perps>;
export type TableGroup = z.output<typeof positionSchemas.table>;

/** Which of the forms a position is written in, from the keys that it has. */
export function positionForm(entry: unknown): PositionForm {
  const keys = typeof entry === "object" && entry !== null ? Object.keys(entry) : [];
  if (keys.includes("table")) return "table";
  if (keys.includes("perps")) return "perps";
  if (keys.includes("perp")) return "perp";
  if (keys.includes("loop")) return keys.includes("count") ? "loops" : "loop";
  return keys.includes("count") ? "accounts" : "account";
}
