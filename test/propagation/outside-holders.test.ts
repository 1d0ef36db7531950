import { expect, it } from "vitest";
import { runYaml } from "./from-yaml.js";

/** 600 of 1,000 claims on a fund back a loan; their price falls by 30 % for reasons of its own, and they are seized and sold. */
const pledgedClaims = `
assets: { FUND: { priceUsd: 1, issuer: fund }, USDC: { priceUsd: 1 } }
venues: { v: { kind: depth-curve, asset: FUND, quote: USDC, points: [[1e9, 0.0001%]] } }
issuers: { fund: { external: [{ name: bills, valueUsd: 1000 }], supplyUnits: 1000 } }
markets:
  m: { kind: morpho-blue, collateral: FUND, loan: USDC, oracle: spot-FUND, loanOracle: one, lltv: 86%, suppliedUnits: 1000 }
oracles: { spot-FUND: { kind: spot, asset: FUND }, one: { kind: fixed, asset: USDC, priceUsd: 1 } }
positions: { borrower: { market: m, collateral: { FUND: 600 }, debt: { USDC: 450 } } }
shocks: [{ kind: price, asset: FUND, change: -30% }]
`;

it("who buys seized claims gains nothing by it, and nor do the issuer's holders of before", async () => {
  const { result } = await runYaml(pledgedClaims);
  expect(result.rounds.reduce((sum, { liquidations }) => sum + liquidations, 0)).toBeGreaterThan(0);
  const fund = result.nodes.find(({ key }) => key === "issuer:fund");
  // 400 claims were outside at the start, all of them at the end, each worth 1 USD throughout.
  expect(fund).toMatchObject({ startUsd: 400, endUsd: 1000 });
  expect(Object.values(fund?.lossUsd ?? {}).every((lossUsd) => Math.abs(lossUsd) < 1e-9)).toBe(true);
});
