import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sizeToTargetHealth } from "../../../src/mechanics/actors/deleverage.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";

const inputs = <N>(
  n: Arithmetic<N>,
  [collateral, debt, threshold, target, slippage]: readonly [string, string, string, string, string],
) => ({
  collateralUsd: n.parse(collateral),
  debtUsd: n.parse(debt),
  liquidationThreshold: n.parse(threshold),
  targetHealth: n.parse(target),
  slippage: n.parse(slippage),
});

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("sale to a target health in $name", (n) => {
  // 1000 × 0.8 against 800 is health 1; sell x: 0.8(1000 − x) = 1.25(800 − x) gives x = 200/0.45.
  test("without slippage, 1000 against 800 at 80 % reaches 1.25 by selling 444.44", () => {
    const size = sizeToTargetHealth(n, inputs(n, ["1000", "800", "0.8", "1.25", "0"]));
    expect(n.toNumber(size.sellUsd)).toBeCloseTo(200 / 0.45, 10);
    expect(n.toNumber(size.repayUsd)).toBeCloseTo(200 / 0.45, 10);
    expect(size.reachesTarget).toBe(true);
  });

  test("an account at its target sells nothing", () => {
    const size = sizeToTargetHealth(n, inputs(n, ["1000", "640", "0.8", "1.25", "0.01"]));
    expect([n.toNumber(size.sellUsd), size.reachesTarget]).toEqual([0, true]);
  });

  test("where a sale lowers health, h(1 − s) ≤ LT, nothing is sold", () => {
    const size = sizeToTargetHealth(n, inputs(n, ["1000", "990", "0.95", "1", "0.05"]));
    expect([n.toNumber(size.sellUsd), size.reachesTarget]).toEqual([0, false]);
  });

  test("an account under water sells all it has and misses the target", () => {
    const size = sizeToTargetHealth(n, inputs(n, ["1000", "1200", "0.8", "1.25", "0.02"]));
    expect([n.toNumber(size.sellUsd), n.toNumber(size.repayUsd), size.reachesTarget]).toEqual([1000, 980, false]);
  });
});

test("after the sale the account has the target health", () => {
  const unit = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  fc.assert(
    fc.property(unit(0.3, 0.95), unit(0.5, 0.99), unit(1, 1.3), unit(0, 0.04), (threshold, ltv, target, slippage) => {
      const account = { collateralUsd: 1000, debtUsd: 1000 * ltv, liquidationThreshold: threshold };
      const size = sizeToTargetHealth(float, { ...account, targetHealth: target, slippage });
      fc.pre(size.reachesTarget && size.sellUsd > 0);
      const [left, owed] = [1000 - size.sellUsd, account.debtUsd - size.repayUsd];
      expect(Math.abs(threshold * left - target * owed)).toBeLessThan(1e-8);
      expect(owed).toBeGreaterThanOrEqual(-1e-9);
    }),
  );
});
