import fc from "fast-check";
import { expect, test } from "vitest";
import {
  healthAtLeverage,
  impliedLtv,
  leverAfterRounds,
  leverAlongChain,
  leverageAtHealth,
  liquidationPriceRatio,
  maxLeverage,
} from "../../../src/mechanics/loops/loop.js";
import { unwindRounds } from "../../../src/mechanics/loops/unwind.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const value = (min: number, max: number) => fc.double({ min, max, noNaN: true });

test("the closed form is what borrowing and depositing again, round by round, comes to", () => {
  fc.assert(
    fc.property(value(0.01, 0.98), fc.integer({ min: 0, max: 40 }), value(0.1, 1e6), (ltv, rounds, equity) => {
      let [collateral, debt, deposit] = [equity, 0, equity];
      for (let round = 0; round < rounds; round += 1) {
        deposit *= ltv;
        debt += deposit;
        collateral += deposit;
      }
      const loop = leverAfterRounds(float, equity, ltv, rounds);
      expect(Math.abs(loop.collateral / collateral - 1)).toBeLessThan(1e-12);
      expect(Math.abs(loop.debt - debt)).toBeLessThan(1e-12 * collateral);
      expect(loop.leverage).toBeLessThanOrEqual(maxLeverage(float, ltv) * (1 + 1e-12));
    }),
  );
});

test("twelve rounds at 0.9 in decimal, to the last digit", () => {
  const loop = leverAfterRounds(decimal, decimal.one, decimal.parse("0.9"), decimal.parse("12"));
  expect(loop.leverage.toString()).toBe("7.458134171671");
  expect(loop.debt.toString()).toBe("6.458134171671");
});

test("lending out everything that was borrowed adds the equity every round", () => {
  expect(leverAfterRounds(float, 2, 1, 3)).toEqual({ collateral: 8, debt: 6, leverage: 4 });
});

test("a chain of equal tiers is a loop of as many rounds", () => {
  const chain = leverAlongChain(float, 5, [0.8, 0.8, 0.8]);
  const loop = leverAfterRounds(float, 5, 0.8, 3);
  expect(chain.collateral).toBeCloseTo(loop.collateral, 12);
  expect(leverAlongChain(float, 5, [])).toEqual({ collateral: 5, debt: 0, leverage: 1 });
});

test("Aave vote 311: health 1.01 is leverage 16.83 at LT 95 % and 22.44 at 96.5 %", () => {
  expect(leverageAtHealth(float, 1.01, 0.95)).toBeCloseTo(16.83, 2);
  expect(leverageAtHealth(float, 1.01, 0.965)).toBeCloseTo(22.44, 2);
});

test("leverage, health and liquidation price agree with one another", () => {
  fc.assert(
    fc.property(value(1.01, 30), value(0.5, 0.97), (leverage, threshold) => {
      const health = healthAtLeverage(float, leverage, threshold);
      fc.pre(health > threshold * 1.001);
      expect(leverageAtHealth(float, health, threshold) / leverage).toBeCloseTo(1, 8);
      expect(liquidationPriceRatio(float, leverage, threshold) * health).toBeCloseTo(1, 12);
      expect(maxLeverage(float, impliedLtv(float, leverage)) / leverage).toBeCloseTo(1, 10);
    }),
  );
});

test("unwinding keeps the equity, never breaks health, and takes about as many rounds as its closed form", () => {
  fc.assert(
    fc.property(value(0.6, 0.95), value(0.5, 0.99), (threshold, used) => {
      const opening = { collateral: 1000, debt: 1000 * threshold * used };
      const rounds = unwindRounds(float, opening, threshold) ?? [];
      for (const each of rounds) {
        expect(each.collateral - each.debt).toBeCloseTo(1000 - opening.debt, 8);
        expect(each.collateral * threshold - each.debt).toBeGreaterThan(-1e-9);
      }
      expect(rounds.at(-1)?.debt).toBe(0);
      const headroom = 1000 - opening.debt / threshold;
      const closedForm = Math.log1p((opening.debt * (1 - threshold)) / (headroom * threshold)) / -Math.log(threshold);
      expect(Math.abs(rounds.length - closedForm)).toBeLessThanOrEqual(1);
    }),
  );
});

test("a loop without debt needs no round, one without headroom cannot be unwound", () => {
  expect(unwindRounds(float, { collateral: 10, debt: 0 }, 0.8)).toEqual([]);
  expect(unwindRounds(float, { collateral: 10, debt: 8 }, 0.8)).toBeUndefined();
});
