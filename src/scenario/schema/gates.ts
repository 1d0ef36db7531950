import { z } from "zod";
import { amount, fields, positiveAmount } from "./fields.js";

/** How an issuer's redemption stands: a word, or a queue. */
export const gate = z.union(
  [
    z.enum(["open", "paused"]).transform((kind) => ({ kind })),
    fields("a map with days", {
      days: amount.describe("Days from giving a claim back to being paid."),
      capacityUnitsPerDay: positiveAmount
        .exactOptional()
        .describe("The most claims that are taken back a day. Absent: any number."),
    }).transform((queue) => ({ kind: "queue" as const, ...queue })),
  ],
  { error: 'one of "open", "paused", or a map with days' },
);

/** What the forms of a gate mean, for the reference. */
export const GATE_FORMS =
  "`open`: claims are taken back and paid at once. `paused`: they are not. `{ days: 3, capacityUnitsPerDay: 1000 }`: they are taken back and priced at once and paid days later, no more than so many a day; without capacity any number.";
