import { describe, expect, it } from "vitest";
import type { Result } from "../../src/model/result.js";
import { runYaml } from "./from-yaml.js";

/** 1,000 shares of 100 ETH and 200,000 USDC. */
const scenario = (shocks: string, extra = ""): string => `
assets: { ETH: { priceUsd: 2000 }, USDC: { priceUsd: 1 }, LP: { pool: { venue: pool, supplyUnits: 1000 } } }
venues: { pool: { kind: constant-product, balances: { ETH: 100, USDC: 200_000 }, fee: 0 } }
oracles: { fair: { kind: lp-fair, asset: LP }, spot: { kind: spot, asset: LP } }
markets:
  by-fair-value: { kind: morpho-blue, collateral: LP, loan: USDC, oracle: fair, lltv: 86%, suppliedUnits: 1000 }
  by-spot: { kind: morpho-blue, collateral: LP, loan: USDC, oracle: spot, lltv: 86%, suppliedUnits: 1000 }
positions:
  a: { market: by-fair-value, collateral: { LP: 1 }, debt: { USDC: 320 } }
  b: { market: by-spot, collateral: { LP: 1 }, debt: { USDC: 320 } }
shocks: [${shocks}]
${extra}`;

const priceOf = (result: Result, round: number, id: string) =>
  result.rounds[round]?.assets.find((asset) => asset.id === id)?.marketUsd;
const reported = (result: Result, round: number, id: string) =>
  result.rounds[round]?.oracles.find((oracle) => oracle.id === id)?.priceUsd;

describe("shares of a pool", () => {
  it("are worth what they hold, and lose less than the asset that falls: by the root of its price", async () => {
    const { result } = await runYaml(scenario("{ kind: price, round: 1, asset: ETH, change: -19% }"));
    expect(priceOf(result, 0, "LP")).toBeCloseTo(400, 10);
    expect(priceOf(result, 1, "LP")).toBeCloseTo(400 * 0.9, 9);
    expect(reported(result, 1, "fair")).toBeCloseTo(400 * 0.9, 9);
    expect(result.audit.residual).toBeLessThan(1e-9);
  });

  it("have a fair value that a sale into the pool does not move, while what they hold falls at market prices", async () => {
    const { result } = await runYaml(
      scenario(
        "{ kind: sale, round: 0, asset: ETH, units: 10, into: USDC }, { kind: price, round: 2, asset: USDC, priceUsd: 1.000001 }",
      ),
    );
    // 110 ETH at 2000·(10/11)² and 181,818 USDC.
    expect(priceOf(result, 0, "LP")).toBeCloseTo((2 * 200_000 * (10 / 11)) / 1000, 8);
    expect(reported(result, 1, "fair")).toBeCloseTo(400, 9);
    expect(reported(result, 1, "spot")).toBeCloseTo((400 * 10) / 11, 8);
    // 320 are owed: within 86 % of 400, above 86 % of 364. Nobody buys the share, so that it is told and left.
    const declined = result.events.filter(({ kind }) => kind === "liquidation-declined");
    expect(declined.map(({ to }) => to)).toEqual(["position:b"]);
  });

  it("of a stableswap pool are worth the invariant at the least of its prices", async () => {
    const text = `
assets: { A: { priceUsd: 1 }, USDC: { priceUsd: 1 }, LP: { pool: { venue: pool, supplyUnits: 200 } } }
venues: { pool: { kind: stableswap, balances: { A: 100, USDC: 100 }, amplification: 100, fee: 0 } }
oracles: { fair: { kind: lp-fair, asset: LP } }
markets: { m: { kind: morpho-blue, collateral: LP, loan: USDC, oracle: fair, lltv: 86%, suppliedUnits: 10 } }
positions: { p: { market: m, collateral: { LP: 1 }, debt: { USDC: 0.1 } } }
shocks: [{ kind: price, round: 1, asset: A, change: -5% }]`;
    const [float, decimal] = [(await runYaml(text)).result, (await runYaml(text, "decimal")).result];
    expect(reported(float, 0, "fair")).toBeCloseTo(1, 12);
    // The pool follows the news along its invariant: D stays 200.
    expect(reported(float, 1, "fair")).toBeCloseTo(0.95, 12);
    expect(priceOf(float, 1, "LP")).toBeCloseTo(priceOf(decimal, 1, "LP") ?? Number.NaN, 10);
  });

  it("are refused a price of their own, another pool, or an oracle for what is none", async () => {
    const shares = "LP: { pool: { venue: pool, supplyUnits: 1000 }";
    await expect(runYaml(scenario("").replace(shares, `${shares}, priceUsd: 400`))).rejects.toThrow(/beside pool/);
    await expect(runYaml(scenario("{ kind: price, asset: LP, change: -10% }"))).rejects.toThrow(/share of a pool/);
    await expect(runYaml(scenario("").replace("asset: LP }, spot", "asset: ETH }, spot"))).rejects.toThrow(/no share/);
    await expect(
      runYaml(
        scenario("").replace("constant-product", "weighted").replace("fee: 0", "fee: 0, weights: { ETH: 1, USDC: 1 }"),
      ),
    ).rejects.toThrow(/of kind weighted/);
  });
});
