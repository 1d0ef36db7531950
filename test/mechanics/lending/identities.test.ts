import fc from "fast-check";
import { expect, test } from "vitest";
import { healthChange, toxicFrontier } from "../../../src/mechanics/lending/identities.js";
import { float } from "../../../src/numbers/float.js";

const value = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const positions = fc.record({ ltv: value(0.3, 1.1), bonus: value(0.001, 0.2), part: value(0.01, 0.5) });

test("a liquidation improves health exactly where loan-to-value is below the toxic frontier", () => {
  fc.assert(
    fc.property(positions, ({ ltv, bonus, part }) => {
      const frontier = toxicFrontier(float, bonus);
      fc.pre(Math.abs(ltv - frontier) > 1e-6);
      const debtValue = 100 * ltv;
      const change = healthChange(float, {
        collateralValue: 100,
        debtValue,
        liquidationThreshold: 0.8,
        bonus,
        repay: part * debtValue,
      });
      expect(change.improves).toBe(ltv < frontier);
      expect((change.after ?? Number.POSITIVE_INFINITY) > change.before).toBe(change.improves);
    }),
  );
});

test("a repayment of all debt has no health factor after it", () => {
  const change = healthChange(float, {
    collateralValue: 100,
    debtValue: 50,
    liquidationThreshold: 0.8,
    bonus: 0.05,
    repay: 50,
  });
  expect(change).toEqual({ before: 1.6, improves: true });
});
