import { describe, expect, test } from "vitest";
import { cappedImpact, gmxPriceImpact } from "../../../src/mechanics/venues/gmx-pool.js";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import { splitSale } from "../../../src/mechanics/venues/route.js";
import { float } from "../../../src/numbers/float.js";
import { book, constantProductPool } from "./venues.js";

const PRICES = [100, 1];
// Levels are listed in any order: the best is met first.
const BIDS = [
  [98, 200],
  [99, 100],
  [95, 400],
] as const;
const ASKS = [
  [103, 50],
  [101, 100],
] as const;

describe("an order book", () => {
  const terms = venueTerms(float, book(BIDS, ASKS));

  test("by hand: a sale walks the bids and reports what nobody takes", () => {
    const { out, after } = terms.sell(terms.opening, 0, 1, 450, PRICES);
    expect(out).toBe(9900 + 19_600 + 14_250);
    expect(terms.marginalPrice(after, 0, 1, PRICES)).toBe(95);
    const rest = terms.sell(after, 0, 1, 300, PRICES);
    expect(rest).toMatchObject({ out: 250 * 95, unfilled: 50 });
    expect(terms.marginalPrice(rest.after, 0, 1, PRICES)).toBe(95);
    expect(terms.sell(rest.after, 0, 1, 1, PRICES)).toEqual({ out: 0, unfilled: 1, after: rest.after });
  });

  test("what rounding leaves of a level that was sold whole does not hold the price up", () => {
    const levels = [0.1, 0.2, 0.3].map((units, i) => [100 - i, units] as const);
    const small = venueTerms(float, book(levels));
    // 0.1 + 0.2 is more than 0.3 in doubles, so that selling 0.3 leaves 6e-17 of the second level.
    const { after } = small.sell(small.opening, 0, 1, 0.3, PRICES);
    expect(small.marginalPrice(after, 0, 1, PRICES)).toBe(98);
  });

  test("by hand: buying walks the asks; without asks nobody sells", () => {
    const { out, unfilled } = terms.sell(terms.opening, 1, 0, 10_100 + 1030, PRICES);
    expect([out, unfilled]).toEqual([110, 0]);
    expect(terms.sell(terms.opening, 1, 0, 20_000, PRICES).unfilled).toBeCloseTo(20_000 - 15_250, 9);
    expect(terms.marginalPrice(terms.opening, 1, 0, PRICES)).toBe(1 / 101);
    const bidsOnly = venueTerms(float, book(BIDS));
    expect(bidsOnly.sell(bidsOnly.opening, 1, 0, 5, PRICES)).toMatchObject({ out: 0, unfilled: 5 });
    expect(bidsOnly.marginalPrice(bidsOnly.opening, 1, 0, PRICES)).toBe(0);
  });

  test("the amount to reach a price is every order at that price or a better one", () => {
    const reach = (marginal: number) => terms.amountToReach(terms.opening, 0, 1, marginal, PRICES);
    expect([reach(100), reach(99), reach(98.5), reach(98), reach(0)]).toEqual([0, 100, 100, 300, 700]);
    expect(terms.amountToReach(terms.opening, 1, 0, 1 / 102, PRICES)).toBe(10_100);
  });

  test("news moves every order; what was taken stays taken", () => {
    const { after } = terms.sell(terms.opening, 0, 1, 150, PRICES);
    const halved = terms.follow(after, 0, 0.5);
    expect(terms.marginalPrice(halved, 0, 1, PRICES)).toBe(49);
    expect(terms.sell(halved, 0, 1, 150, PRICES).out).toBe(150 * 49);
    expect(terms.marginalPrice(terms.follow(halved, 1, 0.5), 0, 1, PRICES)).toBe(98);
  });

  test("arbitrage refills the book and moves its centre, by its share", () => {
    const { after } = terms.sell(terms.opening, 0, 1, 300, PRICES);
    expect(terms.restore(after, 0, PRICES)).toEqual(after);
    expect(terms.restore(after, 0.5, PRICES)).toEqual([150, 0, 1]);
    expect(terms.restore(after, 1, PRICES)).toEqual(terms.opening);
    expect(terms.restore(terms.opening, 1, [50, 1])).toEqual([0, 0, 0.5]);
    expect(terms.restore(terms.opening, 0.5, [25, 1])[2]).toBeCloseTo(0.5, 15);
  });

  test("a worthless asset is taken for nothing, a worthless quote buys nothing", () => {
    const dead = terms.follow(terms.opening, 0, 0);
    expect(terms.sell(dead, 0, 1, 5, PRICES)).toEqual({ out: 0, unfilled: 0, after: dead });
    expect(terms.sell(dead, 1, 0, 5, PRICES)).toEqual({ out: 0, unfilled: 5, after: dead });
    const unpaid = terms.restore(terms.opening, 1, [100, 0]);
    expect(terms.sell(unpaid, 0, 1, 5, PRICES)).toEqual({ out: 0, unfilled: 5, after: unpaid });
    expect(terms.marginalPrice(unpaid, 0, 1, PRICES)).toBe(0);
    expect(terms.follow(unpaid, 0, 0)).toEqual(unpaid);
  });

  test("a sale split over a book and a pool takes the bids that pay more than the pool's last unit", () => {
    const legs = [
      book([
        [99, 100],
        [98, 200],
        [80, 400],
      ]),
      constantProductPool(1000, 100_000),
    ].map((venue) => {
      const each = venueTerms(float, venue);
      return { terms: each, state: each.opening, tokenIn: 0, tokenOut: 1, outsideUsd: PRICES };
    });
    // The pool falls to 81 at 1,000·(10/9 − 1) = 111.1…: the bids at 80 are left alone.
    const split = splitSale(float, legs, 300 + 1000 / 9);
    expect(split.legs[0]?.amountIn).toBeCloseTo(300, 9);
    expect(split.out).toBeCloseTo(9900 + 19_600 + 10_000, 7);
  });
});

describe("GMX's price impact", () => {
  const impact = (initialImbalanceUsd: number, nextImbalanceUsd: number, positiveFactor = 1e-7) =>
    gmxPriceImpact(float, {
      ...{ initialImbalanceUsd, nextImbalanceUsd, exponent: 2 },
      ...{ positiveFactor, negativeFactor: 2e-7 },
    });

  test("charges more than it rebates, and each side of a crossing at its own factor", () => {
    expect(impact(0, 50_000)).toBeCloseTo(-500, 9);
    expect(impact(50_000, 25_000)).toBeCloseTo(187.5, 9);
    expect(impact(50_000, -50_000)).toBeCloseTo(250 - 500, 9);
    expect(impact(-50_000, -25_000)).toBeCloseTo(187.5, 9);
    expect(impact(50_000, 25_000, 1)).toBeCloseTo(375, 9);
  });

  test("is capped by size and by what the impact pool holds", () => {
    const caps = { sizeUsd: 10_000, maxPositiveFactor: 0.004, maxNegativeFactor: 0.005, poolUsd: 30 };
    expect([100, 25, -20, -80].map((usd) => cappedImpact(float, usd, caps))).toEqual([30, 25, -20, -50]);
    expect(cappedImpact(float, 100, { ...caps, poolUsd: 1e6 })).toBe(40);
  });
});
