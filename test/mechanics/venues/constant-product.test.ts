import { describe, expect, test } from "vitest";
import { amountOutInteger, sizeForImpact } from "../../../src/mechanics/venues/constant-product.js";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { constantProductPool } from "./venues.js";

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("constant product in $name", (n) => {
  const prices = [n.one, n.one];

  test("300 A sold into 100 A × 200 B fetches 150 B and leaves 400 × 50", () => {
    const terms = venueTerms(n, constantProductPool(100, 200));
    const fill = terms.sell(terms.opening, 0, 1, n.parse("300"), prices);
    expect(n.toNumber(fill.out)).toBe(150);
    expect(fill.after.map(n.toNumber)).toEqual([400, 50]);
    expect(n.toNumber(terms.marginalPrice(fill.after, 0, 1, prices))).toBe(0.125);
    expect(n.toNumber(terms.marginalPrice(fill.after, 1, 0, prices))).toBe(8);
  });

  test("the fee is taken from what is sold and stays in the pool", () => {
    const terms = venueTerms(n, constantProductPool(90, 100, "0.1"));
    const fill = terms.sell(terms.opening, 0, 1, n.parse("100"), prices);
    expect(n.toNumber(fill.out)).toBe(50);
    expect(fill.after.map(n.toNumber)).toEqual([190, 50]);
  });

  test("what one can sell until the last unit fetches 0.125 before fee counts only what is left after the fee", () => {
    const terms = venueTerms(n, constantProductPool(100, 200, "0.25"));
    const amount = terms.amountToReach(terms.opening, 0, 1, n.parse("0.125"), prices);
    expect(n.toNumber(amount)).toBeCloseTo(400, 9);
    expect(n.toNumber(terms.amountToReach(terms.opening, 0, 1, n.parse("2"), prices))).toBe(0);
    expect(n.toNumber(terms.amountToReach(terms.opening, 0, 1, n.zero, prices))).toBe(Number.POSITIVE_INFINITY);
  });

  test("when A loses three quarters of its value, reserves double and halve", () => {
    const terms = venueTerms(n, constantProductPool(100, 200, "0.003"));
    expect(terms.follow(terms.opening, 0, n.parse("0.25")).map(n.toNumber)).toEqual([200, 100]);
  });
});

/** Uniswap v2-core, test/UniswapV2Pair.spec.ts, getInputPrice cases (amounts × 10¹⁸). */
const GET_INPUT_PRICE = [
  ["1", "5", "10", "1662497915624478906"],
  ["1", "10", "5", "453305446940074565"],
  ["2", "5", "10", "2851015155847869602"],
  ["2", "10", "5", "831248957812239453"],
  ["1", "10", "10", "906610893880149131"],
  ["1", "100", "100", "987158034397061298"],
  ["1", "1000", "1000", "996006981039903216"],
] as const;

test.each(GET_INPUT_PRICE)("Uniswap v2: %s into %s × %s pays %s wei", (amountIn, reserveIn, reserveOut, expected) => {
  const wei = (tokens: string) => decimal.mul(decimal.parse(tokens), decimal.parse("1e18"));
  const inputs = { amountIn: wei(amountIn), reserveIn: wei(reserveIn), reserveOut: wei(reserveOut) };
  expect(amountOutInteger(decimal, { ...inputs, fee: decimal.parse("0.003") }).toFixed()).toBe(expected);
});

test("a sale sized for a fall of the reserves' price makes it fall by that much, with and without fee", () => {
  for (const fee of [0, 0.003, 0.3]) {
    const size = sizeForImpact(float, { reserveIn: 50, reserveOut: 70, spotDrop: 0.36, fee });
    const after = (70 - size.amountOut) / (50 + size.amountIn);
    expect(after / (70 / 50)).toBeCloseTo(0.64, 12);
  }
  expect(sizeForImpact(float, { reserveIn: 50, reserveOut: 70, spotDrop: 0.36, fee: 0 }).amountIn).toBeCloseTo(
    12.5,
    12,
  );
});
