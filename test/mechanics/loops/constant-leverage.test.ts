import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { motionPrices } from "../../../src/experiments/price-path.js";
import { constantLeverageEquity, volatilityDrag } from "../../../src/mechanics/loops/constant-leverage.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

describe("constant leverage", () => {
  test("by hand: 1, 1.1, 0.99 at leverage 2", () => {
    // Looking at every price: 1.2 · 0.8 = 0.96; at the ends only: 1 − 0.02 = 0.98.
    expect(constantLeverageEquity(float, 2, [1, 1.1, 0.99], 1)).toBeCloseTo(0.96, 14);
    expect(constantLeverageEquity(float, 2, [1, 1.1, 0.99], 2)).toBeCloseTo(0.98, 14);
    expect(constantLeverageEquity(float, 2, [1, 1.1, 0.99], 5)).toBeCloseTo(0.98, 14);
    expect(constantLeverageEquity(float, 3, [1, 0.6, 1.2], 1)).toBe(0);
    expect(constantLeverageEquity(float, 3, [1], 1)).toBe(1);
  });

  test("the drag: 3 · 2 · 0.8² / 2 = 1.92 a year, none at leverage 1, and 1 short loses what 2 long does", () => {
    expect(volatilityDrag(float, 3, 0.8)).toBeCloseTo(1.92, 14);
    expect(volatilityDrag(float, 1, 0.8)).toBe(0);
    expect(volatilityDrag(float, -1, 0.5)).toBeCloseTo(volatilityDrag(float, 2, 0.5), 14);
  });

  test.each([2, 3, 0.5, -1])(
    "at leverage %d the log of equity falls behind L·log price by the drag, in small steps",
    (leverage) => {
      // A year in steps of half an hour. Σr² has a standard deviation of σ²·√(2/n) about σ².
      const rounds = 17_520;
      const path = { kind: "gbm", asset: "A", drift: 0.1, volatility: 0.8, rounds, paths: 1, seed: 5 } as const;
      const prices = motionPrices(2000, 1800, path, 0);
      const behind =
        leverage * Math.log((prices.at(-1) ?? 0) / 2000) - Math.log(constantLeverageEquity(float, leverage, prices, 1));
      const drag = volatilityDrag(float, leverage, 0.8);
      expect(Math.abs(behind - drag)).toBeLessThan(4 * Math.abs(drag) * Math.sqrt(2 / rounds));
      // Looking a sixteenth as often is noisier, but off by no more than its own noise.
      const rarely =
        leverage * Math.log((prices.at(-1) ?? 0) / 2000) -
        Math.log(constantLeverageEquity(float, leverage, prices, 16));
      expect(Math.abs(rarely - drag)).toBeLessThan(4 * Math.abs(drag) * Math.sqrt(32 / rounds));
    },
  );

  test("float and decimal agree", () => {
    const price = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(price, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (prices, every) => {
        const exact = constantLeverageEquity(
          decimal,
          decimal.parse("2"),
          prices.map((p) => decimal.fromNumber(p)),
          every,
        );
        const found = constantLeverageEquity(float, 2, prices, every);
        expect(Math.abs(found - decimal.toNumber(exact))).toBeLessThanOrEqual(1e-9 * Math.max(1, found));
      }),
    );
  });
});

test("a drawn motion has the mean and deviation of its log price, path by path its own", () => {
  const path = { kind: "gbm", asset: "A", drift: 0.2, volatility: 0.5, rounds: 12, paths: 1, seed: 3 } as const;
  const year = 31_536_000;
  const ends = Array.from({ length: 3000 }, (_, i) =>
    Math.log((motionPrices(100, year / 12, path, i).at(-1) ?? 0) / 100),
  );
  const mean = ends.reduce((sum, x) => sum + x, 0) / ends.length;
  const deviation = Math.sqrt(ends.reduce((sum, x) => sum + (x - mean) ** 2, 0) / ends.length);
  // ln S has mean (μ − σ²/2)T = 0.075 and deviation σ√T = 0.5.
  expect(Math.abs(mean - 0.075)).toBeLessThan(4 * (0.5 / Math.sqrt(3000)));
  expect(Math.abs(deviation - 0.5)).toBeLessThan(4 * (0.5 / Math.sqrt(6000)));
  expect(motionPrices(100, year, path, 4)).toEqual(motionPrices(100, year, path, 4));
});
