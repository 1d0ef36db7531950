import type { Literal } from "../model/scenario.js";
import { Decimal } from "../numbers/decimal.js";

/** Digits with single `_` between them, an optional fraction and exponent, an optional percent sign. */
export const AMOUNT = /^([+-]?(?:\d+(?:_\d+)*)?(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+)?)(\s*%)?$/;

/**
 * Reads a number as people write it, without passing through a double: `75_000_000`, `-40%`, `1e-6`.
 *
 * Returns the canonical decimal literal ("-40%" → "-0.4"); undefined for anything that is not a finite decimal number.
 */
export function readAmount(text: string): Literal | undefined {
  const [, digits, percent] = AMOUNT.exec(text.trim()) ?? [];
  if (digits === undefined || !/^[+-]?\.?\d/.test(digits)) return undefined;
  const value = new Decimal(digits.replaceAll("_", ""));
  if (!Number.isFinite(value.toNumber())) return undefined;
  return toLiteral(percent === undefined ? value : value.times("0.01"));
}

/** The literal of a decimal value. */
export const toLiteral = (value: Decimal): Literal => value.toString() as Literal;

/** The literal of a decimal value, rounded to 12 significant digits: for draws and what is sized from them. */
export const toShortLiteral = (value: Decimal): Literal => toLiteral(value.toSignificantDigits(12));

/** The value of a literal. */
export const toDecimal = (literal: Literal): Decimal => new Decimal(literal);
