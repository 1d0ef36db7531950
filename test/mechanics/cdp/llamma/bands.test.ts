import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Bands, exchange, pricesOf, tradeToPrice } from "../../../../src/mechanics/cdp/llamma/amm.js";
import {
  type Band,
  bandCurve,
  bandPrice,
  currentPriceDown,
  currentPriceUp,
  oraclePriceUp,
} from "../../../../src/mechanics/cdp/llamma/band.js";
import { holdings } from "../../../../src/mechanics/cdp/llamma/loan.js";
import { float } from "../../../../src/numbers/float.js";
import { free, grid, someBands, toll } from "./bands.js";

const close = (a: number, b: number, relative: number): void =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(relative * Math.max(Math.abs(a), Math.abs(b), 1e-9));

describe("a band", () => {
  test("is one A-th of its price wide, above and below band 0", () => {
    expect(oraclePriceUp(float, grid, 0)).toBe(2000);
    expect(oraclePriceUp(float, grid, 1)).toBeCloseTo(1980, 10);
    expect(oraclePriceUp(float, grid, -1)).toBeCloseTo(2000 / 0.99, 10);
  });

  test("is priced by the oracle at its edges, and three times as steeply elsewhere", () => {
    expect(currentPriceDown(float, 1980, 1980)).toBe(1980);
    const [before, after] = [currentPriceDown(float, 1900, 1980), currentPriceDown(float, 1881, 1980)];
    expect(after / before).toBeCloseTo(0.99 ** 3, 12);
  });

  const prices = { amplification: 100, oraclePrice: 1950, priceUp: 1960.2 };

  test("has the price of an edge when it holds one token only, and of its middle when it holds nothing", () => {
    const [down, up] = [currentPriceDown(float, 1950, 1960.2), currentPriceUp(float, 1950, 1960.2 * 0.99)];
    close(bandPrice(float, prices, { stable: 0, collateral: 7 }), down, 1e-13);
    close(bandPrice(float, prices, { stable: 7000, collateral: 0 }), up, 1e-13);
    close(bandPrice(float, prices, { stable: 0, collateral: 0 }), down / 0.99, 1e-13);
  });

  test("keeps (f + x)(g + y) = p·A²·y₀², whatever it holds", () => {
    const held = fc.record({
      stable: fc.double({ min: 0, max: 1e5, noNaN: true }),
      collateral: fc.double({ min: 0.01, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(held, fc.double({ min: 1500, max: 2500, noNaN: true }), (band: Band<number>, oraclePrice) => {
        const { y0, virtualStable, virtualCollateral } = bandCurve(float, { ...prices, oraclePrice }, band);
        const product = (virtualStable + band.stable) * (virtualCollateral + band.collateral);
        close(product, oraclePrice * (100 * y0) ** 2, 1e-12);
      }),
    );
  });
});

const worth = (bands: Bands<number>) => holdings(float, bands);

describe("trades", () => {
  test("of one band: all its collateral costs the mean of its prices, √(down·up), and no more can be had", () => {
    const bands = { grid, first: 1, held: [{ stable: 0, collateral: 10 }] };
    const trade = exchange(float, bands, { direction: "buy-collateral", amount: 1e6, oraclePrice: 1970 }, free);
    const mean = Math.sqrt(currentPriceDown(float, 1970, 1980) * currentPriceUp(float, 1970, 1960.2));
    expect(trade.got).toBe(10);
    expect(trade.paid).toBeCloseTo(10 * mean, 8);
    expect(trade.unfilled).toBeCloseTo(1e6 - 10 * mean, 6);
    expect(trade.after.held[0]?.collateral).toBe(0);
  });

  test("take the band of the best price first", () => {
    const bands = {
      grid,
      first: 0,
      held: [
        { stable: 0, collateral: 1 },
        { stable: 0, collateral: 1 },
      ],
    };
    const bought = exchange(float, bands, { direction: "buy-collateral", amount: 100, oraclePrice: 1990 }, free);
    expect(bought.after.held.map(({ stable }) => stable)).toEqual([100, 0]);
    const full = {
      grid,
      first: 0,
      held: [
        { stable: 500, collateral: 0 },
        { stable: 500, collateral: 0 },
      ],
    };
    const sold = exchange(float, full, { direction: "sell-collateral", amount: 0.1, oraclePrice: 1950 }, free);
    expect(sold.after.held.map(({ collateral }) => collateral)).toEqual([0, 0.1]);
  });

  test("conserve both tokens, and the admin gets his share of the fee", () => {
    fc.assert(
      fc.property(
        someBands,
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        fc.boolean(),
        ({ bands, oraclePrice }, size, buys) => {
          const direction = buys ? "buy-collateral" : "sell-collateral";
          const before = worth(bands);
          const amount = size * (buys ? before.collateral * oraclePrice : before.stable / oraclePrice);
          const trade = exchange(float, bands, { direction, amount, oraclePrice }, toll);
          const after = worth(trade.after);
          close(trade.paid + trade.unfilled, amount, 1e-12);
          close(trade.adminFee, trade.paid * toll.fee * toll.adminShare, 1e-12);
          const kept = trade.paid - trade.adminFee;
          close(after.stable, before.stable + (buys ? kept : -trade.got), 1e-10);
          close(after.collateral, before.collateral + (buys ? -trade.got : kept), 1e-10);
          for (const { stable, collateral } of trade.after.held)
            expect(Math.min(stable, collateral)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test("there and back without a fee change nothing, and with one they cost the trader", () => {
    fc.assert(
      fc.property(someBands, fc.double({ min: 0.01, max: 0.9, noNaN: true }), ({ bands, oraclePrice }, size) => {
        fc.pre(worth(bands).collateral > 0.01);
        const amount = size * worth(bands).collateral * oraclePrice * 0.5;
        for (const fees of [free, toll]) {
          const bought = exchange(float, bands, { direction: "buy-collateral", amount, oraclePrice }, fees);
          const order = { direction: "sell-collateral", amount: bought.got, oraclePrice } as const;
          const sold = exchange(float, bought.after, order, fees);
          if (fees === free) close(sold.got, bought.paid, 1e-9);
          else expect(sold.got).toBeLessThan(bought.paid);
        }
      }),
    );
  });

  test("to a price are trades of as much as they say, and end at it", () => {
    fc.assert(
      fc.property(someBands, fc.double({ min: 0.9, max: 1.1, noNaN: true }), ({ bands, oraclePrice }, factor) => {
        const price = factor * oraclePrice;
        for (const direction of ["buy-collateral", "sell-collateral"] as const) {
          const goal = tradeToPrice(float, bands, { direction, price, oraclePrice }, free);
          const same = exchange(float, bands, { direction, amount: goal.paid, oraclePrice }, free);
          close(same.got, goal.got, 1e-9);
          const prices = pricesOf(float, bands, oraclePrice);
          for (const [place, band] of goal.after.held.entries()) {
            const left = direction === "buy-collateral" ? band.collateral : band.stable;
            if (left === 0) continue;
            const now = bandPrice(float, prices[place] as (typeof prices)[number], band);
            if (direction === "buy-collateral") expect(now).toBeGreaterThanOrEqual(price * (1 - 1e-9));
            else expect(now).toBeLessThanOrEqual(price * (1 + 1e-9));
          }
        }
      }),
    );
  });
});
