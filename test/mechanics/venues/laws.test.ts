import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import type { Venue } from "../../../src/model/scenario.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { anyBook, anyDepthCurve, anyPool, anyPowerLaw, anyVenue } from "./venues.js";

const PRICES = [2, 1, 1, 1];
const sizes = fc.double({ min: 0.001, max: 0.8, noNaN: true });

/** A size in proportion to what the venue can take. */
function unitsOf(venue: Venue, share: number): number {
  switch (venue.kind) {
    case "depth-curve":
      return share * Number(venue.points.at(-1)?.units ?? 0);
    case "power-law": {
      const strength = Number(venue.prefactor) * Number(venue.dailyVolatility);
      return share * Number(venue.dailyVolumeUnits) * (1 / strength) ** (1 / Number(venue.exponent));
    }
    case "order-book":
      return share * venue.bids.reduce((sum, { units }) => sum + Number(units), 0);
    case "llamma":
    case "uniswap-v3": {
      const terms = venueTerms(float, venue);
      return share * (terms.balances(terms.opening)?.[0] ?? 0);
    }
    default:
      return share * Number(venue.balances[0]?.units ?? 0);
  }
}

const close = (a: number, b: number, relative: number): void =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(relative * Math.max(Math.abs(a), Math.abs(b)));

describe("laws of every venue", () => {
  test("a sale fetches less than the price before it, and a larger one fetches more in all and less a unit", () => {
    fc.assert(
      fc.property(fc.oneof(anyVenue, anyBook), sizes, sizes, (venue, a, b) => {
        fc.pre(Math.abs(a - b) > 1e-3);
        const terms = venueTerms(float, venue);
        const [less, more] = [unitsOf(venue, Math.min(a, b)), unitsOf(venue, Math.max(a, b))];
        const small = terms.sell(terms.opening, 0, 1, less, PRICES);
        const large = terms.sell(terms.opening, 0, 1, more, PRICES);
        const best = terms.marginalPrice(terms.opening, 0, 1, PRICES) * (1 - terms.fee);
        expect(small.out / less).toBeLessThanOrEqual(best * (1 + 1e-9));
        expect(large.out).toBeGreaterThan(small.out);
        expect(large.out / more).toBeLessThan((small.out / less) * (1 + 1e-9));
        expect([small.unfilled, large.unfilled]).toEqual([0, 0]);
      }),
    );
  });

  test("selling in two goes is selling at once where there is no fee", () => {
    fc.assert(
      fc.property(fc.oneof(anyVenue, anyBook), sizes, sizes, (venue, a, b) => {
        const terms = venueTerms(float, venue);
        fc.pre(terms.fee === 0);
        const [first, second] = [unitsOf(venue, a / 2), unitsOf(venue, b / 2)];
        const one = terms.sell(terms.opening, 0, 1, first, PRICES);
        const two = terms.sell(one.after, 0, 1, second, PRICES);
        const both = terms.sell(terms.opening, 0, 1, first + second, PRICES);
        close(one.out + two.out, both.out, 1e-9);
      }),
    );
  });

  test("buying back with the proceeds returns what was sold, and less where there is a fee", () => {
    fc.assert(
      fc.property(anyVenue, sizes, fc.boolean(), (venue, share, backwards) => {
        const terms = venueTerms(float, venue);
        const [tokenIn, tokenOut] = backwards ? [1, 0] : [0, 1];
        const units = unitsOf(venue, share / 10);
        const sale = terms.sell(terms.opening, tokenIn, tokenOut, units, PRICES);
        const back = terms.sell(sale.after, tokenOut, tokenIn, sale.out, PRICES);
        if (terms.fee === 0) close(back.out, units, 1e-8);
        else expect(back.out).toBeLessThan(units);
      }),
    );
  });

  test("the amount to reach a price ends at that price where there is no fee", () => {
    fc.assert(
      fc.property(
        fc.oneof(anyPool, anyPowerLaw),
        fc.double({ min: 0.3, max: 0.999, noNaN: true }),
        fc.boolean(),
        (venue, share, backwards) => {
          const terms = venueTerms(float, venue);
          fc.pre(terms.fee === 0);
          const [tokenIn, tokenOut] = backwards ? [1, 0] : [0, 1];
          const goal = share * terms.marginalPrice(terms.opening, tokenIn, tokenOut, PRICES);
          const amount = terms.amountToReach(terms.opening, tokenIn, tokenOut, goal, PRICES);
          const { after, unfilled } = terms.sell(terms.opening, tokenIn, tokenOut, amount, PRICES);
          expect(unfilled).toBeLessThanOrEqual(amount * 1e-12);
          const price = terms.marginalPrice(after, tokenIn, tokenOut, PRICES);
          // Buying stops at the limit of the curve, which may come before the price.
          if (venue.kind === "power-law" && backwards) expect(price).toBeGreaterThanOrEqual(goal * (1 - 1e-9));
          else close(price, goal, 1e-7);
          expect(terms.amountToReach(after, tokenIn, tokenOut, goal * 1.01, PRICES)).toBe(0);
        },
      ),
    );
  });

  test("quotes: one unit more than the amount to reach a price fetches less than it", () => {
    fc.assert(
      fc.property(fc.oneof(anyDepthCurve, anyBook), fc.double({ min: 0.2, max: 1.9, noNaN: true }), (venue, goal) => {
        const terms = venueTerms(float, venue);
        const amount = terms.amountToReach(terms.opening, 0, 1, goal, PRICES);
        const step = unitsOf(venue, 1e-6);
        const at = terms.sell(terms.opening, 0, 1, amount, PRICES);
        const next = terms.sell(at.after, 0, 1, step, PRICES);
        if (next.unfilled === 0) expect(next.out / step).toBeLessThan(goal * (1 + 1e-6));
        if (amount > step) {
          const before = terms.sell(terms.opening, 0, 1, amount - step, PRICES);
          expect((at.out - before.out) / step).toBeGreaterThan(goal * (1 - 1e-4));
        }
      }),
    );
  });

  test("float and decimal agree", () => {
    fc.assert(
      fc.property(fc.oneof(anyVenue, anyBook), sizes, (venue, share) => {
        const [fast, exact] = [venueTerms(float, venue), venueTerms(decimal, venue)];
        const units = unitsOf(venue, share);
        const prices = PRICES.map(decimal.fromNumber);
        const sale = exact.sell(exact.opening, 0, 1, decimal.fromNumber(units), prices);
        close(fast.sell(fast.opening, 0, 1, units, PRICES).out, decimal.toNumber(sale.out), 1e-11);
        const goal = exact.marginalPrice(sale.after, 0, 1, prices);
        const back = exact.amountToReach(exact.opening, 0, 1, goal, prices);
        const isStepped = venue.kind === "depth-curve" || venue.kind === "order-book";
        if (fast.fee === 0 && !isStepped) close(decimal.toNumber(back), units, 1e-12);
      }),
      { numRuns: 40 },
    );
  });
});

describe("laws of pools", () => {
  const factors = fc.double({ min: 0.05, max: 5, noNaN: true });

  test("following multiplies one token's price and leaves the others' prices and the invariant", () => {
    fc.assert(
      fc.property(anyPool, factors, fc.nat(), (venue, factor, pick) => {
        const terms = venueTerms(float, venue);
        const token = pick % terms.tokens.length;
        const after = terms.follow(terms.opening, token, factor);
        const others = terms.tokens.map((_, place) => place).filter((place) => place !== token);
        for (const other of others) {
          const before = terms.marginalPrice(terms.opening, token, other, PRICES);
          close(terms.marginalPrice(after, token, other, PRICES), factor * before, 1e-9);
        }
        const back = terms.follow(after, token, 1 / factor);
        for (const [place, units] of back.entries()) close(units, terms.opening[place] ?? 0, 1e-6);
      }),
    );
  });

  test("restoring closes the gap to the reference, wholly, not at all, or by its share whichever token comes first", () => {
    fc.assert(
      fc.property(anyPool, fc.double({ min: 0.01, max: 0.99, noNaN: true }), factors, (venue, share, reference) => {
        const terms = venueTerms(float, venue);
        const outside = terms.tokens.map((_, place) => (place === 0 ? reference : 1));
        const price = (state: readonly number[], a: number, b: number) => terms.marginalPrice(state, a, b, outside);
        close(price(terms.restore(terms.opening, 1, outside), 0, 1), reference, 1e-9);
        expect(terms.restore(terms.opening, 0, outside)).toEqual(terms.opening);
        const some = terms.restore(terms.opening, share, outside);
        const start = price(terms.opening, 0, 1);
        close(price(some, 0, 1), start * (reference / start) ** share, 1e-9);
        close(price(some, 1, 0), (1 / start) * (start / reference) ** share, 1e-9);
      }),
    );
  });

  test("what a sale brings in and takes out is what the balances gain and lose, and no balance falls below 0", () => {
    fc.assert(
      fc.property(anyPool, sizes, fc.boolean(), factors, (venue, share, backwards, factor) => {
        const terms = venueTerms(float, venue);
        const [tokenIn, tokenOut] = backwards ? [1, 0] : [0, 1];
        const state = terms.follow(terms.opening, 0, factor);
        const before = terms.balances(state) ?? [];
        const amount = 3 * share * (before[tokenIn] ?? 0);
        const { out, unfilled, after } = terms.sell(state, tokenIn, tokenOut, amount, PRICES);
        const held = terms.balances(after) ?? [];
        const scale = (token: number) => 1e-9 * Math.max(before[token] ?? 0, held[token] ?? 0);
        for (const [token, units] of held.entries()) {
          const gain = token === tokenIn ? amount - unfilled : token === tokenOut ? -out : 0;
          expect(Math.abs(units - (before[token] ?? 0) - gain)).toBeLessThanOrEqual(scale(token));
          expect(units).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test("a pool whose token has become worthless buys it at nothing and sells nothing else", () => {
    fc.assert(
      fc.property(anyPool, (venue) => {
        const terms = venueTerms(float, venue);
        const dead = terms.follow(terms.opening, 0, 0);
        expect(terms.sell(dead, 0, 1, 5, PRICES)).toMatchObject({ out: 0, unfilled: 0 });
        expect(terms.sell(dead, 1, 0, 5, PRICES)).toEqual({ out: 0, unfilled: 5, after: dead });
        expect(terms.marginalPrice(dead, 0, 1, PRICES)).toBe(0);
        expect(terms.amountToReach(dead, 0, 1, 0.01, PRICES)).toBe(0);
      }),
    );
  });
});
