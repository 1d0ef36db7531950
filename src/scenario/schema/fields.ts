import { z } from "zod";
import type { Balance, Literal } from "../../model/scenario.js";
import { Decimal } from "../../numbers/decimal.js";
import { readAmount } from "../amounts.js";

/** The letters an id is made of. */
export const ID = /^[A-Za-z0-9_./:+-]+$/;
export const ID_LETTERS = "an id of letters, digits and - + _ . / :";

/** A range that an amount must lie in, and how to say so. */
interface Range {
  readonly phrase: string;
  readonly admits: (value: Decimal) => boolean;
}

const anyNumber: Range = { phrase: "a finite number", admits: () => true };
const notNegative: Range = { phrase: "a number of 0 or more", admits: (value) => !value.lt(0) };
const positive: Range = { phrase: "a number above 0", admits: (value) => value.gt(0) };
const share: Range = {
  phrase: "a share between 0 and 1 (0 % and 100 %)",
  admits: (value) => !value.lt(0) && !value.gt(1),
};
const openShare: Range = {
  phrase: "a share above 0 and below 1 (100 %)",
  admits: (value) => value.gt(0) && value.lt(1),
};
const shareBelowOne: Range = {
  phrase: "a share of 0 or more and below 1 (100 %)",
  admits: (value) => !value.lt(0) && value.lt(1),
};
const premium: Range = {
  phrase: "a bonus between 0 and 1 (100 %): the part over 1, e.g. 5%",
  admits: share.admits,
};
const multiple: Range = {
  phrase: "a factor of 1 or more, e.g. 1.08 for 8 % extra",
  admits: (value) => !value.lt(1),
};
const growth: Range = { phrase: "a factor above 1, e.g. 1.03 for 3 % more", admits: (value) => value.gt(1) };
const fall: Range = { phrase: "a change of −100 % or more, e.g. -40%", admits: (value) => !value.lt(-1) };

const amountIn = (range: Range) =>
  z
    .string({ error: range.phrase })
    .transform((text, context): Literal => {
      const literal = readAmount(text);
      if (literal !== undefined && range.admits(new Decimal(literal))) return literal;
      context.addIssue({ code: "custom", message: range.phrase, input: text });
      return z.NEVER;
    })
    .meta({ type: ["number", "string"] });

export const number = amountIn(anyNumber);
export const amount = amountIn(notNegative);
export const positiveAmount = amountIn(positive);
export const fraction = amountIn(share);
export const openFraction = amountIn(openShare);
export const feeFraction = amountIn(shareBelowOne);
export const bonusFraction = amountIn(premium);
export const incentiveFactor = amountIn(multiple);
export const growthFactor = amountIn(growth);
export const change = amountIn(fall);

/** A whole number of at least `least`. */
export const wholeNumber = (least: number) => {
  const phrase = `a whole number of ${least} or more`;
  return z
    .string({ error: phrase })
    .transform((text, context): number => {
      const literal = readAmount(text);
      const value = Number(literal);
      if (literal !== undefined && Number.isSafeInteger(value) && value >= least) return value;
      context.addIssue({ code: "custom", message: phrase, input: text });
      return z.NEVER;
    })
    .meta({ type: "integer", minimum: least });
};

export const text = z.string({ error: "text" }).min(1, { error: "text" });

/** A reference to something of the given kind. That it exists is checked later, for all references together. */
export const id = (what: string) => z.string({ error: what }).regex(ID, { error: what });

export const flag = z
  .string({ error: "true or false" })
  .refine((word) => word === "true" || word === "false", { error: "true or false" })
  .transform((word) => word === "true")
  .meta({ type: "boolean" });

/** A map with these keys and no others. Of an unknown key, the message is the list of the known ones. */
export const fields = <Shape extends z.core.$ZodLooseShape>(what: string, shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? Object.keys(shape).join(", ") : what),
  });

export const listOf = <Item extends z.ZodType>(what: string, item: Item) => z.array(item, { error: what });

/** A map from ids to values. */
export const mapOf = <Value extends z.ZodType>(what: string, value: Value) =>
  z.record(z.string().regex(ID, { error: ID_LETTERS }), value, { error: what });

/** {asset: units}, as a list in the order written. */
export const balances = mapOf("a map from asset to units", amount).transform((map): Balance[] =>
  Object.entries(map).map(([asset, units]) => ({ asset, units })),
);

/** Pairs of numbers, as a list of pairs or as a map from the first to the second. */
export const pairs = <First extends z.ZodType, Second extends z.ZodType>(
  what: string,
  first: First,
  second: Second,
) => {
  const pair = z.tuple([first, second], { error: what }).transform(([a, b]) => ({ first: a, second: b }));
  return z
    .union([z.array(z.unknown()), z.record(z.string(), z.unknown())], { error: what })
    .transform((written) => (Array.isArray(written) ? written : Object.entries(written)))
    .pipe(z.array(pair, { error: what }).min(1, { error: what }))
    .meta({
      anyOf: [
        { type: "array", items: { type: "array", minItems: 2, maxItems: 2 } },
        { type: "object", additionalProperties: { type: ["number", "string"] } },
      ],
    });
};

/** A pair [from, to] of numbers. */
export const range = <Value extends z.ZodType>(what: string, value: Value) =>
  z.tuple([value, value], { error: what }).transform(([from, to]) => ({ from, to }));

/** A map that says by `kind` which of several sets of fields it has. */
export const byKind = <
  const Options extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]],
>(
  what: string,
  options: Options,
) => z.discriminatedUnion("kind", options, { error: what });
