import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import { splitSale } from "../../../src/mechanics/venues/route.js";
import type { GmxPoolVenue, Literal } from "../../../src/model/scenario.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const literal = (value: number): Literal => String(value) as Literal;

const pool = (eth: number, usdc: number, fee = 0, exponent = 2): GmxPoolVenue => ({
  ...{ id: "gm", kind: "gmx-pool", fee: literal(fee), arbitragePerRound: literal(0) },
  balances: [
    { asset: "ETH", units: literal(eth) },
    { asset: "USDC", units: literal(usdc) },
  ],
  impact: { exponent: literal(exponent), positiveFactor: literal(1e-7), negativeFactor: literal(2e-7) },
});

const PRICES = [2000, 1];

describe("GMX's pool as a venue", () => {
  it("charges a swap that unbalances it: the 50,000 USD of the contract's README cost 500", () => {
    // Selling 25,000 USD of ETH into a balanced pool moves the imbalance from 0 to 50,000: 2e-7 · 50,000² = 500.
    const terms = venueTerms(float, pool(1000, 2e6));
    const { out, unfilled, after } = terms.sell(terms.opening, 0, 1, 12.5, PRICES);
    expect([out, unfilled]).toEqual([24_500, 0]);
    expect(after).toEqual([1012.5, 1_975_500]);
  });

  it("pays a swap that balances it, by the positive factor", () => {
    // From −50,000 to −25,000: 1e-7 · (50,000² − 25,000²) = 187.50 on 12,500 USD.
    const terms = venueTerms(float, pool(975, 2e6));
    expect(terms.sell(terms.opening, 0, 1, 6.25, PRICES).out).toBeCloseTo(12_687.5, 8);
    expect(terms.marginalPrice(terms.opening, 0, 1, PRICES)).toBeCloseTo(2000 * (1 + 4 * 1e-7 * 50_000), 8);
  });

  it("takes the fee before the swap", () => {
    const terms = venueTerms(decimal, pool(1000, 2e6, 0.001));
    const out = terms.sell(terms.opening, 0, 1, decimal.parse("10"), PRICES.map(decimal.fromNumber)).out;
    // 19,980 USD after fee; the imbalance grows to 39,960.
    expect(out.toNumber()).toBeCloseTo(19_980 - 2e-7 * 39_960 ** 2, 8);
  });

  it("finds no buyer beyond what it has, nor for what would fetch nothing", () => {
    // The next dollar fetches 1 − 4 · 2e-7 · d: nothing at d = 1,250,000, after 312.5 ETH.
    const terms = venueTerms(float, pool(1000, 2e6));
    expect(terms.sell(terms.opening, 0, 1, 400, PRICES).unfilled).toBeCloseTo(87.5, 6);
    const shallow = venueTerms(float, pool(50, 1e5));
    const { out, unfilled } = shallow.sell(shallow.opening, 0, 1, 100, PRICES);
    expect(out).toBeCloseTo(1e5, 6);
    expect(unfilled).toBeGreaterThan(0);
  });

  it("reaches a price with the amount that it says, and its price is the slope of what it pays", () => {
    const sizes = fc.double({ min: 1, max: 200, noNaN: true });
    const eth = fc.double({ min: 900, max: 1100, noNaN: true });
    const exponents = fc.constantFrom(1.5, 2, 2.5);
    fc.assert(
      fc.property(eth, sizes, exponents, fc.boolean(), (held, units, exponent, backwards) => {
        const terms = venueTerms(float, pool(held, 2e6, 0, exponent));
        const [tokenIn, tokenOut, amount] = backwards ? ([1, 0, units * 2000] as const) : ([0, 1, units] as const);
        const sale = terms.sell(terms.opening, tokenIn, tokenOut, amount, PRICES);
        fc.pre(sale.unfilled === 0);
        const step = amount * 1e-6;
        const more = terms.sell(terms.opening, tokenIn, tokenOut, amount + step, PRICES);
        const slope = (more.out - sale.out) / step;
        // A fresh pool at the same imbalance, so that what the impact left in it does not count.
        const reached = terms.amountToReach(terms.opening, tokenIn, tokenOut, slope, PRICES);
        expect(Math.abs(reached - amount) / amount).toBeLessThan(1e-3);
      }),
      { numRuns: 60 },
    );
  });

  it("shares a sale with another pool so that the last unit fetches the same", () => {
    const other = venueTerms(float, {
      ...{ id: "amm", kind: "constant-product", fee: literal(0), arbitragePerRound: literal(0) },
      balances: [
        { asset: "ETH", units: literal(1000) },
        { asset: "USDC", units: literal(2e6) },
      ],
    });
    const gmx = venueTerms(float, pool(1000, 2e6));
    const legs = [gmx, other].map((terms) => ({
      terms,
      state: terms.opening,
      tokenIn: 0,
      tokenOut: 1,
      outsideUsd: PRICES,
    }));
    const { legs: parts, unfilled } = splitSale(float, legs, 100);
    const [a, b] = parts.map(({ amountIn }) => amountIn);
    expect(unfilled).toBe(0);
    expect((a ?? 0) + (b ?? 0)).toBeCloseTo(100, 9);
    // 2000 · (1 − 4 · 2e-7 · 4000 · a) = 2000 · (1000/(1000 + b))².
    expect(1 - 3.2e-3 * (a ?? 0)).toBeCloseTo((1000 / (1000 + (b ?? 0))) ** 2, 8);
  });

  it("lets outsiders swap back a share of the imbalance at reference prices", () => {
    const terms = venueTerms(float, pool(1050, 2e6));
    const after = terms.restore(terms.opening, 0.5, PRICES);
    expect(after).toEqual([1037.5, 2_025_000]);
    expect(terms.follow(terms.opening, 0, 0.8)).toEqual(terms.opening);
  });
});
