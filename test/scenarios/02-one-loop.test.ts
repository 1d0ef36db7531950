import { describe, expect, test } from "vitest";
import { bundled, byId, edited, run, variantOf } from "./bundled.js";

const NAME = "02-one-loop";
const scenario = await bundled(NAME);

/** Health 0.95·L/(L − 1) for leverage L = 10: a fall of 1/19 takes it to 1. */
const TRIGGER_USD = 3_000 * (1 - 1 / 19);

describe("the loop", () => {
  test("is E·L of collateral against E·(L − 1) of debt", () => {
    const looper = byId(scenario.positions, "looper");
    expect(looper.collateral.map(({ units }) => Number(units))).toEqual([10_000]);
    expect(looper.debt.map(({ units }) => Number(units))).toEqual([10_800]);
  });

  test("by rounds, has leverage (1 − 0.9^13) / (1 − 0.9)", async () => {
    const byRounds = await edited(NAME, (text) => text.replace("targetLeverage: 10", "rounds: 12, ltv: 0.9"));
    const leverage = Array.from({ length: 13 }, (_, k) => 0.9 ** k).reduce((sum, part) => sum + part, 0);
    expect(leverage).toBeCloseTo(7.458, 3);
    const looper = byId(byRounds.positions, "looper");
    expect(Number(looper.collateral[0]?.units)).toBeCloseTo(1_000 * leverage, 8);
    expect(Number(looper.debt[0]?.units)).toBeCloseTo(1_200 * (leverage - 1), 8);
  });
});

describe("a fall by 6 %", () => {
  const { report, round } = run(scenario);

  test("is more than the loop can take", () => expect(3_000 * 0.94).toBeLessThan(TRIGGER_USD));

  /** Half the debt may be repaid, but sold at once its collateral would cost the whole bonus; half of that half pays. */
  test("half of the half that may be repaid is", () => {
    const paidFor = (seizedUnits: number) => {
      const [wsteth, weth] = [250_000 / Math.sqrt(0.94), 300_000 * Math.sqrt(0.94)];
      return (weth * 0.9995 * seizedUnits) / (wsteth + 0.9995 * seizedUnits);
    };
    const seizedFor = (repaidWeth: number) => (repaidWeth * 1.01 * 2_500) / 2_820;
    expect(paidFor(seizedFor(5_400))).toBeLessThan(5_400);
    expect(paidFor(seizedFor(2_700))).toBeGreaterThan(2_700);
    expect(round(0).repaidUsd).toBeCloseTo(2_700 * 2_500, 4);
    expect(round(0).liquidatedUsd).toBeCloseTo(2_700 * 2_500 * 1.01, 4);
  });

  test("lenders lose nothing", () => expect(report.totals.badDebtUsd).toBe(0));
});

test("a fall by 5.2 % is just safe, and the trigger is 1/19 below the start", () => {
  const { result, report } = run(variantOf(scenario, "just-safe"));
  expect(report.totals.liquidations).toBe(0);
  expect(result.closestCall?.position).toBe("looper");
  expect(result.closestCall?.triggerUsd).toBeCloseTo(TRIGGER_USD, 9);
  expect(result.closestCall?.health).toBeCloseTo((0.95 * 10 * 0.948) / 9, 12);
});

test("judged at the exchange rate, nothing happens", async () => {
  const byRate = await edited(NAME, (text) =>
    text.replace(/ {2}wstETH-market: \{ kind: spot.*\n {2}# (wstETH-market: .*)/, "  $1"),
  );
  const { result, report } = run(byRate);
  expect(byId(byRate.oracles, "wstETH-market").kind).toBe("exchange-rate");
  expect(report.totals.liquidations).toBe(0);
  expect(result.closestCall?.health).toBeCloseTo((0.95 * 10) / 9, 12);
});
