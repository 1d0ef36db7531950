import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { euler } from "../../../src/mechanics/lending/euler.js";
import { rampedLtv } from "../../../src/mechanics/lending/euler-ramp.js";
import type { EulerMarket } from "../../../src/model/scenario.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { account, assetIndex, callNumbers, literal, reserve } from "./markets.js";

const vault = (asset: string, liquidationThreshold: string) =>
  reserve({ asset, liquidationThreshold, liquidationBonus: "0" });

const market = (socialiseBadDebt: boolean): EulerMarket => ({
  id: "euler",
  kind: "euler",
  reserves: [vault("0", "0.9"), vault("1", "0"), vault("2", "0.5")],
  maxLiquidationDiscount: literal("0.15"),
  socialiseBadDebt,
});

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("Euler in $name", (n) => {
  const terms = euler.terms(n, market(true), assetIndex);

  test("at the limit exactly there is a call, at no discount", () => {
    expect(terms.equalityLiquidates).toBe(true);
    const call = callNumbers(n, terms, account(n, [[0, "10", "0.5"]], [[1, "4.5", "1"]]));
    expect(call).toEqual({ debtAsset: 1, collateralAsset: 0, repaidUnits: 4.5, seizedUnits: 9, protocolFeeUnits: 0 });
  });

  test("a little below it, the whole debt is repaid at a little discount", () => {
    const call = callNumbers(n, terms, account(n, [[0, "10", "0.5525"]], [[1, "5", "1"]]));
    expect(call?.repaidUnits).toBe(5);
    expect(call?.seizedUnits).toBeCloseTo(5 / 0.9945 / 0.5525, 12);
    const part = callNumbers(n, terms, account(n, [[0, "10", "0.5525"]], [[1, "5", "1"]]), "0.5");
    expect(part?.repaidUnits).toBe(2.5);
    expect(part?.seizedUnits).toBeCloseTo(2.5 / 0.9945 / 0.5525, 12);
  });

  test("deep below it, the discount stops at 15 % and all collateral goes", () => {
    const call = callNumbers(n, terms, account(n, [[0, "10", "0.4"]], [[1, "5", "1"]]));
    expect(call?.seizedUnits).toBe(10);
    expect(call?.repaidUnits).toBeCloseTo(3.4, 12);
  });

  test("the discount looks at all collateral, the call takes the largest", () => {
    const held = account(
      n,
      [
        [0, "10", "100"],
        [2, "200", "1"],
      ],
      [[1, "1010", "1"]],
    );
    const call = callNumbers(n, terms, held);
    expect(call).toMatchObject({ collateralAsset: 0, seizedUnits: 10 });
    expect(call?.repaidUnits).toBeCloseTo((1000 * 1000) / 1010, 9);
  });

  test("debt that nothing is left for is shared out, or stays", () => {
    expect(terms.badDebt).toBe("socialised");
    expect(euler.terms(n, market(false), assetIndex).badDebt).toBe("stays");
    expect(callNumbers(n, terms, account(n, [[0, "0", "0.4"]], [[1, "5", "1"]]))).toBeUndefined();
  });

  test("a liquidation LTV falls in a straight line and stays at its target exactly", () => {
    const parse = n.parse;
    const ramp = { from: parse("0.9"), to: parse("0.7"), start: parse("10"), duration: parse("8") };
    const at = (now: string) => n.toNumber(rampedLtv(n, ramp, parse(now)));
    expect(["0", "10", "12", "16", "18", "99"].map(at).map((ltv) => ltv.toFixed(12))).toEqual(
      [0.9, 0.9, 0.85, 0.75, 0.7, 0.7].map((ltv) => ltv.toFixed(12)),
    );
    expect(at("18")).toBe(0.7);
  });
});

test("a call on one collateral leaves an account with no more debt than it may have, unless it takes all", () => {
  const terms = euler.terms(float, market(true), assetIndex);
  fc.assert(
    fc.property(fc.double({ min: 0.55, max: 0.999, noNaN: true }), (health) => {
      const debt = 900 / health;
      const call = callNumbers(float, terms, account(float, [[0, "1000", "1"]], [[1, String(debt), "1"]]));
      expect(call?.repaidUnits).toBeLessThanOrEqual(debt);
      expect(call?.seizedUnits).toBeLessThanOrEqual(1000);
      if ((call?.seizedUnits ?? 0) < 1000) expect(call?.repaidUnits).toBe(debt);
      expect((call?.seizedUnits ?? 0) / (call?.repaidUnits ?? 1)).toBeCloseTo(1 / Math.max(health, 0.85), 9);
    }),
  );
});
