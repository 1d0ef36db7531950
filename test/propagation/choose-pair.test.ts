import { describe, expect, it } from "vitest";
import { runYaml } from "./from-yaml.js";

/** 25 ETH (deep market) and 6,000 ILL (thin market) against 74,000 USDC; ETH falls by 12 % to 1,760. */
const account = (collateral: string, bonus = "5%"): string => `
assets: { ETH: { priceUsd: 2000 }, ILL: { priceUsd: 10 }, USDC: { priceUsd: 1 } }
venues:
  deep: { kind: depth-curve, asset: ETH, quote: USDC, points: [[1e9, 0.0001%]] }
  thin: { kind: power-law, asset: ILL, quote: USDC, prefactor: 1, dailyVolatility: 10%, dailyVolumeUnits: 10000, exponent: 0.5 }
markets:
  m:
    kind: aave-v3
    reserves:
      ETH: { ltv: 75%, liquidationThreshold: 80%, liquidationBonus: ${bonus} }
      ILL: { ltv: 50%, liquidationThreshold: 60%, liquidationBonus: 5% }
      USDC: { suppliedUnits: 1000000 }
positions: { p: { market: m, collateral: ${collateral}, debt: { USDC: 74000 } } }
shocks: [{ kind: price, asset: ETH, change: -12% }]`;

describe("the pair that liquidators choose", () => {
  it("is the one that pays, though another collateral is worth more", async () => {
    // Capacity 44,000 × 0.8 + 60,000 × 0.6 = 71,200 of 74,000, health 0.962: half of the debt, 37,000, repaid against 38,850 of ETH.
    const { result } = await runYaml(account("{ ETH: 25, ILL: 6000 }"));
    const calls = result.events.filter(({ kind }) => kind === "liquidation");
    expect(calls.map(({ asset }) => asset)).toEqual(["ETH"]);
    expect(calls[0]?.valueUsd).toBeCloseTo(38_850, 6);
    expect(result.rounds.at(-1)?.assets.find(({ id }) => id === "ILL")?.marketUsd).toBe(10);
  });

  it("does not depend on the order in which the account lists what it holds", async () => {
    const one = await runYaml(account("{ ETH: 25, ILL: 6000 }"));
    const other = await runYaml(account("{ ILL: 6000, ETH: 25 }"));
    expect(other.report.totals).toEqual(one.report.totals);
  });

  it("of two that earn the same is chosen by what they are, not by where they stand", async () => {
    const twins = (collateral: string): string => `
assets: { A: { priceUsd: 100 }, B: { priceUsd: 50 }, USDC: { priceUsd: 1 } }
venues:
  a: { kind: depth-curve, asset: A, quote: USDC, points: [[1e9, 0.0001%]] }
  b: { kind: depth-curve, asset: B, quote: USDC, points: [[1e9, 0.0001%]] }
markets:
  m:
    kind: aave-v3
    reserves:
      A: { ltv: 75%, liquidationThreshold: 80%, liquidationBonus: 5% }
      B: { ltv: 75%, liquidationThreshold: 80%, liquidationBonus: 5% }
      USDC: { suppliedUnits: 1000000 }
positions: { p: { market: m, collateral: ${collateral}, debt: { USDC: 14000 } } }
shocks:
  - { kind: price, asset: A, change: -15% }
  - { kind: price, asset: B, change: -15% }`;
    const seized = async (collateral: string): Promise<(string | undefined)[]> => {
      const { result } = await runYaml(twins(collateral));
      return result.events.filter(({ kind }) => kind === "liquidation").map(({ asset }) => asset);
    };
    const first = await seized("{ A: 100, B: 200 }");
    expect(first.length).toBeGreaterThan(0);
    expect(await seized("{ B: 200, A: 100 }")).toEqual(first);
  });
});
