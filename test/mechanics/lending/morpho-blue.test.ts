import { describe, expect, test } from "vitest";
import { morphoBlue } from "../../../src/mechanics/lending/morpho-blue.js";
import { incentiveFactor } from "../../../src/mechanics/lending/morpho-incentive.js";
import type { Arithmetic } from "../../../src/numbers/arithmetic.js";
import { decimal } from "../../../src/numbers/decimal.js";
import { float } from "../../../src/numbers/float.js";
import { account, assetIndex, callNumbers, morphoMarket } from "./markets.js";

test.each([
  ["0.385", 1.15],
  ["0.625", 1.126761],
  ["0.77", 1.074114],
  ["0.86", 1.043841],
  ["0.915", 1.026167],
  ["0.945", 1.016777],
  ["0.965", 1.010611],
  ["0.98", 1.006036],
])("the incentive at LLTV %s is %f (Morpho's enabled tiers)", (lltv, lif) => {
  expect(incentiveFactor(float, Number(lltv))).toBeCloseTo(lif, 6);
});

describe.each([float, decimal] as readonly Arithmetic<unknown>[])("Morpho Blue in $name", (n) => {
  const realise = morphoBlue.terms(n, morphoMarket("0.86", "realise"), assetIndex);
  const leaveDust = morphoBlue.terms(n, morphoMarket("0.86", "leave-dust"), assetIndex);

  test("the whole debt is repaid, whatever the health, and LIF of its value taken", () => {
    const held = account(n, [[0, "100", "10.5"]], [[1, "905", "1"]]);
    const health = realise.health(held);
    expect([n.toNumber(health.capacityUsd), n.toNumber(health.debtUsd)]).toEqual([903, 905]);
    const call = callNumbers(n, realise, held);
    expect(call?.repaidUnits).toBe(905);
    expect(call?.seizedUnits).toBeCloseTo(905 / 0.958 / 10.5, 10);
    expect(callNumbers(n, realise, held, "0.5")?.repaidUnits).toBe(452.5);
  });

  test("collateral that does not cover the debt goes whole, and suppliers bear the rest at once", () => {
    const call = callNumbers(n, realise, account(n, [[0, "1000", "0.7"]], [[1, "800", "1"]]));
    expect(call?.seizedUnits).toBe(1000);
    expect(call?.repaidUnits).toBeCloseTo(670.6, 10);
    expect(realise.badDebt).toBe("socialised");
  });

  test("a debt in an asset that is not worth one dollar is repaid in its units", () => {
    const call = callNumbers(n, realise, account(n, [[0, "1", "2300"]], [[1, "1", "2000"]]));
    expect(call?.repaidUnits).toBe(1);
    expect(call?.seizedUnits).toBeCloseTo(2000 / 0.958 / 2300, 12);
  });

  test("an account that holds only dust is not offered again", () => {
    expect(leaveDust.badDebt).toBe("stays");
    expect(callNumbers(n, leaveDust, account(n, [[0, "1e-18", "0.7"]], [[1, "800", "1"]]))).toBeUndefined();
    expect(callNumbers(n, realise, account(n, [[0, "1e-18", "0.7"]], [[1, "800", "1"]]))?.seizedUnits).toBe(1e-18);
    expect(callNumbers(n, realise, account(n, [[0, "0", "0.7"]], [[1, "800", "1"]]))).toBeUndefined();
  });
});

test("a liquidator who leaves dust leaves one wei, and only where debt remains", () => {
  const market = morphoBlue.terms(decimal, morphoMarket("0.86", "leave-dust"), assetIndex);
  const under = market.call(account(decimal, [[0, "1000", "0.7"]], [[1, "800", "1"]]), decimal.one);
  expect(under?.seizedUnits.toString()).toBe("999.999999999999999999");
  const exactly = market.call(account(decimal, [[0, "1000", "1"]], [[1, "958", "1"]]), decimal.one);
  expect(exactly?.seizedUnits.toNumber()).toBeCloseTo(1000, 30);
  expect(exactly?.repaidUnits.toNumber()).toBe(958);
});
