import { describe, expect, test } from "vitest";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import { stableswapQuote } from "../../../src/mechanics/venues/stableswap.js";
import { balanceFor, invariantOf } from "../../../src/mechanics/venues/stableswap-curve.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { stablePool } from "./venues.js";

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("stableswap in $name", (n) => {
  const numbers = (values: readonly number[]) => values.map(n.fromNumber);
  const prices = numbers([1, 1, 1]);

  test("equal balances: D is their sum and every price is 1, whatever A", () => {
    for (const amplification of [1, 85, 2000]) {
      const terms = venueTerms(n, stablePool([400, 400, 400], amplification));
      const ann = n.fromNumber(3 * amplification);
      expect(n.toNumber(invariantOf(n, { ann, balances: terms.opening }))).toBeCloseTo(1200, 9);
      expect(n.toNumber(terms.marginalPrice(terms.opening, 2, 0, prices))).toBeCloseTo(1, 12);
    }
  });

  // Two coins, Ann = 2, balances 1 and 4: 2·5 + D = 2D + D³/16, so that D³ + 16D = 160; D = 4 + 2/3 is a little under the root.
  test("D of two unequal balances solves the cubic D³/(4xy) + (Ann − 1)·D = Ann·(x + y)", () => {
    const d = n.toNumber(invariantOf(n, { ann: n.fromNumber(2), balances: numbers([1, 4]) }));
    expect(d ** 3 + 16 * d).toBeCloseTo(160, 10);
    expect(d).toBeGreaterThan(4.4);
    expect(d).toBeLessThan(5);
  });

  test("the balance for a given D is the one that D was made from", () => {
    const ann = n.fromNumber(300);
    const balances = numbers([1e6, 4e5, 7e5]);
    const d = invariantOf(n, { ann, balances });
    expect(n.toNumber(balanceFor(n, { ann, balances }, d, 1))).toBeCloseTo(4e5, 6);
  });

  test("A = 100, 1.7 and 0.3 million: 100,000 of the common coin fetches 92,885.32", () => {
    const quote = stableswapQuote(n, {
      ann: n.fromNumber(200),
      balances: numbers([1.7e6, 3e5]),
      fee: n.parse("0.0004"),
      tokenIn: 0,
      tokenOut: 1,
      amountIn: n.fromNumber(1e5),
    });
    expect(n.toNumber(quote.beforeFee)).toBeCloseTo(92885.322230626, 8);
    expect(n.toNumber(quote.afterFee)).toBeCloseTo(92848.168101734, 8);
  });

  test("a sale leaves tokens that are not traded alone, and its fee in the pool", () => {
    const terms = venueTerms(n, stablePool([1000, 1000, 1000], 100, "0.01"));
    const fill = terms.sell(terms.opening, 0, 2, n.fromNumber(10), prices);
    expect(fill.after.map(n.toNumber)).toEqual([1010, 1000, 1000 - n.toNumber(fill.out)]);
    expect(n.toNumber(fill.out)).toBeGreaterThan(9.89);
    expect(n.toNumber(fill.out)).toBeLessThan(9.9);
  });

  test("the price is the derivative of what a sale fetches", () => {
    const terms = venueTerms(n, stablePool([900, 200, 300], 20));
    const step = 1e-3;
    const fetched = (from: number) => n.toNumber(terms.sell(terms.opening, 0, 1, n.fromNumber(from), prices).out);
    const slope = (fetched(50 + step) - fetched(50 - step)) / (2 * step);
    const { after } = terms.sell(terms.opening, 0, 1, n.fromNumber(50), prices);
    expect(n.toNumber(terms.marginalPrice(after, 0, 1, prices))).toBeCloseTo(slope, 8);
  });

  test("three coins follow reference prices of 0.8, 1 and 1.05 at an unchanged invariant", () => {
    const terms = venueTerms(n, stablePool([900, 200, 300], 20));
    const outside = numbers([0.8, 1, 1.05]);
    const after = terms.restore(terms.opening, n.one, outside);
    expect(n.toNumber(terms.marginalPrice(after, 0, 1, outside))).toBeCloseTo(0.8, 12);
    expect(n.toNumber(terms.marginalPrice(after, 2, 1, outside))).toBeCloseTo(1.05, 12);
    const d = (balances: readonly unknown[]) => n.toNumber(invariantOf(n, { ann: n.fromNumber(60), balances }));
    expect(d(after)).toBeCloseTo(d(terms.opening), 8);
  });
});
