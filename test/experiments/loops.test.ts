import { describe, expect, it } from "vitest";
import { studyLoops } from "../../src/experiments/loops.js";
import { maxLeverage, rehypothecationMultiplier } from "../../src/mechanics/loops/loop.js";
import { float } from "../../src/numbers/float.js";
import { parseScenario, readScenario } from "../../src/scenario/index.js";

const CHAIN = `
format: 1
title: Three accounts of one owner
question: What adds up?
assets: { ETH: { priceUsd: 2_000 }, USDC: { priceUsd: 1 }, DAI: { priceUsd: 1 } }
actors: { whale: {} }
markets:
  a: { kind: aave-v3, reserves: { ETH: { ltv: 80%, liquidationThreshold: 85%, liquidationBonus: 5% }, USDC: { suppliedUnits: 1e6 } } }
  b: { kind: aave-v3, reserves: { USDC: { ltv: 80%, liquidationThreshold: 85%, liquidationBonus: 5% }, DAI: { suppliedUnits: 1e6 } } }
  c: { kind: aave-v3, reserves: { DAI: { ltv: 80%, liquidationThreshold: 85%, liquidationBonus: 5% }, ETH: { suppliedUnits: 1e6 } } }
positions:
  first: { market: a, owner: whale, collateral: { ETH: 100 }, debt: { USDC: 100_000 } }
  second: { market: b, owner: whale, collateral: { USDC: 100_000 }, debt: { DAI: 60_000 } }
  third: { market: c, owner: whale, collateral: { DAI: 60_000 }, debt: { ETH: 15 } }
shocks: [{ kind: price, asset: ETH, change: -1% }]
`;

describe("recursive leverage", () => {
  // Loan-to-values of lending markets and what unlimited rounds at them come to, to the cent: 1 / (1 − LTV).
  it.each([
    [0.95, 20.0],
    [0.935, 15.38],
    [0.915, 11.76],
    [0.885, 8.7],
    [0.83, 5.88],
    [0.74, 3.85],
    [0.595, 2.47],
    [0.355, 1.55],
  ])("an LTV of %d gives at most %d", (ltv, leverage) => {
    expect(maxLeverage(float, ltv)).toBeCloseTo(leverage, 2);
  });

  it("lent and posted again by 60 %, an LTV of 80 % multiplies deposits by 1 / (1 − 0.48)", () => {
    expect(rehypothecationMultiplier(float, 0.8, 0.6)).toBeCloseTo(1.923077, 6);
  });

  it("tells a ten-fold loop with its price of liquidation and the cost of undoing it", async () => {
    const { accounts, doubleCounting } = studyLoops(await readScenario("scenarios/02-one-loop.yaml"));
    const [loop] = accounts;
    expect(accounts).toHaveLength(1);
    expect(loop).toMatchObject({ position: "looper", collateral: "wstETH", debt: "WETH", collateralUsd: 30e6 });
    expect(loop?.ltv).toBeCloseTo(0.9, 12);
    expect(loop?.grossLeverage).toBeCloseTo(10, 9);
    // (L − 1) / (L·LT) = 9 / 9.5.
    expect(loop?.liquidationPriceRatio).toBeCloseTo(9 / 9.5, 12);
    // Headroom 10 − 9 / 0.95 of equity grows by 1/0.95 a round: 13 rounds for a debt of 9.
    expect(loop?.unwinding.rounds).toBe(13);
    // x wstETH for 10,800 WETH from 250,000 : 300,000 at 0.05 %: x·0.9995 = 250,000·10,800 / 289,200.
    const sold = (250_000 * 10_800) / 289_200 / 0.9995;
    expect(loop?.unwinding.atOnceUsd).toBeCloseTo(sold * 3_000 - 10_800 * 2_500, 2);
    expect(loop?.unwinding.inRoundsUsd).toBeLessThan(loop?.unwinding.atOnceUsd ?? 0);
    // Locked: 10,000 wstETH and 100,000 WETH in the market, 750 M USD on each side of the pool; redeemable: all WETH.
    expect(doubleCounting).toEqual({ tvlUsd: 1.78e9, tvrUsd: 1e9, ratio: 1.78 });
  });

  it("finds the circle of Stream and Elixir and multiplies the shares in which it hands losses on", async () => {
    const { cycles } = studyLoops(await readScenario("scenarios/04-xusd-deusd-november-2025.yaml"));
    expect(cycles).toHaveLength(1);
    const gain = (75 / 104.615385) * (68 / 284.9);
    expect(cycles[0]?.gain).toBeCloseTo(gain, 12);
    expect(cycles[0]?.multiplier).toBeCloseTo(1 / (1 - gain), 12);
  });

  it("follows one owner over three protocols, and closes the circle where the last debt is the first collateral", async () => {
    const { chains, cycles } = studyLoops(
      await parseScenario(CHAIN, { path: "chain.yaml", readTable: async () => "" }),
    );
    expect(cycles).toEqual([]);
    expect(chains).toHaveLength(1);
    const [chain] = chains;
    expect(chain).toMatchObject({ owner: "whale", closed: true, markets: ["a", "b", "c"] });
    expect(chain?.ltvs).toEqual([0.5, 0.6, 0.5]);
    expect(chain?.gain).toBeCloseTo(0.15, 12);
    // (1 + 0.5 + 0.5·0.6) / (1 − 0.15).
    expect(chain?.multiplier).toBeCloseTo(1.8 / 0.85, 12);
  });
});
