import fc from "fast-check";
import { expect, it } from "vitest";
import { bandPrice } from "../../../../src/mechanics/cdp/llamma/band.js";
import { descended } from "../../../../src/mechanics/cdp/llamma/descended.js";
import { reach } from "../../../../src/mechanics/cdp/llamma/health.js";
import { readPoolOracle } from "../../../../src/mechanics/cdp/llamma/oracle-step.js";
import { float } from "../../../../src/numbers/float.js";

const band = { amplification: 10, priceUp: 1, collateral: 100 };

it("leaves collateral above the band, stablecoin at the geometric mean of its edges below it", () => {
  expect(descended(float, band, 1)).toEqual({ stable: 0, collateral: 100 });
  expect(descended(float, band, 1.2)).toEqual({ stable: 0, collateral: 100 });
  const below = descended(float, band, 0.9);
  expect(below.collateral).toBe(0);
  expect(below.stable).toBeCloseTo(100 * Math.sqrt(0.9), 10);
  expect(descended(float, band, 0.5)).toEqual(below);
});

it("is on its way between: y(√p − √0.9)/(√p(1 − √0.9)) is left at p, the rest sold at √p", () => {
  const root = Math.sqrt(0.95);
  const left = (100 * (root - Math.sqrt(0.9))) / (root * (1 - Math.sqrt(0.9)));
  const half = descended(float, band, 0.95);
  expect(half.collateral).toBeCloseTo(left, 10);
  expect(half.stable).toBeCloseTo((100 - left) * root, 10);
});

it("comes to the same on the way down and up, within the formula's own error, at a pool's price that is the oracle's", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 500 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (amplification, part) => {
        const oraclePrice = 1 - part / amplification;
        const now = descended(float, { amplification, priceUp: 1, collateral: 100 }, oraclePrice);
        const bands = { grid: { amplification, basePrice: 1 }, first: 0, held: [now] };
        const { stable, collateral } = reach(float, bands, oraclePrice);
        expect(Math.abs(stable / (100 * Math.sqrt(1 - 1 / amplification)) - 1)).toBeLessThan(2e-4);
        expect(Math.abs(collateral / 100 - 1)).toBeLessThan(2e-4);
        const price = bandPrice(float, { amplification, oraclePrice, priceUp: 1 }, now);
        expect(Math.abs(price / oraclePrice - 1)).toBeLessThan(5e-4);
      },
    ),
  );
});

it("reads the oracle as limited within two minutes, and charges 1 − r³ of what is left of them", () => {
  const calm = { price: 1, fee: 0 };
  const read = (price: number, elapsedSeconds: number) => readPoolOracle(float, calm, { price, elapsedSeconds });
  expect(read(0.5, 3600)).toEqual({ price: 0.5, fee: 0 });
  expect(read(0.5, 0).price).toBeCloseTo(0.8, 12);
  expect(read(0.5, 0).fee).toBeCloseTo(1 - 0.512, 12);
  expect(read(1.1, 60).price).toBe(1.1);
  expect(read(1.1, 60).fee).toBeCloseTo((1 - 1.1 ** -3) / 2, 12);
});
