import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deleverage, deleveragingOrder, deleveragingScore } from "../../../src/mechanics/perps/deleveraging.js";
import { dydxFillablePriceUsd, dydxLiquidationPriceUsd, insuranceDeltaUsd } from "../../../src/mechanics/perps/dydx.js";
import { fundingRate, fundingUsd } from "../../../src/mechanics/perps/funding.js";
import { drawOnFund } from "../../../src/mechanics/perps/insurance-fund.js";
import {
  bankruptcyPriceUsd,
  equityUsd,
  isBelowMaintenance,
  maintenanceUsd,
} from "../../../src/mechanics/perps/margin.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyPosition = fc
  .record({
    size: between(0.1, 100),
    isLong: fc.boolean(),
    entryPriceUsd: between(1, 1000),
    leverage: between(1.1, 18),
  })
  .map(({ size, isLong, entryPriceUsd, leverage }) => ({
    ...{ size: isLong ? size : -size, entryPriceUsd, depositUsd: (size * entryPriceUsd) / leverage },
  }));

describe("margin", () => {
  // A deposits 100 USD and is long 500 at 1 USD: bankrupt at 0.8, where 500·0.2 = 100 are lost.
  const long = { size: 500, entryPriceUsd: 1, depositUsd: 100 };

  test("by hand", () => {
    expect(equityUsd(float, long, 0.9)).toBeCloseTo(50, 12);
    expect(bankruptcyPriceUsd(float, long)).toBeCloseTo(0.8, 15);
    expect(bankruptcyPriceUsd(float, { ...long, size: -500 })).toBeCloseTo(1.2, 15);
    expect(maintenanceUsd(float, -500, 2, 0.03)).toBeCloseTo(30, 12);
  });

  test("at equality an account is safe", () => {
    const [equity, above] = [decimal.parse("12.015"), decimal.parse("12.0150000000000000000000000001")];
    expect(isBelowMaintenance(decimal, equity, equity)).toBe(false);
    expect(isBelowMaintenance(decimal, equity, above)).toBe(true);
  });

  test("at the bankruptcy price nothing is left; at dYdX's liquidation price equity is maintenance", () => {
    fc.assert(
      fc.property(anyPosition, between(0.001, 0.05), (position, maintenanceFraction) => {
        const { size, entryPriceUsd, depositUsd } = position;
        const scale = Math.abs(size) * entryPriceUsd;
        expect(Math.abs(equityUsd(float, position, bankruptcyPriceUsd(float, position)))).toBeLessThan(1e-12 * scale);
        const price = dydxLiquidationPriceUsd(float, {
          ...{ size, priceUsd: entryPriceUsd, equityUsd: depositUsd, maintenanceFraction },
        });
        const equity = equityUsd(float, position, price);
        expect(Math.abs(equity - maintenanceUsd(float, size, price, maintenanceFraction))).toBeLessThan(1e-12 * scale);
      }),
    );
  });
});

describe("dYdX's liquidation orders", () => {
  const position = { size: 10, priceUsd: 100, maintenanceFraction: 0.05 };
  const terms = { spreadToMaintenance: 1.5, bankruptcyAdjustment: 1 };

  test("are limited at the oracle price when equity is maintenance, and 1.5·MMF away when nothing is left", () => {
    expect(dydxFillablePriceUsd(float, { ...position, equityUsd: 50 }, terms)).toBeCloseTo(100, 12);
    expect(dydxFillablePriceUsd(float, { ...position, equityUsd: 25 }, terms)).toBeCloseTo(96.25, 12);
    expect(dydxFillablePriceUsd(float, { ...position, equityUsd: -10 }, terms)).toBeCloseTo(92.5, 12);
    expect(dydxFillablePriceUsd(float, { ...position, size: -10, equityUsd: 0 }, terms)).toBeCloseTo(107.5, 12);
  });

  test("pay the fund at most the penalty, and draw on it past the bankruptcy price", () => {
    const fill = { size: 500, bankruptcyPriceUsd: 0.8, maxPenalty: 0.015 };
    expect(insuranceDeltaUsd(float, { ...fill, fillPriceUsd: 0.77 })).toBeCloseTo(-15, 12);
    expect(insuranceDeltaUsd(float, { ...fill, fillPriceUsd: 0.805 })).toBeCloseTo(2.5, 12);
    expect(insuranceDeltaUsd(float, { ...fill, fillPriceUsd: 0.9 })).toBeCloseTo(6.75, 12);
    const short = { size: -500, bankruptcyPriceUsd: 1.2, maxPenalty: 0.015 };
    expect(insuranceDeltaUsd(float, { ...short, fillPriceUsd: 1.25 })).toBeCloseTo(-25, 12);
  });

  test("the fund pays as far as it reaches", () => {
    expect(drawOnFund(float, 10, 15)).toEqual({ paidUsd: 10, leftUsd: 0, uncoveredUsd: 5 });
    expect(drawOnFund(float, 100, 15)).toEqual({ paidUsd: 15, leftUsd: 85, uncoveredUsd: 0 });
    expect(drawOnFund(float, 100, -3)).toEqual({ paidUsd: 0, leftUsd: 100, uncoveredUsd: 0 });
  });
});

describe("funding", () => {
  // Hyperliquid's documentation: bid 10,100 over a spot of 10,000 gives a premium of 1 %, and with interest 0.01 % a rate of 0.95 %.
  test("the documentation's example", () => {
    const terms = { premium: 0.01, interestRate: 0.0001, clamp: 0.0005 };
    expect(fundingRate(float, terms)).toBeCloseTo(0.0095, 15);
    expect(fundingRate(float, { ...terms, cap: 0.004 })).toBe(0.004);
    expect(fundingRate(float, { ...terms, premium: 0.0002 })).toBeCloseTo(0.0001, 15);
    expect(fundingRate(float, { ...terms, premium: -0.01 })).toBeCloseTo(-0.0095, 15);
  });

  test("is paid by longs to shorts: 10 contracts at 10,000 USD, an eighth of 0.95 %", () => {
    expect(fundingUsd(float, 10, 10_000, 0.0095, 1 / 8)).toBeCloseTo(-118.75, 10);
    expect(fundingUsd(float, 10, 10_000, 0.0095, 1 / 8) + fundingUsd(float, -10, 10_000, 0.0095, 1 / 8)).toBe(0);
  });
});

describe("auto-deleveraging", () => {
  const at = (id: string, size: number, entryPriceUsd: number, depositUsd: number) => ({
    ...{ id, size, entryPriceUsd, depositUsd },
  });

  test("ranks by profit and leverage: 2·(200/110) before 2·(200/200), shorts by entry over mark", () => {
    const [keen, calm] = [at("keen", 1, 100, 10), at("calm", 1, 100, 100)];
    expect(deleveragingScore(float, keen, 200)).toBeCloseTo(2 * (200 / 110), 12);
    expect(deleveragingScore(float, calm, 200)).toBeCloseTo(2, 12);
    expect(deleveragingScore(float, at("short", -1, 400, 100), 200)).toBeCloseTo(2 * (200 / 300), 12);
    expect(deleveragingScore(float, at("gone", -1, 100, 50), 200)).toBe(0);
    expect(deleveragingOrder(float, [calm, keen], 200).map(({ id }) => id)).toEqual(["keen", "calm"]);
    expect(deleveragingOrder(float, [at("b", 1, 100, 100), calm], 200).map(({ id }) => id)).toEqual(["b", "calm"]);
  });

  test("closes the other side in order until the bankrupt position is gone", () => {
    const others = [at("a", 300, 1, 100), at("s", -50, 1, 10), at("b", 300, 1.1, 100)];
    const { closings, leftSize } = deleverage(float, -500, others, 1.2);
    expect(leftSize).toBe(0);
    expect(closings.map(({ id, size }) => [id, size])).toEqual([
      ["a", 300],
      ["b", 200],
    ]);
    expect(closings.map(({ realisedPnlUsd }) => realisedPnlUsd)).toEqual([
      expect.closeTo(60, 10),
      expect.closeTo(20, 10),
    ]);
    expect(deleverage(float, 500, others, 1.2).leftSize).toBe(450);
  });

  test("closes as much on one side as on the other, nobody by more than it has", () => {
    fc.assert(
      fc.property(fc.array(anyPosition, { maxLength: 8 }), anyPosition, between(1, 1000), (others, bankrupt, price) => {
        const named = others.map((each, k) => ({ ...each, id: `${k}` }));
        const ordered = deleveragingOrder(float, named, price);
        expect(deleveragingOrder(float, named.toReversed(), price)).toEqual(ordered);
        const { closings, leftSize } = deleverage(float, bankrupt.size, ordered, price);
        const closed = closings.reduce((sum, { size }) => sum + size, 0);
        expect(Math.abs(bankrupt.size + closed - leftSize)).toBeLessThan(1e-9);
        expect(leftSize * bankrupt.size).toBeGreaterThanOrEqual(0);
        for (const { id, size } of closings) {
          expect(Math.abs(size)).toBeLessThanOrEqual(Math.abs(named[Number(id)]?.size ?? 0));
          expect(size * bankrupt.size).toBeLessThan(0);
        }
      }),
    );
  });
});
