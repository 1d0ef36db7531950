import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import { splitSale } from "../../../src/mechanics/venues/route.js";
import { positionValue } from "../../../src/mechanics/venues/uniswap-v3-swap.js";
import { float } from "../../../src/numbers/float.js";
import { anyConstantProduct, constantProductPool, rangePool } from "./venues.js";

const PRICES = [1, 1];

describe("ranges of liquidity", () => {
  // √price runs from 20 (400) over 10 (100) to 5 (25), with a gap between 4 (16) and 5, and on to 2 (4).
  const venue = rangePool(400, [
    [100, 400, 1000],
    [25, 100, 2000],
    [4, 16, 500],
  ]);
  const terms = venueTerms(float, venue);
  // Of A the ranges take L(1/√p′ − 1/√p): 1,000(0.1 − 0.05) = 50, 2,000(0.2 − 0.1) = 200, 500(0.5 − 0.25) = 125.
  // Of B they hold L(√p − √p′): 10,000, 10,000 and 1,000.

  test("by hand: one sale crosses bounds and the gap, and ends where liquidity does", () => {
    expect(terms.balances(terms.opening)).toEqual([0, 21_000]);
    expect(terms.marginalPrice(terms.opening, 0, 1, PRICES)).toBe(400);
    expect(terms.sell(terms.opening, 0, 1, 50, PRICES).out).toBeCloseTo(10_000, 9);
    // 50 more in the second range: √p′ = 2,000·10/(2,000 + 500) = 8, and 2,000·2 come out.
    const second = terms.sell(terms.opening, 0, 1, 100, PRICES);
    expect(second.out).toBeCloseTo(14_000, 9);
    expect(terms.marginalPrice(second.after, 0, 1, PRICES)).toBeCloseTo(64, 9);
    const gap = terms.sell(terms.opening, 0, 1, 250, PRICES);
    expect(gap.out).toBeCloseTo(20_000, 9);
    expect(terms.marginalPrice(gap.after, 0, 1, PRICES)).toBeCloseTo(16, 9);
    expect(terms.marginalPrice(gap.after, 1, 0, PRICES)).toBeCloseTo(1 / 25, 12);
    const all = terms.sell(terms.opening, 0, 1, 400, PRICES);
    expect(all.out).toBeCloseTo(21_000, 9);
    expect(all.unfilled).toBeCloseTo(25, 12);
    expect(terms.marginalPrice(all.after, 0, 1, PRICES)).toBeCloseTo(4, 12);
    expect(terms.balances(all.after)?.[0]).toBeCloseTo(375, 9);
    expect(terms.balances(all.after)?.[1]).toBe(0);
  });

  test("by hand: the amount to reach a price counts only what fetches it", () => {
    const reach = (price: number) => terms.amountToReach(terms.opening, 0, 1, price, PRICES);
    expect([reach(500), reach(400)]).toEqual([0, 0]);
    expect(reach(64)).toBeCloseTo(100, 9);
    expect([reach(20), reach(16)]).toEqual([expect.closeTo(250, 9), expect.closeTo(250, 9)]);
    expect([reach(1), reach(0)]).toEqual([expect.closeTo(375, 9), expect.closeTo(375, 9)]);
    expect(terms.sell(terms.opening, 0, 1, reach(0), PRICES).unfilled).toBe(0);
  });

  test("by hand: nothing is left to buy at the upper bound, and after a sale it is bought back the same way", () => {
    expect(terms.sell(terms.opening, 1, 0, 10, PRICES)).toEqual({ out: 0, unfilled: 10, after: terms.opening });
    const { after } = terms.sell(terms.opening, 0, 1, 300, PRICES);
    const back = terms.sell(after, 1, 0, 30_000, PRICES);
    expect(back.out).toBeCloseTo(300, 9);
    expect(back.unfilled).toBeCloseTo(30_000 - 20_000 - 500 * (4 - 500 / 175), 8);
  });

  test("overlapping ranges add up; the fee is kept beside them", () => {
    const both = venueTerms(
      float,
      rangePool(
        100,
        [
          [25, 400, 600],
          [81, 121, 400],
        ],
        0.5,
      ),
    );
    // 1,000 of liquidity down to 81: 1,000(1/9 − 1/10) = 100/9 of A for 1,000 of B, and as much again is the fee.
    const { out, after } = both.sell(both.opening, 0, 1, 200 / 9, PRICES);
    expect(out).toBeCloseTo(1000, 9);
    expect(both.marginalPrice(after, 0, 1, PRICES)).toBeCloseTo(81, 9);
    const [before = 0, held = 0] = [both.balances(both.opening)?.[0], both.balances(after)?.[0]];
    expect(held - before).toBeCloseTo(200 / 9, 9);
  });

  test("follows news out of its ranges and back again", () => {
    const low = terms.follow(terms.opening, 0, 1 / 400);
    expect(terms.balances(low)).toEqual([375, 0]);
    expect(terms.marginalPrice(low, 0, 1, PRICES)).toBeCloseTo(1, 12);
    expect(terms.sell(low, 0, 1, 1, PRICES)).toMatchObject({ out: 0, unfilled: 1 });
    expect(terms.follow(low, 1, 1 / 400)).toEqual(terms.opening);
    const lost = terms.follow(terms.opening, 1, 0);
    expect(terms.balances(lost)).toEqual([0, 21_000]);
    expect(terms.sell(lost, 0, 1, 1, PRICES).unfilled).toBe(1);
    expect(terms.follow(lost, 0, 0)).toEqual(lost);
  });

  test("at rest arbitrage leaves every digit alone", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (price) => {
        const pool = venueTerms(float, rangePool(price, [["1e-9", "1e9", 10]]));
        expect(pool.restore(pool.opening, 0.5, [price, 1])).toEqual(pool.opening);
      }),
    );
  });
});

describe("one range", () => {
  test("without bounds is a constant product: L = √(xy)", () => {
    fc.assert(
      fc.property(anyConstantProduct, fc.double({ min: 1e-6, max: 3, noNaN: true }), (venue, share) => {
        if (venue.kind !== "constant-product") return;
        const [x = 0, y = 0] = venue.balances.map(({ units }) => Number(units));
        const range = venueTerms(float, rangePool(y / x, [["1e-30", "1e30", Math.sqrt(x * y)]], venue.fee));
        const product = venueTerms(float, constantProductPool(x, y, venue.fee));
        const [one, other] = [range, product].map((each) => each.sell(each.opening, 0, 1, share * x, PRICES).out);
        expect(Math.abs((one ?? 0) / (other ?? 1) - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  test("is worth what it holds, and holds one token only outside", () => {
    const range = { liquidity: 1000, lower: 25, upper: 400 };
    expect(positionValue(float, range, 16)).toEqual({ amount0: 150, amount1: 0, valueInToken1: 2400 });
    expect(positionValue(float, range, 100)).toEqual({ amount0: 50, amount1: 5000, valueInToken1: 10_000 });
    expect(positionValue(float, range, 900)).toEqual({ amount0: 0, amount1: 15_000, valueInToken1: 15_000 });
  });
});

test("a sale split over a range and a pool ends at one price, and passes the gap by", () => {
  const venues = [
    rangePool(100, [
      [81, 121, 1000],
      [25, 36, 1000],
    ]),
    constantProductPool(1000, 100_000),
  ];
  const legs = venues.map((venue) => {
    const terms = venueTerms(float, venue);
    return { terms, state: terms.opening, tokenIn: 0, tokenOut: 1, outsideUsd: PRICES };
  });
  // The pool falls to 49 at 1,000·(10/7 − 1); the range is exhausted at 81 and starts again at 36.
  const split = splitSale(float, legs, 100 / 9 + 3000 / 7);
  expect(split.legs[0]?.amountIn).toBeCloseTo(100 / 9, 8);
  expect(split.legs[1]?.amountIn).toBeCloseTo(3000 / 7, 8);
  expect(split.unfilled).toBe(0);
});
