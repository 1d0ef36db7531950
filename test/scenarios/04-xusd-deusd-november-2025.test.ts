import { expect, test } from "vitest";
import { bundled, byId, run, variantOf } from "./bundled.js";

const scenario = await bundled("04-xusd-deusd-november-2025");
const ran = run(scenario);

test("Stream's balance sheet, shared out, is the first quoted price of xUSD; Elixir's covers par", () => {
  // Before the loss of 93 million, which falls in round 0.
  const { issuers } = run({ ...scenario, shocks: scenario.shocks.filter(({ kind }) => kind === "price-path") }).round(
    0,
  );
  expect(byId(issuers, "stream").navUsd).toBeCloseTo((93 + 170 + 75 - 284.9) / 42.016142, 6);
  expect(byId(issuers, "stream").navUsd).toBeCloseTo(1.2638, 4);
  expect(byId(issuers, "elixir").navUsd).toBeCloseTo(1, 6);
});

test("with 93 million gone, Stream cannot pay its debts and its token is worth nothing", () => {
  const stream = byId(ran.round(0).issuers, "stream");
  expect(stream.navUsd).toBe(0);
  expect(stream.recovery).toBeLessThan(1);
});

test("the borrower is lent 91 % at the oracle's price: eleven-fold leverage", () => {
  const { collateral, debt } = byId(scenario.positions, "sdeusd-borrower");
  const collateralUsd = Number(collateral[0]?.units) * 1.0634;
  const debtUsd = Number(debt[0]?.units);
  expect(debtUsd / collateralUsd).toBeCloseTo(0.91, 3);
  expect(collateralUsd / (collateralUsd - debtUsd)).toBeCloseTo(11.1, 1);
});

test("the loan passes its limit between midnight and six on 7 November, by interest alone", () => {
  const loanToValue = (round: number) =>
    (ran.round(round).reserves.find(({ market, asset }) => market === "sdeUSD/USDC" && asset === "USDC")
      ?.borrowedUnits ?? 0) /
    (8_944_676.3679 * 1.0634);
  expect(loanToValue(16)).toBeLessThan(0.915);
  expect(loanToValue(17)).toBeGreaterThan(0.915);
  expect(ran.result.rounds.map(({ declined }) => declined > 0).indexOf(true)).toBe(17);
});

test("nothing is left to withdraw from the market by the 4th, and the loan is all of it", () => {
  const state = ran.round(4).reserves.find(({ market, asset }) => market === "sdeUSD/USDC" && asset === "USDC");
  expect(state?.cashUnits).toBeCloseTo(0, 4);
  expect(state?.utilisation).toBeCloseTo(1, 9);
});

test("after the run 98.5 % of what is left in Relend is the market that fails", () => {
  const { totalUnits, idleUnits } = byId(ran.round(40).vaults, "relend-usdc");
  expect(1 - idleUnits / totalUnits).toBeCloseTo(0.985, 3);
});

test("written off before the run, the loss is shared by all of Relend's depositors, and by nobody else", () => {
  const { report } = run(variantOf(scenario, "realised-before-the-run"));
  expect(byId(report.vaults, "relend-usdc").lossUsd).toBeCloseTo(4_420_714, 4);
  expect(byId(report.vaults, "relend-usdc").writeDown).toBeCloseTo(-4_420_714 / 43_264_367, 9);
  expect(report.vaults.filter(({ lossUsd }) => lossUsd > 0)).toHaveLength(1);
});
