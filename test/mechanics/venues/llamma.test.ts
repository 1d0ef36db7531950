import { describe, expect, it } from "vitest";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import { splitSale } from "../../../src/mechanics/venues/route.js";
import type { LlammaVenue, Scenario } from "../../../src/model/scenario.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { simulate } from "../../../src/propagation/index.js";
import { literal, pool, sale, small } from "../../propagation/small.js";

/** Bands a tenth wide below 1; at 0.9 the first holds quote only, the others asset only. */
const venue = (fee = 0): LlammaVenue => ({
  ...{ id: "bands", kind: "llamma", asset: "CRV", quote: "USD", amplification: literal(10), basePrice: literal(1) },
  ...{ firstBand: 0, fee: literal(fee), arbitragePerRound: literal(0) },
  bands: [
    { assetUnits: literal(0), quoteUnits: literal(90) },
    { assetUnits: literal(100), quoteUnits: literal(0) },
    { assetUnits: literal(100), quoteUnits: literal(0) },
  ],
});

const at90 = [0.9, 1];

describe("price bands as a venue", () => {
  const terms = venueTerms(float, venue());

  it("quotes the reference at the edge of two bands, and its cube over the edge's square off it", () => {
    expect(terms.marginalPrice(terms.opening, 0, 1, at90)).toBeCloseTo(0.9, 12);
    expect(1 / terms.marginalPrice(terms.opening, 1, 0, at90)).toBeCloseTo(0.9, 12);
    expect(terms.marginalPrice(terms.opening, 0, 1, [0.8, 1])).toBeCloseTo(0.8 ** 3 / 0.9 ** 2, 12);
    expect(terms.balances(terms.opening)).toEqual([200, 90]);
  });

  it("sells the asset of a band that has been entered: A·y·(1 − p/up) of it at p²/up", () => {
    // In units of the second band's upper edge, 0.9: reference 0.882 is 0.98 of it. 1000·0.02 = 20 CRV for 0.98²·0.9 each.
    const outside = [0.882, 1];
    const paid = 20 * 0.98 ** 2 * 0.9;
    const { out, unfilled, after } = terms.sell(terms.opening, 1, 0, paid, outside);
    expect([out, unfilled]).toEqual([expect.closeTo(20, 10), 0]);
    expect(1 / terms.marginalPrice(after, 1, 0, outside)).toBeCloseTo(0.882, 10);
    expect(terms.amountToReach(terms.opening, 1, 0, 1 / 0.882, outside)).toBeCloseTo(paid, 10);
    expect(terms.restore(terms.opening, 1, outside)).toEqual(after.map((units) => expect.closeTo(units, 10)));
    const half = terms.restore(terms.opening, 0.5, outside);
    const start = 0.882 ** 3 / 0.9 ** 2;
    expect(1 / terms.marginalPrice(half, 1, 0, outside)).toBeCloseTo(Math.sqrt(start * 0.882), 10);
  });

  it("takes no more than there is quote, and quotes on where it stopped", () => {
    const all = terms.amountToReach(terms.opening, 0, 1, 0, at90);
    const { out, unfilled, after } = terms.sell(terms.opening, 0, 1, all + 5, at90);
    expect(out).toBeCloseTo(90, 10);
    expect(unfilled).toBeCloseTo(5, 9);
    expect(terms.marginalPrice(after, 0, 1, at90)).toBeCloseTo(0.729, 10);
    expect(terms.amountToReach(after, 0, 1, 0, at90)).toBe(0);
  });

  it("returns what was sold for its proceeds, less where there is a fee, alike in both number systems", () => {
    for (const fee of [0, 0.006]) {
      const charging = venueTerms(float, venue(fee));
      const sold = charging.sell(charging.opening, 0, 1, 30, at90);
      const back = charging.sell(sold.after, 1, 0, sold.out, at90);
      if (fee === 0) expect(back.out).toBeCloseTo(30, 9);
      else expect(back.out).toBeLessThan(30 * (1 - fee));
      const exact = venueTerms(decimal, venue(fee));
      const amounts = [decimal.parse("0.9"), decimal.one];
      const same = exact.sell(exact.opening, 0, 1, decimal.parse("30"), amounts);
      expect(sold.out).toBeCloseTo(same.out.toNumber(), 10);
    }
  });

  it("shares a sale with another pool so that the last unit fetches the same on both", () => {
    const other = venueTerms(float, pool({ CRV: 100, USD: 90 }));
    const legs = [terms, other].map((each) => ({
      ...{ terms: each, state: each.opening, tokenIn: 0, tokenOut: 1, outsideUsd: at90 },
    }));
    const { legs: fills } = splitSale(float, legs, 20);
    const last = fills.map(({ fill }, k) => {
      return (k === 0 ? terms : other).marginalPrice(fill.after, 0, 1, at90);
    });
    expect(fills.every(({ amountIn }) => amountIn > 1)).toBe(true);
    expect(last[0]).toBeCloseTo(last[1] ?? 0, 9);
  });

  it.each(["float", "decimal"] as const)("is sold into in a run, and the books balance in %s", (numbers) => {
    const scenario: Scenario = small(
      { CRV: 0.9, USD: 1 },
      { venues: [venue(0.006), pool({ CRV: 100, USD: 90 })], shocks: [sale("CRV", 20, "USD")] },
    );
    const { result } = simulate(scenario, { numbers });
    expect(result.events.filter(({ kind }) => kind === "sale").map(({ to }) => to)).toEqual([
      "venue:bands",
      "venue:CRV/USD",
    ]);
    expect(result.audit.residual).toBeLessThan(1e-12);
  });
});
