import { expect, test } from "vitest";
import { bundled, byId, run } from "./bundled.js";

const { result, report, round } = run(await bundled("01-one-position"));

/** Health 0.825 allows the whole debt to be repaid, but 100 ETH at 1,200 pay for 120,000 / 1.05 of it only. */
const REPAID_USD = 120_000 / 1.05;
/** The protocol keeps 10 % of the bonus, in ETH. */
const SOLD_ETH = 100 - 0.1 * (100 - REPAID_USD / 1_200);

test("the loan is liquidated once, for all its collateral", () => {
  expect(report.totals.liquidations).toBe(1);
  expect(round(0).liquidatedUsd).toBeCloseTo(120_000, 6);
  expect(round(0).repaidUsd).toBeCloseTo(REPAID_USD, 6);
  expect(round(0).soldUsd).toBeCloseTo(SOLD_ETH * 1_200, 6);
});

test("the liquidator's sale moves the pool along x·y = k", () => {
  const [eth, usdc] = [2_000 / Math.sqrt(0.6), 4_000_000 * Math.sqrt(0.6)];
  const paid = (usdc * 0.997 * SOLD_ETH) / (eth + 0.997 * SOLD_ETH);
  expect(paid).toBeGreaterThan(REPAID_USD);
  expect(byId(round(0).assets, "ETH").marketUsd).toBeCloseTo((usdc - paid) / (eth + SOLD_ETH), 6);
  expect(byId(round(result.stop.round).assets, "ETH").marketUsd).toBeCloseTo(1_200, 2);
});

test("the borrower loses its equity of 80,000, the lenders what the collateral did not pay", () => {
  const lossOf = (key: string) => report.nodes.find((node) => node.key === key)?.totalLossUsd;
  expect(lossOf("position:alice")).toBeCloseTo(80_000, 6);
  expect(lossOf("market:aave")).toBeCloseTo(120_000 - REPAID_USD, 6);
  expect(report.totals.totalLossUsd).toBeCloseTo(200_000 - REPAID_USD, 6);
});
