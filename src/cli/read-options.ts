import { InvalidArgumentError } from "commander";
import { readAmount } from "../scenario/amounts.js";

/** A number as a scenario file states it, "-20%", "1_000", "1e-3"; undefined where it is none. */
export function readNumber(text: string): number | undefined {
  const literal = readAmount(text);
  return literal === undefined ? undefined : Number(literal);
}

/** "5%" → 0.05, "0.05" → 0.05. */
export function readShare(text: string): number {
  const share = readNumber(text);
  if (share === undefined) throw new InvalidArgumentError("A share is written 5% or 0.05.");
  return share;
}

/** A share above 0, up to 100 %. */
export function readPart(text: string): number {
  const share = readShare(text);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError("It is above 0 and at most 100%.");
}

/** A whole number from `least` to `most`. */
export const readCount =
  (least: number, most: number) =>
  (text: string): number => {
    const count = Number(text);
    if (/^\d+$/.test(text) && count >= least && count <= most) return count;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };

/** One more of an option that may be repeated. */
export const collected = (text: string, earlier: readonly string[] = []): readonly string[] => [...earlier, text];
