import { expect, test } from "vitest";
import { bundled, byId, run } from "../scenarios/bundled.js";

/** Delphi Digital, Michael Egorov's CRV positions (August 2023): 305 million CRV, 63.2 million USDT, threshold 55 %, trigger 0.3767. */
const PUBLISHED_TRIGGER_USD = 0.3767;

test("CRV at 0.48 liquidates nothing on Aave, and the trigger is the published one", async () => {
  const { result, report, round } = run(await bundled("06-crv-near-miss-august-2023"));
  expect(byId(round(8).assets, "CRV").marketUsd).toBeCloseTo(0.48, 12);
  expect(report.totals.liquidations).toBe(0);
  expect(result.rounds.every(({ declined }) => declined === 0)).toBe(true);
  expect(result.closestCall?.triggerUsd).toBeCloseTo(63.2 / (305 * 0.55), 9);
  // Delphi gives four digits, cut off.
  expect(Math.floor((result.closestCall?.triggerUsd ?? 0) * 1e4) / 1e4).toBe(PUBLISHED_TRIGGER_USD);
});
