import { z } from "zod";
import { amount, byKind, change, fields, id, pairs, positiveAmount, wholeNumber } from "./fields.js";
import { source } from "./settings.js";

const round = wholeNumber(0).prefault("0").describe("When it happens.");
const asset = id("the id of an asset").describe("The asset that is hit.");

export const shock = byKind('a map with kind: one of "price", "price-path", "sale", "issuer-loss", "vault-write-off"', [
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
]).meta({ id: "shock", description: "Something that happens." });
