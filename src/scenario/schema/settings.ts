import { z } from "zod";
import { amount, fields, flag, id, positiveAmount, text, wholeNumber } from "./fields.js";

export const source = id("the id of a source")
  .exactOptional()
  .describe("The source of these numbers: an id under `sources`.");

const format = z
  .literal("1", { error: "1" })
  .meta({ type: "integer", const: 1 })
  .describe("Version of this format. Always 1.");
const title = text.describe("What happens, in one line.");
const question = text.describe("What the scenario is asked.");
const notes = text.describe("Anything a reader should know before trusting the outcome.");
const seed = wholeNumber(0).prefault("1").describe("Seed of every random draw. Same seed, same draws.");
export const sourceText = text.describe("Where numbers come from: author, title, date, address.");

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;
const isoTime = "an ISO date or time with zone, e.g. 2025-11-04T00:00:00Z";

const clock = fields("a map with secondsPerRound, maxRounds, runToMaxRounds, priceTolerance, startsAt", {
  secondsPerRound: positiveAmount.prefault("3600").describe("Length of a round in seconds."),
  maxRounds: wholeNumber(1).prefault("100").describe("The run stops here even when it is not quiescent."),
  runToMaxRounds: flag
    .exactOptional()
    .describe(
      "true: all rounds are played, though nothing moves any more but interest, which alone does not keep a run going.",
    ),
  priceTolerance: amount
    .prefault("1e-9")
    .describe(
      "A round in which no price moves by more than this share is quiet. It ends a run, it decides nothing else.",
    ),
  startsAt: z
    .string({ error: isoTime })
    .regex(ISO_TIME, { error: isoTime })
    .exactOptional()
    .describe("Time of round 0, for the axes of figures."),
});

const sequencing = z
  .enum(["simultaneous", "worst-first", "random"], { error: 'one of "simultaneous", "worst-first", "random"' })
  .prefault("simultaneous")
  .describe("Whether the liquidations of a round share the venues at one average price, or settle one after another.");

const liquidators = fields("a map with gasUsd, minimumProfitUsd, capacityUsdPerRound", {
  gasUsd: amount.prefault("0").describe("Cost of one liquidation call, USD."),
  minimumProfitUsd: amount.prefault("0").describe("A call must leave at least this after slippage and gas, USD."),
  capacityUsdPerRound: amount
    .exactOptional()
    .describe("The most that all liquidators together repay in one round, USD. Absent: no limit."),
});

/** What stands at the top of a scenario besides its sections. */
export const settingFields = {
  format,
  title,
  question: question.exactOptional(),
  notes: notes.exactOptional(),
  seed,
  clock: clock.prefault({}).describe("Time."),
  sequencing,
  liquidators: liquidators.prefault({}).describe("Who liquidates, and when it pays."),
};
