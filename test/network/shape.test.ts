import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/model/scenario.js";
import { networkShape } from "../../src/network/shape.js";
import { balance, issuer, literal, noScenario, position, priceUsd, stakingLoop } from "./small-scenarios.js";

const shape = networkShape(stakingLoop, priceUsd);
const edges = shape.edges.map(
  ({ from, to, relation, units, valueUsd }) => `${from} ${relation} ${to} ${units} ${valueUsd}`,
);

describe("networkShape", () => {
  it("sizes every node in USD at market prices", () => {
    expect(Object.fromEntries(shape.nodes.map(({ key, valueUsd }) => [key, valueUsd]))).toEqual({
      // pool 600 + issuer 12,000 + aave 100 lent (all borrowed) + 10 posted on the isolated market
      "asset:WETH": 12_710 * 2000,
      // a claim: its supply
      "asset:wstETH": 10_000 * 2400,
      // isolated market 50,000 + vault idle 10,000 + actor 5,000
      "asset:USDC": 65_000,
      "oracle:WETH-oracle": 0,
      "oracle:wstETH-oracle": 0,
      "oracle:USDC-oracle": 0,
      "venue:pool": 500 * 2400 + 600 * 2000,
      "venue:quotes": 1000 * 2000,
      // wstETH posted 100 and WETH lent 100
      "market:aave": 100 * 2400 + 100 * 2000,
      "market:weth-usdc": 50_000,
      "vault:curator": 50_000,
      "issuer:lido": 12_000 * 2000,
      "position:looper": 240_000,
      "position:saver": 20_000,
      "actor:fund": 5000,
    });
  });

  it("draws every dependence with its amount and value", () => {
    expect(edges).toEqual([
      "asset:WETH liquidity venue:pool 600 1200000",
      "asset:WETH liquidity venue:quotes 1000 2000000",
      "asset:wstETH claim issuer:lido 10000 24000000",
      "asset:wstETH liquidity venue:pool 500 1200000",
      "oracle:WETH-oracle pricing asset:WETH 0 0",
      "oracle:wstETH-oracle pricing asset:wstETH 0 0",
      "oracle:wstETH-oracle pricing asset:WETH 0 0",
      "oracle:USDC-oracle pricing asset:USDC 0 0",
      "market:aave pricing oracle:WETH-oracle 0 0",
      "market:aave pricing oracle:wstETH-oracle 0 0",
      "market:weth-usdc pricing oracle:WETH-oracle 0 0",
      "market:weth-usdc pricing oracle:USDC-oracle 0 0",
      "vault:curator backing asset:USDC 50000 50000",
      "vault:curator lending market:weth-usdc 40000 40000",
      "issuer:lido backing asset:WETH 12000 24000000",
      "position:looper collateral asset:wstETH 100 240000",
      "position:looper lending market:aave 100 200000",
      "actor:fund backing position:looper 0 40000",
      "position:saver collateral asset:WETH 10 20000",
      "position:saver lending market:weth-usdc 15000 15000",
      "actor:fund backing asset:USDC 5000 5000",
    ]);
  });

  it("names the priced asset on pricing edges, so that an exchange rate's underlying can be told from what it reports", () => {
    expect(shape.edges.filter(({ from }) => from === "oracle:wstETH-oracle")).toEqual([
      expect.objectContaining({ to: "asset:wstETH", asset: "wstETH" }),
      expect.objectContaining({ to: "asset:WETH", asset: "wstETH" }),
    ]);
  });

  it("keeps a position's market and group, and leaves the group out where there is none", () => {
    const [looper, saver] = shape.nodes.filter(({ kind }) => kind === "position");
    expect(looper).toMatchObject({ market: "aave", group: "loops" });
    expect(saver).toMatchObject({ market: "weth-usdc" });
    expect(saver).not.toHaveProperty("group");
  });

  it("lends between issuers, and lets an issuer own a position and a vault back a token", () => {
    const drawn = networkShape(
      {
        ...stakingLoop,
        assets: [...stakingLoop.assets, { id: "share", issuer: "curator" }],
        issuers: [
          issuer("stream", { supply: 10, liabilities: [{ to: "elixir", valueUsd: literal(68) }] }),
          issuer("elixir", { supply: 10, external: [{ name: "cash", valueUsd: literal(2) }] }),
        ],
        positions: [position("own", "aave", balance("wstETH", 1), balance("WETH", 1), { owner: "stream" })],
      },
      priceUsd,
    );
    expect(drawn.nodes.find(({ key }) => key === "issuer:elixir")?.valueUsd).toBe(70);
    expect(drawn.edges).toContainEqual({
      from: "issuer:elixir",
      to: "issuer:stream",
      relation: "lending",
      units: 0,
      valueUsd: 68,
    });
    expect(drawn.edges).toContainEqual({
      from: "issuer:stream",
      to: "position:own",
      relation: "backing",
      units: 0,
      valueUsd: 400,
    });
    // One share per unit of assets: 50,000 shares at 1.1.
    const claim = drawn.edges.find(({ relation, from }) => relation === "claim" && from === "asset:share");
    expect(claim).toMatchObject({ to: "vault:curator", units: 50_000 });
    expect(claim?.valueUsd).toBeCloseTo(55_000, 6);
  });

  it("is empty for an empty scenario", () => {
    expect(networkShape(noScenario, priceUsd)).toEqual({ nodes: [], edges: [] });
  });

  it("is the same graph in whatever order the scenario is written", () => {
    const lists = ["assets", "oracles", "venues", "markets", "vaults", "issuers", "actors", "positions"] as const;
    const sorted = (scenario: Scenario) => {
      const { nodes, edges } = networkShape(scenario, priceUsd);
      return [...nodes, ...edges].map((item) => JSON.stringify(item)).sort();
    };
    const orders = lists.map((name) =>
      fc.shuffledSubarray([...stakingLoop[name].keys()], { minLength: stakingLoop[name].length }),
    );
    fc.assert(
      fc.property(fc.tuple(...orders), (places) => {
        const turned = Object.fromEntries(
          lists.map((name, list) => [name, (places[list] ?? []).map((place) => stakingLoop[name][place])]),
        );
        expect(sorted({ ...stakingLoop, ...turned })).toEqual(sorted(stakingLoop));
      }),
      { numRuns: 30 },
    );
  });

  it("scales every value with prices and no amount", () => {
    const twice = networkShape(stakingLoop, (asset) => 2 * priceUsd(asset));
    expect(twice.nodes.map(({ valueUsd }) => valueUsd)).toEqual(shape.nodes.map(({ valueUsd }) => 2 * valueUsd));
    expect(twice.edges.map(({ units, valueUsd }) => [units, valueUsd])).toEqual(
      shape.edges.map(({ units, valueUsd }) => [units, 2 * valueUsd]),
    );
  });
});
