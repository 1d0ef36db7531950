import { expect, test } from "vitest";
import { bundled, edited, liquidationRounds, run } from "./bundled.js";

const NAME = "05-ezeth-april-2024";
const scenario = await bundled(NAME);

test("160 accounts have posted 7,400 ezETH together, none above the limit at the start", () => {
  const posted = scenario.positions.map(({ collateral }) => Number(collateral[0]?.units));
  const ltv = scenario.positions.map(({ debt }, place) => Number(debt[0]?.units) / (posted[place] ?? 0));
  expect(scenario.positions).toHaveLength(160);
  expect(posted.reduce((sum, units) => sum + units, 0)).toBeCloseTo(7_400, 6);
  expect(Math.max(...ltv)).toBeLessThan(0.855);
  expect(Math.min(...ltv)).toBeGreaterThan(0.6);
});

test("all liquidations are over by the minute after the low", () => {
  const rounds = liquidationRounds(run(scenario).result);
  expect(Math.min(...rounds)).toBe(5);
  expect(Math.max(...rounds)).toBeLessThanOrEqual(11);
});

test("without the plunge of the tenth minute, the same low leaves no bad debt", async () => {
  const gently = await edited(NAME, (text) => text.replace("9: 2_768.7, 10: 2_414.57", "20: 2_414.57"));
  const { report } = run(gently);
  expect(report.totals.liquidations).toBeGreaterThan(100);
  expect(report.totals.badDebtUsd).toBe(0);
});
