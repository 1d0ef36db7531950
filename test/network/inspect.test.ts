import { describe, expect, it } from "vitest";
import { inspectNetwork } from "../../src/network/inspect.js";
import { networkShape } from "../../src/network/shape.js";
import { literal, priceUsd, stakingLoop } from "./small-scenarios.js";

const lonely = { ...stakingLoop, assets: [...stakingLoop.assets, { id: "xUSD", priceUsd: literal(1.25) }] };
const inspection = inspectNetwork(networkShape(lonely, priceUsd));

describe("inspectNetwork", () => {
  it("counts nodes by kind and edges by relation", () => {
    expect(Object.fromEntries(inspection.nodes.map(({ kind, count }) => [kind, count]))).toEqual({
      asset: 4,
      oracle: 3,
      venue: 2,
      market: 2,
      vault: 1,
      issuer: 1,
      position: 2,
      actor: 1,
    });
    expect(inspection.edges).toContainEqual({ relation: "lending", count: 3, valueUsd: 40_000 + 200_000 + 15_000 });
    expect(inspection.edges).toContainEqual({ relation: "pricing", count: 8, valueUsd: 0 });
  });

  it("tells the parts that no edge joins", () => {
    expect(inspection.parts).toEqual([15, 1]);
  });

  it("lists exposures, largest first, without prices and pools", () => {
    expect(
      inspection.largestExposures.slice(0, 3).map(({ from, to, valueUsd }) => `${from} ${to} ${valueUsd}`),
    ).toEqual([
      "asset:wstETH issuer:lido 24000000",
      "issuer:lido asset:WETH 24000000",
      "position:looper asset:wstETH 240000",
    ]);
  });

  it("lists loops and reach", () => {
    expect(inspection.loopedPositions.map(({ position, leverage }) => [position, leverage])).toEqual([["looper", 6]]);
    expect(inspection.cycles.cycles).toEqual([]);
    expect(inspection.reach.map(({ asset, nodes, deepest }) => [asset, nodes, deepest])).toEqual([
      ["WETH", 10, 4],
      ["USDC", 5, 3],
      ["wstETH", 4, 2],
      ["xUSD", 0, 0],
    ]);
  });
});
