import { z } from "zod";
import {
  amount,
  bonusFraction,
  byKind,
  change,
  fields,
  fraction,
  id,
  openFraction,
  pairs,
  positiveAmount,
  wholeNumber,
} from "./fields.js";
import { GATE_FORMS, gate } from "./gates.js";
import { source } from "./settings.js";

const round = wholeNumber(0).prefault("0").describe("When it happens.");
const asset = id("the id of an asset").describe("The asset that is hit.");

const market = id("the id of a market").describe("The market.");
const reserveAsset = id("the id of an asset").describe("The asset of its reserve.");

const fault = z
  .union(
    [
      z.enum(["freeze", "stale-pause"]).transform((kind) => ({ kind })),
      fields("a map with floorUsd", { floorUsd: amount }).transform(({ floorUsd }) => ({
        kind: "floor" as const,
        floorUsd,
      })),
      fields("a map with priceUsd", { priceUsd: amount }).transform(({ priceUsd }) => ({
        kind: "price" as const,
        priceUsd,
      })),
    ],
    { error: 'one of "freeze", "stale-pause", or a map with floorUsd or priceUsd' },
  )
  .describe(
    "`freeze`: it stands at what it last reported. `stale-pause`: it does, and the markets that judge by it neither liquidate nor pay anything out. `{ floorUsd: 0.1 }`: it reports no less. `{ priceUsd: 3 }`: it is made to report this.",
  );

const target = z.union(
  [
    fields("a map with market and asset", { market, asset: reserveAsset }),
    fields("a map with vault", { vault: id("the id of a vault").describe("The vault.") }),
    fields("a map with issuer", { issuer: id("the id of an issuer").describe("The issuer.") }),
  ],
  { error: "a map with market and asset, with vault, or with issuer" },
);

const noted = <const Kind extends "freeze" | "cap-to-zero" | "ltv-to-zero">(kind: Kind, what: string) =>
  fields("a map", {
    kind: z.literal(kind).describe(`${what} It is noted and changes nothing: nobody takes up new debt in a run.`),
    round,
    market,
    asset: reserveAsset.exactOptional().describe("The asset of its reserve. Absent: all of the market."),
    source,
  });

const KINDS = [
  ...["price", "price-path", "sale", "issuer-loss", "vault-write-off", "oracle-fault"],
  ...["set-terms", "pause", "unpause", "oracle-switch", "capital-injection", "circuit-breaker"],
  "redemption-gate",
  ...["freeze", "cap-to-zero", "ltv-to-zero"],
];

export const shock = byKind(`a map with kind: one of ${KINDS.map((kind) => `"${kind}"`).join(", ")}`, [
  fields("a map", {
    kind: z.literal("price").describe("Moves the reference price of an asset, by a share or to a price."),
    round,
    asset,
    change: change.exactOptional().describe("Relative move, e.g. -40%. Give this or `priceUsd`."),
    priceUsd: amount.exactOptional().describe("New price, USD. Give this or `change`."),
    source,
  }),
  fields("a map", {
    kind: z.literal("price-path").describe("Reference prices by round, linear in between."),
    asset,
    path: pairs("pairs of [round, price]", wholeNumber(0), amount)
      .transform((points) => points.map((point) => ({ round: point.first, priceUsd: point.second })))
      .describe("USD by round, counted from the start of the run: [[0, 1.26], [2, 1.21]] or {0: 1.26, 2: 1.21}."),
    source,
  }).transform((shock) => ({ ...shock, round: shock.path[0]?.round ?? 0 })),
  fields("a map", {
    kind: z.literal("sale").describe("Somebody outside sells on the asset's venues."),
    round,
    asset,
    units: positiveAmount.describe("How much."),
    into: id("the id of an asset").describe("What it is sold for."),
    source,
  }),
  fields("a map", {
    kind: z.literal("issuer-loss").describe("External assets of an issuer are gone."),
    round,
    issuer: id("the id of an issuer").describe("The issuer."),
    valueUsd: positiveAmount.describe("How much, USD."),
    source,
  }),
  fields("a map", {
    kind: z
      .literal("vault-write-off")
      .describe("A curator removes a market and writes the vault's position there down to nothing."),
    round,
    vault: id("the id of a vault").describe("The vault."),
    market: id("the id of a market").describe("The market it leaves."),
    source,
  }),
  fields("a map", {
    kind: z.literal("oracle-fault").describe("An oracle reports wrongly for some rounds."),
    fromRound: wholeNumber(0).prefault("0").describe("The first round in which it does."),
    toRound: wholeNumber(0).exactOptional().describe("The last round in which it does. Absent: for good."),
    oracle: id("the id of an oracle").describe("The oracle."),
    fault,
    source,
  }).transform(({ fromRound, ...fault }) => ({ ...fault, round: fromRound })),
  fields("a map", {
    kind: z
      .literal("set-terms")
      .describe("New terms from this round on: of a reserve, of an e-mode, or of a market of one collateral."),
    round,
    market,
    asset: reserveAsset.exactOptional().describe("The asset whose reserve gets new terms. Give this or `eMode`."),
    eMode: id("the id of an e-mode").exactOptional().describe("The e-mode that gets new terms."),
    liquidationThreshold: fraction
      .exactOptional()
      .describe("New threshold; of a Compound reserve, its collateral factor."),
    liquidationBonus: bonusFraction.exactOptional().describe("New bonus, of Aave's reserves and e-modes."),
    lltv: openFraction.exactOptional().describe("New liquidation loan-to-value, of a market of one collateral."),
    source,
  }),
  fields("a map", {
    kind: z.literal("pause").describe("From this round on the market neither liquidates nor pays anything out."),
    round,
    market,
    source,
  }),
  fields("a map", { kind: z.literal("unpause").describe("Ends a pause."), round, market, source }),
  fields("a map", {
    kind: z.literal("oracle-switch").describe("From this round on the market judges an asset by another oracle."),
    round,
    market,
    asset: reserveAsset,
    oracle: id("the id of an oracle").describe("The oracle that judges from now on."),
    source,
  }),
  fields("a map", {
    kind: z
      .literal("capital-injection")
      .describe(
        "Money from outside. Into a reserve: its deficit is covered, the rest is cash of the protocol. Into a vault: idle money that is its depositors'. Into an issuer: external assets.",
      ),
    round,
    units: positiveAmount.describe("How much, in the reserve's asset or the vault's; for an issuer, USD."),
    into: target.describe(
      "`{ market, asset }`: the reserve of an asset. `{ vault }`: a vault. `{ issuer }`: an issuer.",
    ),
    source,
  }),
  fields("a map", {
    kind: z
      .literal("circuit-breaker")
      .describe(
        "From this round on, a venue takes no sales for some rounds whenever a price there has moved too far since the round before. It looks after a round's news and before its sales.",
      ),
    round,
    venue: id("the id of a venue").describe("The venue."),
    move: amount.describe("Relative move, up or down, beyond which it closes, e.g. 10%."),
    rounds: wholeNumber(1).describe("Rounds for which it stays closed, the one in which it closes among them."),
    source,
  }),
  fields("a map", {
    kind: z.literal("redemption-gate").describe("From this round on an issuer's redemption stands otherwise."),
    round,
    issuer: id("the id of an issuer").describe("The issuer."),
    gate: gate.describe(GATE_FORMS),
    source,
  }),
  noted("freeze", "Ends new supply and new loans."),
  noted("cap-to-zero", "Sets caps on supply and loans to 0."),
  noted("ltv-to-zero", "Ends new loans against an asset."),
]).meta({ id: "shock", description: "Something that happens." });
