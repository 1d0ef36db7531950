import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import { weightedIn, weightedOut } from "../../../src/mechanics/venues/weighted.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { anyConstantProduct, constantProductPool, weightedPool } from "./venues.js";

const PRICES = [1, 1];

describe("a weighted pool", () => {
  // 400 of A at 80 % against 200,000 of B at 20 %: A is worth (200,000/0.2)/(400/0.8) = 2,000. Selling 400 doubles A's balance, so
  // that B's falls to 200,000/2⁴ = 12,500 and the price to (12,500/0.2)/(800/0.8) = 62.5.
  const terms = venueTerms(float, weightedPool([400, 200_000], [0.8, 0.2]));

  test("by hand: a large sale from the heavy side", () => {
    expect(terms.marginalPrice(terms.opening, 0, 1, PRICES)).toBeCloseTo(2000, 9);
    const { out, after } = terms.sell(terms.opening, 0, 1, 400, PRICES);
    expect(out).toBeCloseTo(187_500, 7);
    expect(terms.marginalPrice(after, 0, 1, PRICES)).toBeCloseTo(62.5, 9);
    expect(terms.amountToReach(terms.opening, 0, 1, 62.5, PRICES)).toBeCloseTo(400, 9);
  });

  test("by hand: of weights only the ratio counts, and the fee stays in the pool", () => {
    const dear = venueTerms(float, weightedPool([400, 200_000], [4, 1], 0.5));
    const { out, after } = dear.sell(dear.opening, 0, 1, 800, PRICES);
    expect(out).toBeCloseTo(187_500, 7);
    expect(after[0]).toBe(1200);
    expect(dear.amountToReach(dear.opening, 0, 1, 62.5, PRICES)).toBeCloseTo(800, 9);
  });

  test("by hand: news of a fall to a sixteenth leaves A·16^0.2 and B·16^−0.8", () => {
    const [a = 0, b = 0] = terms.follow(terms.opening, 0, 1 / 16);
    expect(a).toBeCloseTo(400 * 16 ** 0.2, 9);
    expect(b).toBeCloseTo(200_000 * 16 ** -0.8, 7);
    expect(a ** 0.8 * b ** 0.2).toBeCloseTo(400 ** 0.8 * 200_000 ** 0.2, 8);
  });

  test("at rest arbitrage leaves every digit alone", () => {
    const resting = venueTerms(float, weightedPool([300, 100, 50], [0.6, 0.2, 0.2]));
    expect(resting.restore(resting.opening, 0.5, [1, 1, 2])).toEqual(resting.opening);
  });

  test("a tiny sale into a deep pool keeps its digits", () => {
    const pair = { balanceIn: 1e9, weightIn: 0.8, balanceOut: 3e8, weightOut: 0.2 };
    const exact = weightedOut(
      decimal,
      {
        ...{ balanceIn: decimal.parse("1e9"), weightIn: decimal.parse("0.8") },
        ...{ balanceOut: decimal.parse("3e8"), weightOut: decimal.parse("0.2") },
      },
      decimal.parse("1e-3"),
    );
    expect(Math.abs(weightedOut(float, pair, 1e-3) / exact.toNumber() - 1)).toBeLessThan(1e-14);
  });

  test("with equal weights it is a constant product", () => {
    fc.assert(
      fc.property(anyConstantProduct, fc.double({ min: 1e-6, max: 3, noNaN: true }), (venue, share) => {
        if (venue.kind !== "constant-product") return;
        const [x, y] = venue.balances.map(({ units }) => Number(units));
        const equal = venueTerms(float, weightedPool([x ?? 0, y ?? 0], [1, 1], venue.fee));
        const product = venueTerms(float, constantProductPool(x ?? 0, y ?? 0, venue.fee));
        const sold = share * (x ?? 0);
        const [one, other] = [equal, product].map((each) => each.sell(each.opening, 0, 1, sold, PRICES).out);
        expect(Math.abs((one ?? 0) / (other ?? 1) - 1)).toBeLessThan(1e-13);
      }),
    );
  });

  test("what something costs buys it", () => {
    const share = fc.double({ min: 1e-6, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(share, fc.double({ min: 0.1, max: 10, noNaN: true }), (part, weightIn) => {
        const pair = { balanceIn: 1000, weightIn, balanceOut: 500, weightOut: 1 };
        expect(weightedOut(float, pair, weightedIn(float, pair, 500 * part)) / (500 * part)).toBeCloseTo(1, 11);
      }),
    );
  });
});
