import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PoolSide, splitConstantProduct } from "../../../src/mechanics/venues/constant-product-split.js";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import { type RouteLeg, splitSale } from "../../../src/mechanics/venues/route.js";
import type { Venue } from "../../../src/model/scenario.js";
import { type Arithmetic, at } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { book, constantProductPool, exchange, quotes, rangePool, stablePool, weightedPool } from "./venues.js";

function legOf<N>(n: Arithmetic<N>, venue: Venue): RouteLeg<N> {
  const terms = venueTerms(n, venue);
  return { terms, state: terms.opening, tokenIn: 0, tokenOut: 1, outsideUsd: [1, 1].map(n.fromNumber) };
}

/** Seven kinds of venue near a price of 1, some with a fee. */
const MIXED: readonly Venue[] = [
  constantProductPool(1_000, 1_010, "0.003"),
  constantProductPool(4_000, 3_900),
  stablePool([2_000, 1_900], 50, "0.0004"),
  weightedPool([800, 210], [4, 1], "0.002"),
  rangePool(1, [
    [0.8, 1.2, 3_000],
    [0.95, 1.01, 9_000],
  ]),
  book([
    [1, 100],
    [0.97, 300],
    [0.9, 2_000],
  ]),
  quotes([
    [300, 0.01],
    [2_000, 0.2],
  ]),
  exchange(1, 0.04, 1_000, 0.5),
];

/** What a split fetches. */
const fetched = <N>(n: Arithmetic<N>, legs: readonly RouteLeg<N>[], amounts: readonly N[]): N =>
  n.total(
    legs.map(
      ({ terms, state, tokenIn, tokenOut, outsideUsd }, k) =>
        terms.sell(state, tokenIn, tokenOut, at(amounts, k), outsideUsd).out,
    ),
  );

describe("the gap of a split sale", () => {
  test("moving a little from any venue to any other gains no more than it says, in decimals", () => {
    fc.assert(
      fc.property(
        fc.subarray([...MIXED], { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 20, max: 3_000 }),
        (venues, amount) => {
          const n = decimal;
          const legs = venues.map((venue) => legOf(n, venue));
          const split = splitSale(n, legs, n.fromNumber(amount));
          const gap = split.gap ?? n.zero;
          expect(gap.toNumber()).toBeLessThan(1e-30);
          if (!split.unfilled.isZero()) return;
          const amounts = split.legs.map(({ amountIn }) => amountIn);
          const before = fetched(n, legs, amounts);
          for (const part of ["1e-3", "1e-9"]) {
            const moved = n.mul(n.fromNumber(amount), n.parse(part));
            legs.forEach((_, from) => {
              legs.forEach((__, to) => {
                if (from === to || at(amounts, from).lt(moved)) return;
                const shifted = amounts.map((units, k) =>
                  k === from ? n.sub(units, moved) : k === to ? n.add(units, moved) : units,
                );
                const gain = n.sub(fetched(n, legs, shifted), before);
                // The last unit on `from` fetches at most 2 here; 1e-33 is what 40 digits leave of thousands.
                expect(gain.lte(moved.times(gap).times(2).plus("1e-33"))).toBe(true);
              });
            });
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("a split that is off by a tenth is beaten by such a move", () => {
    const legs = [constantProductPool(1_000, 1_000), constantProductPool(1_000, 1_000)].map((venue) =>
      legOf(float, venue),
    );
    expect(fetched(float, legs, [50, 50])).toBeGreaterThan(fetched(float, legs, [55, 45]));
  });

  test("one venue has none, and of empty venues there is none to speak of", () => {
    expect(splitSale(float, [legOf(float, constantProductPool(10, 10))], 5).gap).toBeUndefined();
    const full = [quotes([[5, 0.1]]), quotes([[5, 0.1]])].map((venue) => legOf(float, venue));
    expect(splitSale(float, full, 100)).toMatchObject({ gap: 0, unfilled: 90 });
  });
});

describe("constant-product pools in closed form", () => {
  test("by hand: 1/√m = (100 + 1,000 + 4,000)/(1,000 + 4,000), parts of 20 and 80", () => {
    const pools = [1_000, 4_000].map((units) => ({ reserveIn: units, reserveOut: units, fee: 0 }));
    const { amounts, lastPrice } = splitConstantProduct(float, pools, 100);
    expect(amounts[0]).toBeCloseTo(20, 10);
    expect(amounts[1]).toBeCloseTo(80, 10);
    expect(lastPrice).toBeCloseTo(1 / 1.02 ** 2, 14);
  });

  test("a pool whose first unit fetches less than the last on the others takes nothing", () => {
    const pools: PoolSide<number>[] = [
      { reserveIn: 1_000, reserveOut: 900, fee: 0 },
      { reserveIn: 10_000, reserveOut: 10_000, fee: 0 },
    ];
    expect(splitConstantProduct(float, pools, 100).amounts).toEqual([0, expect.closeTo(100, 9)]);
  });

  test("is what the search finds, for any pools", () => {
    const anyPool = fc.record({
      reserveIn: fc.integer({ min: 10, max: 1e6 }),
      reserveOut: fc.integer({ min: 10, max: 1e6 }),
      fee: fc.constantFrom("0", "0.0005", "0.003", "0.01"),
    });
    fc.assert(
      fc.property(
        fc.array(anyPool, { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 1, max: 1e6 }),
        (pools, amount) => {
          const n = decimal;
          const legs = pools.map(({ reserveIn, reserveOut, fee }) =>
            legOf(n, constantProductPool(reserveIn, reserveOut, fee)),
          );
          const sides = pools.map(({ reserveIn, reserveOut, fee }) => ({
            ...{ reserveIn: n.fromNumber(reserveIn), reserveOut: n.fromNumber(reserveOut), fee: n.parse(fee) },
          }));
          const closed = splitConstantProduct(n, sides, n.fromNumber(amount)).amounts;
          splitSale(n, legs, n.fromNumber(amount)).legs.forEach(({ amountIn }, k) => {
            const difference = amountIn.minus(at(closed, k)).abs();
            expect(difference.lt(n.fromNumber(amount).times("1e-20"))).toBe(true);
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
