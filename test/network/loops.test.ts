import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/model/scenario.js";
import { loopedPositions } from "../../src/network/loops.js";
import { networkShape } from "../../src/network/shape.js";
import { balance, issuer, literal, position, priceUsd, stakingLoop } from "./small-scenarios.js";

const loops = (scenario: Scenario) => loopedPositions(networkShape(scenario, priceUsd));

describe("loopedPositions", () => {
  it("finds wstETH borrowed against in WETH through the exchange rate, and not WETH borrowed against in USDC", () => {
    expect(loops(stakingLoop)).toEqual([
      {
        position: "looper",
        market: "aave",
        collateral: "wstETH",
        debt: "WETH",
        members: ["position:looper", "asset:wstETH", "asset:WETH"],
        relations: ["collateral", "pricing"],
        collateralUsd: 240_000,
        debtUsd: 200_000,
        leverage: 6,
        narrowestUsd: 200_000,
      },
    ]);
  });

  it("finds it through the issuer's backing where the oracle is spot", () => {
    const spot = stakingLoop.oracles.map((oracle) =>
      oracle.id === "wstETH-oracle" ? ({ id: oracle.id, kind: "spot", asset: "wstETH" } as const) : oracle,
    );
    const [loop, ...others] = loops({ ...stakingLoop, oracles: spot });
    expect(others).toEqual([]);
    expect(loop?.members).toEqual(["position:looper", "asset:wstETH", "issuer:lido", "asset:WETH"]);
    expect(loop?.relations).toEqual(["collateral", "claim", "backing"]);
  });

  it("finds it through the asset that the collateral tracks", () => {
    const steth = [...stakingLoop.assets, { id: "stETH", priceUsd: literal(1990), tracks: "WETH" }];
    const positions = [position("lido-loop", "aave", balance("stETH", 10), balance("WETH", 7))];
    const [loop] = loops({ ...stakingLoop, assets: steth, positions });
    expect(loop?.members).toEqual(["position:lido-loop", "asset:stETH", "asset:WETH"]);
    expect(loop?.relations).toEqual(["collateral", "pricing"]);
  });

  it("does not follow an exchange rate backwards: the underlying is not made of the wrapper", () => {
    const short = [position("short", "aave", balance("WETH", 100), balance("wstETH", 50))];
    expect(loops({ ...stakingLoop, positions: short })).toEqual([]);
  });

  it("follows claims on claims, and leaves leverage out when nothing is left", () => {
    const scenario: Scenario = {
      ...stakingLoop,
      assets: [...stakingLoop.assets, { id: "deUSD", issuer: "elixir" }, { id: "xUSD", issuer: "stream" }],
      issuers: [
        issuer("elixir", { supply: 100, holdings: [balance("xUSD", 40)] }),
        issuer("stream", { supply: 100, holdings: [balance("USDC", 30)] }),
      ],
      positions: [position("under", "weth-usdc", balance("deUSD", 100), balance("USDC", 120))],
    };
    const [loop] = loops(scenario);
    expect(loop?.members).toEqual([
      "position:under",
      "asset:deUSD",
      "issuer:elixir",
      "asset:xUSD",
      "issuer:stream",
      "asset:USDC",
    ]);
    expect(loop?.narrowestUsd).toBe(30);
    expect(loop).not.toHaveProperty("leverage");
  });

  it("counts supplying and borrowing the same asset", () => {
    const same = [position("farmer", "aave", balance("WETH", 10), balance("WETH", 8))];
    const [loop] = loops({ ...stakingLoop, positions: same });
    expect(loop).toMatchObject({ members: ["position:farmer", "asset:WETH"], leverage: 5 });
  });
});
