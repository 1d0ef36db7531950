import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import { type RouteLeg, splitSale } from "../../../src/mechanics/venues/route.js";
import type { Venue } from "../../../src/model/scenario.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { anyConstantProduct, anyPowerLaw, anyStablePool, constantProductPool, exchange, quotes } from "./venues.js";

function legOf<N>(n: Arithmetic<N>, venue: Venue): RouteLeg<N> {
  const terms = venueTerms(n, venue);
  return { terms, state: terms.opening, tokenIn: 0, tokenOut: 1, outsideUsd: [1, 1, 1, 1].map(n.fromNumber) };
}
const route = (venues: readonly Venue[]) => venues.map((venue) => legOf(float, venue));
const amounts = (venues: readonly Venue[], amount: number) =>
  splitSale(float, route(venues), amount).legs.map(({ amountIn }) => amountIn);

describe("a sale over several venues", () => {
  test.each([float, decimal] as readonly Arithmetic<unknown>[])("equal pools take equal parts, in $name", (n) => {
    const pool = constantProductPool(1000, 3000, "0.003");
    const sale = splitSale(
      n,
      [pool, pool, pool].map((venue) => legOf(n, venue)),
      n.fromNumber(90),
    );
    for (const leg of sale.legs) expect(n.toNumber(leg.amountIn)).toBeCloseTo(30, 11);
  });

  test("pools at one price take parts in proportion to their depth", () => {
    const [small, large] = amounts([constantProductPool(1000, 1000), constantProductPool(4000, 4000)], 500);
    expect(small).toBeCloseTo(100, 10);
    expect(large).toBeCloseTo(400, 10);
  });

  test("a venue that is worse throughout takes nothing", () => {
    const [good, bad] = amounts([constantProductPool(1e6, 1e6), constantProductPool(1e6, 5e5)], 1000);
    expect([good, bad]).toEqual([1000, 0]);
  });

  test("one venue is straight through", () => {
    const pool = constantProductPool(100, 200);
    expect(splitSale(float, route([pool]), 300)).toMatchObject({ out: 150, unfilled: 0 });
  });

  test("venues without impact share at one price; the better one takes all", () => {
    expect(amounts([exchange(1, 0, 1, 1), exchange(1, 0, 1, 1)], 10)).toEqual([5, 5]);
    const pool = constantProductPool(100, 100);
    const [flat, curved] = amounts([exchange(1, 0, 1, 1), pool], 10);
    expect(flat).toBeCloseTo(10, 9);
    expect(curved).toBeCloseTo(0, 9);
  });

  test("pools that pay nothing take even parts", () => {
    const legs = [1, 2, 3].map((units) => {
      const leg = legOf(float, constantProductPool(units, units));
      return { ...leg, state: leg.terms.follow(leg.state, 0, 0) };
    });
    const sale = splitSale(float, legs, 9);
    expect(sale.legs.map(({ amountIn }) => amountIn)).toEqual([3, 3, 3]);
    expect([sale.out, sale.unfilled]).toEqual([0, 0]);
  });

  test("a venue whose price starts at nothing the other way round, after all was sold, is bought from first", () => {
    const emptied = legOf(float, exchange(1, 0.1, 100, 1));
    const buying = { ...emptied, state: [1000], tokenIn: 1, tokenOut: 0 };
    const pool = { ...legOf(float, constantProductPool(1e4, 1e4)), tokenIn: 1, tokenOut: 0 };
    const sale = splitSale(float, [buying, pool], 100);
    expect(sale.legs[0]?.amountIn).toBeCloseTo(100, 9);
    expect(sale.out).toBeGreaterThan(400);
  });

  test("what none can take comes back", () => {
    const sale = splitSale(float, route([quotes([[100, 0.1]]), quotes([[50, 0.4]])]), 180);
    expect(sale.legs.map(({ amountIn, fill }) => amountIn - fill.unfilled)).toEqual([100, 50]);
    expect(sale.unfilled).toBeCloseTo(30, 10);
    expect(sale.out).toBeCloseTo(90 + 30, 10);
  });

  const anySmooth = fc.oneof(anyConstantProduct, anyStablePool, anyPowerLaw);
  const several = fc.array(anySmooth, { minLength: 2, maxLength: 4 });
  const sizes = fc.double({ min: 0.1, max: 2e4, noNaN: true });

  test("the parts add up, marginal prices after fee meet, and no venue alone would fetch more", () => {
    fc.assert(
      fc.property(several, sizes, (venues, amount) => {
        const legs = route(venues);
        const sale = splitSale(float, legs, amount);
        const sum = sale.legs.reduce((total, { amountIn }) => total + amountIn, 0);
        expect(Math.abs(sum - amount)).toBeLessThanOrEqual(1e-12 * amount);
        if (sale.unfilled === 0 && legs.every(({ terms }) => terms.fee === 0)) {
          const ends = legs.map(({ terms, outsideUsd }, k) =>
            terms.marginalPrice(sale.legs[k]?.fill.after ?? [], 0, 1, outsideUsd),
          );
          const used = ends.filter((_, k) => (sale.legs[k]?.amountIn ?? 0) > 1e-9 * amount);
          const worst = Math.min(...used);
          expect(Math.max(...ends) / worst - 1).toBeLessThan(1e-9);
        }
        for (const { terms, state, outsideUsd } of legs) {
          const alone = terms.sell(state, 0, 1, amount, outsideUsd).out;
          expect(sale.out).toBeGreaterThanOrEqual(alone * (1 - 1e-12));
        }
      }),
    );
  });

  test("moving a little from one venue to another fetches less: the split is the best one, fees included", () => {
    fc.assert(
      fc.property(fc.tuple(anyConstantProduct, anyConstantProduct), sizes, (venues, amount) => {
        const legs = route(venues);
        const sale = splitSale(float, legs, amount);
        const [a, b] = sale.legs.map(({ amountIn }) => amountIn) as [number, number];
        const step = 1e-3 * amount;
        const fetched = (first: number, second: number): number =>
          [first, second].reduce((total, units, k) => {
            const leg = legs[k];
            return total + (leg?.terms.sell(leg.state, 0, 1, units, leg.outsideUsd).out ?? 0);
          }, 0);
        if (a >= step) expect(fetched(a - step, b + step)).toBeLessThanOrEqual(sale.out * (1 + 1e-12));
        if (b >= step) expect(fetched(a + step, b - step)).toBeLessThanOrEqual(sale.out * (1 + 1e-12));
      }),
    );
  });

  test("a larger sale takes more from every venue and fetches more", () => {
    fc.assert(
      fc.property(several, sizes, fc.double({ min: 1.01, max: 3, noNaN: true }), (venues, amount, growth) => {
        const [small, large] = [
          splitSale(float, route(venues), amount),
          splitSale(float, route(venues), amount * growth),
        ];
        fc.pre(large.unfilled === 0);
        expect(large.out).toBeGreaterThan(small.out);
        large.legs.forEach(({ amountIn }, k) => {
          expect(amountIn).toBeGreaterThanOrEqual((small.legs[k]?.amountIn ?? 0) - 1e-9 * amount);
        });
      }),
    );
  });
});
