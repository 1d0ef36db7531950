import { describe, expect, test } from "vitest";
import { venueTerms } from "../../../src/mechanics/venues/index.js";
import { sellIntoBook } from "../../../src/mechanics/venues/order-book.js";
import { powerLawImpact } from "../../../src/mechanics/venues/power-law.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { exchange, quotes } from "./venues.js";

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("quoted venues in $name", (n) => {
  const num = n.toNumber;
  /** A is worth 2 B. */
  const prices = [n.parse("6"), n.parse("3")];

  describe("a depth curve through 100 units at 10 % and 300 units at 30 %", () => {
    const terms = venueTerms(
      n,
      quotes([
        [100, 0.1],
        [300, 0.3],
      ]),
    );
    const sell = (state: readonly unknown[], units: number, tokenIn = 0) =>
      terms.sell(state, tokenIn, 1 - tokenIn, n.fromNumber(units), prices);

    test("200 units fetch 200·2·(1 − 20 %); in two halves 180 and 140", () => {
      expect(num(sell(terms.opening, 200).out)).toBeCloseTo(320, 10);
      const first = sell(terms.opening, 100);
      expect(num(first.out)).toBeCloseTo(180, 10);
      expect(num(sell(first.after, 100).out)).toBeCloseTo(140, 10);
    });

    test("past the last point nothing is sold", () => {
      const fill = sell(terms.opening, 450);
      expect([num(fill.out), num(fill.unfilled), ...fill.after.map(num)]).toEqual([420, 150, 300]);
      expect(num(sell(fill.after, 5).unfilled)).toBe(5);
    });

    test("the last of 100 units fetches 2·(1 − 10 % − 100·0.1 %) and 100 units reach 1.6", () => {
      const after = sell(terms.opening, 100).after;
      expect(num(terms.marginalPrice(after, 0, 1, prices))).toBeCloseTo(1.6, 12);
      expect(num(terms.amountToReach(terms.opening, 0, 1, n.parse("1.6"), prices))).toBeCloseTo(100, 9);
      expect(num(terms.amountToReach(after, 0, 1, n.parse("1.4"), prices))).toBeCloseTo(50, 9);
      expect(num(terms.amountToReach(terms.opening, 0, 1, n.parse("2.1"), prices))).toBe(0);
    });

    test("buying 100 units costs 200/(1 − 10 %), and the curve ends at 300", () => {
      const fill = sell(terms.opening, 200 / 0.9, 1);
      expect(num(fill.out)).toBeCloseTo(100, 9);
      expect(fill.after.map(num)[0]).toBeCloseTo(-100, 9);
      const all = sell(terms.opening, 1000, 1);
      expect(num(all.out)).toBeCloseTo(300, 9);
      expect(num(all.unfilled)).toBeCloseTo(1000 - 600 / 0.7, 9);
      // d/dQ Q/(1 − Q/1000) at 100 is 1/0.81.
      expect(num(terms.marginalPrice(fill.after, 1, 0, prices))).toBeCloseTo(0.81 / 2, 9);
    });

    test("arbitrage forgets a share of what was sold; the reference price needs no following", () => {
      expect(terms.restore([n.fromNumber(80)], n.parse("0.25"), prices).map(num)).toEqual([60]);
      expect(terms.follow([n.fromNumber(80)], 0, n.parse("0.5")).map(num)).toEqual([80]);
      expect(terms.balances(terms.opening)).toBeUndefined();
    });

    test("an asset of no value fetches nothing", () => {
      const fill = terms.sell(terms.opening, 0, 1, n.fromNumber(50), [n.zero, n.one]);
      expect([num(fill.out), num(fill.unfilled)]).toEqual([0, 0]);
    });
  });

  test("linear law Y·σ/V = 0.1 %: 100 units end at 90 % and fetch 95 %; the price is 0 at 1000", () => {
    const terms = venueTerms(n, exchange(1, 0.1, 100, 1));
    const fill = terms.sell(terms.opening, 0, 1, n.fromNumber(100), prices);
    expect(num(fill.out)).toBeCloseTo(190, 10);
    expect(num(terms.marginalPrice(fill.after, 0, 1, prices))).toBeCloseTo(1.8, 12);
    expect(num(terms.amountToReach(terms.opening, 0, 1, n.parse("1.8"), prices))).toBeCloseTo(100, 9);
    const all = terms.sell(terms.opening, 0, 1, n.fromNumber(1500), prices);
    expect(num(all.out)).toBeCloseTo(1000, 8);
    expect(num(all.unfilled)).toBeCloseTo(500, 8);
  });

  test("square-root law: 10 of 400 million at 4 % a day moves the price by 0.632 %", () => {
    const law = { prefactor: "1", dailyVolatility: "0.04", dailyVolumeUnits: "4e8", exponent: "0.5" };
    const read = {
      prefactor: n.parse(law.prefactor),
      dailyVolatility: n.parse(law.dailyVolatility),
      dailyVolumeUnits: n.parse(law.dailyVolumeUnits),
      exponent: n.parse(law.exponent),
    };
    expect(num(powerLawImpact(n, read, n.parse("1e7")))).toBeCloseTo(0.006324555320336759, 15);
  });

  test("without volatility there is no impact and no limit, either way", () => {
    const terms = venueTerms(n, exchange(1, 0, 100, 0.5));
    const fill = terms.sell(terms.opening, 0, 1, n.parse("1e9"), prices);
    expect([num(fill.out), num(fill.unfilled)]).toEqual([2e9, 0]);
    const back = terms.sell(fill.after, 1, 0, n.parse("1e10"), prices);
    expect([num(back.out), num(back.unfilled)]).toEqual([5e9, 0]);
    expect(num(terms.amountToReach(terms.opening, 1, 0, n.parse("0.4"), prices))).toBe(Number.POSITIVE_INFINITY);
    expect(num(terms.amountToReach(terms.opening, 1, 0, n.parse("0.6"), prices))).toBe(0);
  });

  test("an order book is walked from the highest bid and reports what it could not take", () => {
    const bids = [
      { price: n.parse("95"), units: n.parse("400") },
      { price: n.parse("99"), units: n.parse("100") },
      { price: n.parse("98"), units: n.parse("200") },
    ];
    const sale = sellIntoBook(n, bids, n.parse("450"));
    expect(num(sale.proceeds)).toBe(43750);
    expect(sale.lastPrice === undefined ? undefined : num(sale.lastPrice)).toBe(95);
    expect(num(sellIntoBook(n, bids, n.parse("800")).unfilled)).toBe(100);
    expect(sellIntoBook(n, bids, n.zero).averagePrice).toBeUndefined();
  });
});
