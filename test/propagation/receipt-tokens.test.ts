import { describe, expect, it } from "vitest";
import { runYaml } from "./from-yaml.js";

/**
 * aUSDC is the receipt of 1,000 USDC that are all supplied to `lend`, where 700 are lent against 1 ETH at 1,000 USD: 300 can be
 * paid out. 500 aUSDC are collateral in `other`.
 */
const receipts = (shocks: string): string => `
assets: { ETH: { priceUsd: 1000 }, USDC: { priceUsd: 1 }, DAI: { priceUsd: 1 }, aUSDC: { issuer: receipt } }
venues: { v: { kind: depth-curve, asset: ETH, quote: USDC, points: [[1e9, 0.0001%]] } }
markets:
  lend: { kind: morpho-blue, collateral: ETH, loan: USDC, lltv: 86%, suppliedUnits: 1000 }
  other: { kind: morpho-blue, collateral: aUSDC, loan: DAI, lltv: 90%, suppliedUnits: 1000 }
vaults:
  receipt:
    asset: USDC
    realisesBadDebt: true
    supplies: { lend: 1000 }
    run: { kind: path, totalUnits: { 0: 1000, 1: 500 } }
positions:
  loan: { market: lend, collateral: { ETH: 1 }, debt: { USDC: 700 } }
  bob: { market: other, collateral: { aUSDC: 500 }, debt: { DAI: 400 } }
shocks: [${shocks}]
`;

const quiet = "{ kind: price-path, asset: ETH, path: { 0: 1000, 3: 1000 } }";
/** 1 ETH at 400 USD repays 400 · (0.3 · 0.86 + 0.7) = 383.2 of 700. */
const fall = "{ kind: price, asset: ETH, change: -60%, round: 2 }";

describe.each(["float", "decimal"] as const)("receipt tokens in %s", (numbers) => {
  it("are paid out as far as the market that they are receipts of has cash, and keep their value", async () => {
    const { result } = await runYaml(receipts(quiet), numbers);
    expect(result.rounds.map(({ withdrawnUsd }) => withdrawnUsd)).toEqual([0, 300, 0, 0]);
    expect(result.rounds[1]?.unmetWithdrawalsUsd).toBeCloseTo(200, 10);
    expect(result.nodes.find(({ key }) => key === "asset:aUSDC")?.endUsd).toBe(1);
    expect(result.nodes.find(({ key }) => key === "position:bob")?.lossUsd.claim).toBe(0);
  });

  it("carry bad debt into the market where they are collateral, that of those who left in time with it", async () => {
    const { result } = await runYaml(receipts(fall), numbers);
    // 316.8 fall on the 700 receipts that are left: 383.2 / 700 each. Those that were paid got 1.
    const worthUsd = 383.2 / 700;
    expect(result.nodes.find(({ key }) => key === "asset:aUSDC")?.endUsd).toBeCloseTo(worthUsd, 10);
    const bob = result.nodes.find(({ key }) => key === "position:bob");
    expect(bob?.startUsd).toBeCloseTo(100, 10);
    expect(bob?.lossUsd.claim).toBeCloseTo(100, 10);
    expect(bob?.lowestHealth).toBeCloseTo((500 * worthUsd * 0.9) / 400, 10);
    // Nothing trades the receipt, and liquidators do not wait for cash: nobody liquidates, and the debt stays uncovered.
    const declined = result.events.find(({ kind, to }) => kind === "liquidation-declined" && to === "position:bob");
    expect(declined?.text).toContain("nothing trades aUSDC");
    const other = result.rounds.at(-1)?.reserves.find(({ market, asset }) => market === "other" && asset === "DAI");
    expect(other?.shortfallUsd).toBeCloseTo(400 - 500 * worthUsd, 8);
    expect(result.audit.residual).toBeLessThan(1e-12);
    expect(result.audit.reserveResidual).toBeLessThan(1e-12);
  });
});
