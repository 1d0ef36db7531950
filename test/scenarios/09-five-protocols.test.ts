import { expect, it } from "vitest";
import { measure } from "../../src/measures/index.js";
import { simulate } from "../../src/propagation/index.js";
import { readScenario } from "../../src/scenario/index.js";

const scenario = await readScenario("scenarios/09-five-protocols.yaml");
const { shape, result } = simulate(scenario);
const report = measure(shape, result);
const reaches = (from: string, to: string): boolean =>
  result.transmissions.some((edge) => edge.from === from && edge.to === to);

it("liquidates in five protocols of different kinds", () => {
  const markets = result.events.filter(({ kind }) => kind === "liquidation").map(({ from }) => from);
  expect(new Set(markets)).toEqual(
    new Set(["market:aave", "market:comet", "market:morpho", "market:euler", "market:maker"]),
  );
});

it("passes losses on by price, claim and run", () => {
  const { price, claim, run } = report.totals.lossUsd;
  for (const lossUsd of [price, claim, run]) expect(lossUsd).toBeGreaterThan(1_000_000);
});

it("carries the fall of staked ETH to the dollar it backs, to the borrower, to the market and to the vault", () => {
  // 5,250 stETH at 1,500 USD for 10 million claims: the issuer falls to 78.75 cents at most, and further as stETH is sold.
  expect(result.rounds[0]?.issuers[0]?.navUsd).toBeCloseTo(0.7875, 3);
  expect(reaches("asset:stETH", "issuer:synth-issuer")).toBe(true);
  expect(reaches("issuer:synth-issuer", "asset:synth")).toBe(true);
  expect(reaches("asset:synth", "position:dollar-looper")).toBe(true);
  expect(reaches("market:morpho", "vault:curator")).toBe(true);
});

it("balances", () => {
  expect(result.audit.residual).toBeLessThan(1e-9);
  expect(result.audit.reserveResidual).toBeLessThan(1e-9);
});
