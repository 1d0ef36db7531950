import { expect, test } from "vitest";
import { cappedRatio, limitedPrice } from "../../../src/mechanics/oracles/limits.js";
import { float } from "../../../src/numbers/float.js";

test("a ratio of 1.15 that may grow by 9.68 % a year is at most 1.2049 after 180 days", () => {
  const cap = { snapshotRatio: 1.15, yearlyGrowth: 0.0968, elapsedDays: 180 };
  expect(cappedRatio(float, cap)).toBeCloseTo(1.15 * (1 + (0.0968 * 180) / 365), 14);
  expect(cappedRatio(float, { ...cap, elapsedDays: 0 })).toBe(1.15);
});

test.each([
  [1200, 10, 1600],
  [3000, 10, 2500],
  [1900, 10, 1900],
  [1200, 119, 1600],
  [1200, 120, 1200],
])("from 2000 to %i within %i s is seen as %i", (newPrice, elapsedSeconds, seen) => {
  const change = { oldPrice: 2000, newPrice, elapsedSeconds, maxFactor: 1.25, windowSeconds: 120 };
  expect(limitedPrice(float, change)).toBe(seen);
});
