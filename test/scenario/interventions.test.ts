import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { parseScenario } from "../../src/scenario/index.js";
import { parseWith, unitsOf } from "./scenarios.js";

const ORACLES = `
  market: { kind: ema, asset: wstETH, timeConstantSeconds: 866 }
  v3: { kind: twap, asset: wstETH, windowSeconds: 1800, mean: geometric }
  worst: { kind: worst-of-two, asset: wstETH, first: market, second: by-rate, threshold: 3% }
  lower: { kind: worst-of-two, asset: wstETH, first: by-rate, second: capo }
  osm: { kind: delayed, asset: ETH, reads: eth }
  eth: { kind: fixed, asset: ETH, priceUsd: 1_990 }
  capo:
    kind: capped-ratio
    asset: wstETH
    underlying: ETH
    underlyingOracle: osm
    rate: 1.25
    snapshotRatio: 1.2
    snapshotAgeSeconds: 15_768_000
    yearlyGrowth: 5%
  pt: { kind: pt-discount, asset: wstETH, underlying: USDC, yearlyDiscount: 10%, maturitySeconds: 31_536_000 }
  llamma: { kind: limited, asset: wstETH, reads: capo }
`;

/** Ten wstETH at 2,400 USD, judged by one of the oracles above, owe half of what they are judged at. */
const judgedBy = (oracle: string): Promise<Scenario> =>
  parseScenario(
    `
format: 1
title: Half of it
assets: { ETH: { priceUsd: 2_000 }, wstETH: { priceUsd: 2_400 }, USDC: { priceUsd: 1 } }
markets:
  m: { kind: morpho-blue, collateral: wstETH, loan: USDC, lltv: 94.5%, oracle: ${oracle} }
oracles:
  by-rate: { kind: exchange-rate, asset: wstETH, underlying: ETH, rate: 1.25 }${ORACLES}
positions:
  half: { market: m, count: 1, collateral: { asset: wstETH, units: { constant: 10 } }, debt: { asset: USDC, ltv: { constant: 50% } } }
`,
    { path: "test.yaml", readTable: () => Promise.reject(new Error("no table")) },
  );

describe("oracles in a file", () => {
  it("have as defaults what protocols have fixed", async () => {
    const { oracles } = await parseWith(ORACLES);
    const byId = new Map(oracles.map((oracle) => [oracle.id, oracle]));
    expect(byId.get("osm")).toEqual({ id: "osm", kind: "delayed", asset: "ETH", reads: "eth", hopSeconds: "3600" });
    expect(byId.get("llamma")).toMatchObject({ maxFactor: "1.25", windowSeconds: "120" });
    expect(byId.get("worst")).toMatchObject({ first: "market", second: "by-rate", threshold: "0.03" });
    expect(byId.get("lower")).not.toHaveProperty("threshold");
  });

  it.each([
    // 2,400 at the market against 2,500 by rate, 4 % apart: the market counts.
    ["worst", 2400],
    ["lower", 1.23 * 1990],
    // min(1.25, 1.2 × 1.025) × 1,990.
    ["capo", 1.23 * 1990],
    ["llamma", 1.23 * 1990],
    ["v3", 2400],
    ["pt", 0.9],
  ])("%s opens at %d, for the size of loans as for the run", async (oracle, priceUsd) => {
    const scenario = await judgedBy(oracle);
    expect(Number(unitsOf(scenario.positions[0]?.debt ?? [], "USDC"))).toBeCloseTo(5 * priceUsd, 9);
    const [round] = simulate(scenario).result.rounds;
    expect(round?.oracles.find(({ id }) => id === oracle)?.priceUsd).toBeCloseTo(priceUsd, 9);
  });
});

describe("faults and interventions in a file", () => {
  it("read as they are written", async () => {
    const { shocks } = await parseWith(`
shocks:
  - { kind: oracle-fault, oracle: by-rate, fault: freeze }
  - { kind: oracle-fault, oracle: by-rate, fromRound: 2, toRound: 4, fault: { floorUsd: 0.1 } }
  - { kind: oracle-fault, oracle: by-rate, fault: { priceUsd: 3 } }
  - { kind: oracle-fault, oracle: by-rate, fault: stale-pause }
  - { kind: set-terms, round: 1, market: aave, asset: ETH, liquidationThreshold: 80% }
  - { kind: set-terms, market: morpho, lltv: 86% }
  - { kind: pause, market: aave }
  - { kind: unpause, round: 2, market: aave }
  - { kind: oracle-switch, market: morpho, asset: wstETH, oracle: by-rate }
  - { kind: capital-injection, units: 1_000, into: { market: aave, asset: USDC } }
  - { kind: circuit-breaker, venue: pool, move: 10%, rounds: 3 }
  - { kind: freeze, market: aave, asset: ETH }
`);
    expect(shocks).toEqual([
      { kind: "oracle-fault", oracle: "by-rate", round: 0, fault: { kind: "freeze" } },
      { kind: "oracle-fault", oracle: "by-rate", round: 2, toRound: 4, fault: { kind: "floor", floorUsd: "0.1" } },
      { kind: "oracle-fault", oracle: "by-rate", round: 0, fault: { kind: "price", priceUsd: "3" } },
      { kind: "oracle-fault", oracle: "by-rate", round: 0, fault: { kind: "stale-pause" } },
      { kind: "set-terms", round: 1, market: "aave", asset: "ETH", liquidationThreshold: "0.8" },
      { kind: "set-terms", round: 0, market: "morpho", lltv: "0.86" },
      { kind: "pause", round: 0, market: "aave" },
      { kind: "unpause", round: 2, market: "aave" },
      { kind: "oracle-switch", round: 0, market: "morpho", asset: "wstETH", oracle: "by-rate" },
      { kind: "capital-injection", round: 0, units: "1000", into: { market: "aave", asset: "USDC" } },
      { kind: "circuit-breaker", round: 0, venue: "pool", move: "0.1", rounds: 3 },
      { kind: "freeze", round: 0, market: "aave", asset: "ETH" },
    ]);
  });

  it("an oracle that a market switches to later counts as used", async () => {
    const { shocks } = await parseWith(`
  later: { kind: fixed, asset: ETH, priceUsd: 2_000 }
shocks:
  - { kind: oracle-switch, round: 3, market: aave, asset: ETH, oracle: later }
  - { kind: oracle-fault, oracle: later, fault: freeze }
`);
    expect(shocks).toHaveLength(2);
  });
});
