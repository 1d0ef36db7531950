import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { morphoBlue } from "../../../src/mechanics/lending/morpho-blue.js";
import { preLiquidationFactors } from "../../../src/mechanics/lending/morpho-pre-liquidation.js";
import type { MorphoBlueMarket } from "../../../src/model/scenario.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { account, assetIndex, callNumbers, literal, morphoMarket } from "./markets.js";

const agreed: MorphoBlueMarket = {
  ...morphoMarket("0.86", "realise"),
  preLiquidation: {
    lltv: literal("0.8"),
    closeFactor: { from: literal("0.1"), to: literal("0.5") },
    incentive: { from: literal("1.01"), to: literal("1.03") },
  },
};

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("pre-liquidation in $name", (n) => {
  const terms = morphoBlue.terms(n, agreed, assetIndex);
  const owing = (debt: string) => account(n, [[0, "10", "1000"]], [[1, debt, "1"]]);

  test("health is measured against the lower threshold", () => {
    const health = terms.health(owing("8300"));
    expect([n.toNumber(health.capacityUsd), n.toNumber(health.debtUsd)]).toEqual([8000, 8300]);
  });

  test("half-way between the thresholds: 30 % of the debt, for 1.02 of its value", () => {
    const call = callNumbers(n, terms, owing("8300"));
    expect(call?.repaidUnits).toBeCloseTo(2490, 9);
    expect(call?.seizedUnits).toBeCloseTo(2.5398, 12);
    expect(callNumbers(n, terms, owing("8300"), "0.1")?.repaidUnits).toBeCloseTo(249, 10);
  });

  test("at LLTV exactly it still holds; beyond, the market's own rule takes over", () => {
    const last = callNumbers(n, terms, owing("8600"));
    expect(last?.repaidUnits).toBeCloseTo(4300, 9);
    expect(last?.seizedUnits).toBeCloseTo(4.3 * 1.03, 12);
    const beyond = callNumbers(n, terms, owing("8601"));
    expect(beyond?.repaidUnits).toBe(8601);
    expect(beyond?.seizedUnits).toBeCloseTo(8.601 / 0.958, 12);
  });

  test("a close factor that starts at 0 leaves nothing to do at the start", () => {
    const none = { from: literal("0"), to: literal("0") };
    const idle = { ...agreed, preLiquidation: { lltv: literal("0.8"), closeFactor: none, incentive: none } };
    expect(callNumbers(n, morphoBlue.terms(n, idle, assetIndex), owing("8300"))).toBeUndefined();
  });

  test("a close factor above 1 counts as 1", () => {
    const slope = (from: string, to: string) => ({ from: n.parse(from), to: n.parse(to) });
    const curve = {
      ...{ preLltv: n.parse("0.8"), lltv: n.parse("0.86") },
      ...{ closeFactor: slope("0.5", "1.5"), incentive: slope("1.02", "1.05") },
    };
    const { closeFactor, incentive } = preLiquidationFactors(n, curve, n.parse("0.845"));
    expect(n.toNumber(closeFactor)).toBe(1);
    expect(n.toNumber(incentive)).toBeCloseTo(1.0425, 12);
  });
});

test("where LIF ≤ 1/LLTV, a pre-liquidation lowers loan-to-value", () => {
  const terms = morphoBlue.terms(float, agreed, assetIndex);
  fc.assert(
    fc.property(fc.double({ min: 8000.01, max: 8600, noNaN: true }), (debt) => {
      const call = callNumbers(float, terms, account(float, [[0, "10", "1000"]], [[1, String(debt), "1"]]));
      const [repaid, seized] = [call?.repaidUnits ?? 0, call?.seizedUnits ?? 0];
      expect((debt - repaid) / (10_000 - seized * 1000)).toBeLessThan(debt / 10_000);
    }),
  );
});
