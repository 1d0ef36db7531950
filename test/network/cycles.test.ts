import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/model/scenario.js";
import { dependencyCycles } from "../../src/network/cycles.js";
import { dependencyGraph } from "../../src/network/graph.js";
import { networkShape } from "../../src/network/shape.js";
import { balance, issuer, literal, morpho, noScenario, position, priceUsd, stakingLoop } from "./small-scenarios.js";

const cyclesOf = (scenario: Scenario) => dependencyCycles(dependencyGraph(networkShape(scenario, priceUsd)));

const mutual: Scenario = {
  ...noScenario,
  assets: [
    { id: "xUSD", issuer: "stream" },
    { id: "deUSD", issuer: "elixir" },
  ],
  issuers: [
    issuer("stream", {
      supply: 1000,
      holdings: [balance("deUSD", 75)],
      liabilities: [{ to: "elixir", valueUsd: literal(68) }],
    }),
    issuer("elixir", { supply: 500, holdings: [balance("xUSD", 40)] }),
  ],
};

describe("dependencyCycles", () => {
  it("finds none where nothing holds its own claim", () => {
    expect(cyclesOf(stakingLoop)).toEqual({ components: [], cycles: [] });
  });

  it("finds mutual holdings, and the loan between issuers that shortens the way", () => {
    const { components, cycles } = cyclesOf(mutual);
    expect(components).toEqual([["asset:deUSD", "asset:xUSD", "issuer:elixir", "issuer:stream"]]);
    expect(cycles).toEqual([
      {
        members: ["asset:deUSD", "issuer:elixir", "asset:xUSD", "issuer:stream"],
        relations: ["claim", "backing", "claim", "backing"],
        // 40 xUSD at 1.25
        narrowestUsd: 50,
      },
      {
        members: ["asset:deUSD", "issuer:elixir", "issuer:stream"],
        relations: ["claim", "lending", "backing"],
        narrowestUsd: 68,
      },
    ]);
  });

  it("finds an issuer that props up its own claim through a position it owns", () => {
    const { cycles } = cyclesOf({
      ...noScenario,
      assets: [
        { id: "xUSD", issuer: "stream" },
        { id: "USDC", priceUsd: literal(1) },
      ],
      oracles: [
        { id: "xUSD-oracle", kind: "fixed", asset: "xUSD", priceUsd: literal(1.25) },
        { id: "USDC-oracle", kind: "fixed", asset: "USDC", priceUsd: literal(1) },
      ],
      markets: [morpho("m", "xUSD", "USDC")],
      issuers: [issuer("stream", { supply: 1000 })],
      positions: [position("own", "m", balance("xUSD", 100), balance("USDC", 80), { owner: "stream" })],
    });
    expect(cycles).toEqual([
      {
        members: ["asset:xUSD", "issuer:stream", "position:own"],
        relations: ["claim", "backing", "collateral"],
        // The account's equity: 100 × 1.25 − 80.
        narrowestUsd: 45,
      },
      // The same account once more, through the market that it owes and that market's view of its collateral.
      {
        members: ["asset:xUSD", "issuer:stream", "position:own", "market:m", "oracle:xUSD-oracle"],
        relations: ["claim", "backing", "lending", "pricing", "pricing"],
        narrowestUsd: 45,
      },
    ]);
  });

  it("finds a vault whose share is collateral where it lends, through the oracle that reads the share", () => {
    const { cycles } = cyclesOf({
      ...noScenario,
      assets: [
        { id: "share", issuer: "curator" },
        { id: "USDC", priceUsd: literal(1) },
      ],
      oracles: [
        { id: "share-oracle", kind: "exchange-rate", asset: "share", underlying: "USDC" },
        { id: "USDC-oracle", kind: "fixed", asset: "USDC", priceUsd: literal(1) },
      ],
      markets: [morpho("m", "share", "USDC")],
      vaults: [
        {
          id: "curator",
          asset: "USDC",
          idleUnits: literal(10),
          supplies: [{ market: "m", units: literal(90) }],
          realisesBadDebt: true,
        },
      ],
    });
    expect(cycles).toEqual([
      {
        members: ["asset:share", "vault:curator", "market:m", "oracle:share-oracle"],
        relations: ["claim", "lending", "pricing", "pricing"],
        narrowestUsd: 90,
      },
    ]);
  });

  it("does not depend on the order of the scenario", () => {
    const turned = {
      ...mutual,
      assets: mutual.assets.toReversed(),
      issuers: mutual.issuers.toReversed(),
    };
    expect(cyclesOf(turned)).toEqual(cyclesOf(mutual));
  });
});
