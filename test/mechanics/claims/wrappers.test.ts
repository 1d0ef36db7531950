import fc from "fast-check";
import { expect, test } from "vitest";
import {
  pairTokenFairValue,
  pairTokenSpotValue,
  stablePoolTokenValue,
  virtualPrice,
} from "../../../src/mechanics/claims/wrappers.js";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { constantProductPool } from "../venues/venues.js";

test("a pool of 100 at 1800 and 200,000 at 1: 380 as it stands, 379.47 once arbitraged", () => {
  const token = { reserve0: 100, reserve1: 200000, price0: 1800, price1: 1, supply: 1000 };
  expect(pairTokenSpotValue(float, token)).toBe(380);
  expect(pairTokenFairValue(float, token)).toBeCloseTo(379.4733192202055, 11);
});

test("the fair value is what the reserves are worth after arbitrage, and a large trade does not move it", () => {
  const size = fc.double({ min: 10, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(size, size, size, fc.double({ min: 0.1, max: 10, noNaN: true }), (x, y, sold, price0) => {
      const terms = venueTerms(float, constantProductPool(x, y));
      const value = (reserves: readonly number[], of: typeof pairTokenFairValue) => {
        const [reserve0 = 0, reserve1 = 0] = reserves;
        return of(float, { reserve0, reserve1, price0, price1: 1, supply: 1 });
      };
      const fair = value(terms.opening, pairTokenFairValue);
      const arbitraged = terms.restore(terms.opening, 1, [price0, 1]);
      expect(value(arbitraged, pairTokenSpotValue) / fair).toBeCloseTo(1, 11);
      const { after } = terms.sell(terms.opening, 0, 1, sold, [price0, 1]);
      expect(value(after, pairTokenFairValue) / fair).toBeCloseTo(1, 10);
      expect(value(after, pairTokenSpotValue) / fair).toBeGreaterThanOrEqual(1 - 1e-12);
    }),
  );
});

test("a stable pool's token is marked at its weakest coin: 20/19 × 0.93", () => {
  const virtual = virtualPrice(decimal, decimal.parse("2e6"), decimal.parse("1.9e6"));
  const value = stablePoolTokenValue(decimal, virtual, [decimal.one, decimal.parse("0.93")]);
  expect(value.toFixed(30)).toBe("0.978947368421052631578947368421");
});
