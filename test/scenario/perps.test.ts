import { describe, expect, it } from "vitest";
import { parseScenario, ScenarioError } from "../../src/scenario/index.js";

const files = { path: "test.yaml", readTable: () => Promise.reject(new Error("no table")) };
const HYPER = "kind: hyperliquid, maxLeverage: 20, fundUnits: 1000, book: [[0.1%, 10]]";

const yaml = (positions: string, market = `underlying: ETH, margin: USDC, ${HYPER}`): string => `
format: 1
title: a test
assets: { ETH: { priceUsd: 2000 }, USDC: { priceUsd: 1 } }
markets:
  perp: { ${market} }
  loans: { kind: morpho-blue, collateral: ETH, loan: USDC, lltv: 86% }
positions: ${positions}
shocks: [{ kind: price, asset: ETH, change: -10% }]
`;

const read = (positions: string, market?: string) => parseScenario(yaml(positions, market), files);
const complaints = async (positions: string, market?: string): Promise<readonly string[]> => {
  const error: unknown = await read(positions, market).catch((reason: unknown) => reason);
  if (!(error instanceof ScenarioError)) throw new Error("found nothing wrong");
  return error.issues.map(({ path, found }) => `${path}: ${found}`);
};
const ALICE = "{ alice: { market: perp, perp: { sizeUnits: -2, entryPriceUsd: 2100, marginUnits: 500 } } }";

describe("perpetual accounts in scenario files", () => {
  it("post their margin as collateral and owe nothing", async () => {
    const { positions, markets, oracles } = await read(ALICE);
    expect(positions).toEqual([
      {
        ...{ id: "alice", market: "perp", debt: [], collateral: [{ asset: "USDC", units: "500" }] },
        perp: { sizeUnits: "-2", entryPriceUsd: "2100" },
      },
    ]);
    expect(markets[0]).toMatchObject({ oracle: "spot(ETH)", marginOracle: "par(USDC)", hedgedOnSpotShare: "0" });
    expect(oracles.map(({ id }) => id)).toEqual(expect.arrayContaining(["spot(ETH)", "par(USDC)"]));
  });

  it("are drawn by margin and leverage, entered at the mark, and scaled to a total of sizes", async () => {
    const { positions } = await read(
      "{ shorts: { market: perp, count: 20, totalUnits: 300, perps: { side: short, marginUnits: { uniform: [100, 900] }, leverage: { constant: 5 } } } }",
    );
    const sizes = positions.map(({ perp }) => Number(perp?.sizeUnits));
    expect(sizes.reduce((a, b) => a + b, 0)).toBeCloseTo(-300, 9);
    for (const { perp, collateral } of positions) {
      expect(perp?.entryPriceUsd).toBe("2000");
      expect((Number(perp?.sizeUnits) * -2000) / Number(collateral[0]?.units)).toBeCloseTo(5, 9);
    }
  });

  it("belong to a perpetual venue, and only they do", async () => {
    expect(await complaints(ALICE.replace("market: perp", "market: loans"))).toEqual([
      expect.stringContaining('"loans" is a market of kind "morpho-blue"'),
    ]);
    expect(await complaints("{ bob: { market: perp, collateral: { USDC: 5 } } }")).toEqual([
      expect.stringContaining('"perp" is a market of kind "hyperliquid"'),
    ]);
  });

  it("hold something, against another asset than the underlying, at a venue whose levels rise", async () => {
    expect(await complaints(ALICE.replace("-2", "0"))).toEqual([expect.stringContaining("found a size of 0")]);
    expect(await complaints(ALICE, `underlying: ETH, margin: ETH, ${HYPER}`)).toEqual([
      expect.stringContaining('found "ETH" on both sides'),
    ]);
    const book = HYPER.replace("[[0.1%, 10]]", "[[0.2%, 10], [0.1%, 10]]");
    expect(await complaints(ALICE, `underlying: ETH, margin: USDC, ${book}`)).toEqual([
      expect.stringContaining("found 0.001 after 0.002"),
    ]);
  });

  it("may not be cut to more profit than the maximum that brings the cut about", async () => {
    const gmx =
      "kind: gmx-v2, poolUnits: 1e6, minCollateralFactor: 1%, impact: { exponent: 2, positiveFactor: 0, negativeFactor: 0 }, maxPnlFactorForAdl: 0.4, minPnlFactorAfterAdl: 0.5";
    expect(await complaints(ALICE, `underlying: ETH, margin: USDC, ${gmx}`)).toEqual([
      expect.stringContaining("found 0.5"),
    ]);
  });
});
