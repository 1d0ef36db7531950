import { describe, expect, it } from "vitest";
import { dependencyGraph } from "../../src/network/graph.js";
import { reach } from "../../src/network/reach.js";
import { networkShape } from "../../src/network/shape.js";
import { priceUsd, stakingLoop } from "./small-scenarios.js";

const graph = dependencyGraph(networkShape(stakingLoop, priceUsd));

describe("reach", () => {
  it("follows dependence from WETH to everyone who holds, lends against or is made of it", () => {
    const { nodes, totals, deepest } = reach(graph, ["asset:WETH"]);
    expect(nodes.map(({ key, depth, parents }) => `${depth} ${key} ← ${parents.join(" ")}`)).toEqual([
      "0 asset:WETH ← ",
      "1 issuer:lido ← asset:WETH",
      "1 oracle:WETH-oracle ← asset:WETH",
      "1 oracle:wstETH-oracle ← asset:WETH",
      "1 position:saver ← asset:WETH",
      "2 asset:wstETH ← issuer:lido",
      "2 market:aave ← oracle:WETH-oracle oracle:wstETH-oracle",
      "2 market:weth-usdc ← oracle:WETH-oracle",
      "3 position:looper ← asset:wstETH market:aave",
      "3 vault:curator ← market:weth-usdc",
      "4 actor:fund ← position:looper",
    ]);
    expect(deepest).toBe(4);
    expect(totals).toContainEqual({ kind: "position", count: 2, valueUsd: 260_000 });
    expect(totals).toContainEqual({ kind: "asset", count: 1, valueUsd: 24_000_000 });
    expect(totals.map(({ kind }) => kind)).not.toContain("venue");
  });

  it("takes the nearest of several shocked nodes", () => {
    const { nodes } = reach(graph, ["asset:WETH", "asset:wstETH"]);
    const looper = nodes.find(({ key }) => key === "position:looper");
    expect(looper).toMatchObject({ depth: 1, parents: ["asset:wstETH"] });
  });

  it("ends at nodes on which nobody depends", () => {
    expect(reach(graph, ["actor:fund"])).toMatchObject({ totals: [], deepest: 0 });
  });

  it("refuses a node that does not exist", () => {
    expect(() => reach(graph, ["asset:weth"])).toThrow(new RangeError("asset:weth is not a node of the network"));
  });
});
