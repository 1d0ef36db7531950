import { describe, expect, it } from "vitest";
import type { Actor, Scenario, Venue } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { aave, aaveV2, flat, literal, pool, position, priceShock, reserve, sale, small, units } from "./small.js";

const seller = (id: string, asset: string, amount: number, into: string): Actor => ({
  ...{ id, holdings: units({ [asset]: amount }) },
  policies: [{ kind: "stop-loss", asset, priceUsd: literal(1e9), share: literal(1), into }],
});

const end = (scenario: Scenario, key: string): number | undefined =>
  simulate(scenario).result.nodes.find((node) => node.key === key)?.endUsd;

describe("opposite flows", () => {
  const market = (ethSold: number, usdcSold: number): Scenario =>
    small(
      { ETH: 1000, USDC: 1 },
      {
        venues: [pool({ ETH: 1000, USDC: 1_000_000 })],
        actors: [seller("bear", "ETH", ethSold, "USDC"), seller("bull", "USDC", usdcSold, "ETH")],
      },
    );

  it("meet at the market price before any venue: equal ones leave the pool alone", () => {
    const { result } = simulate(market(10, 10_000));
    expect(result.events.some(({ kind }) => kind === "sale" || kind === "price-move")).toBe(false);
    expect(result.rounds[0]?.assets[0]?.marketUsd).toBe(1000);
    expect(result.nodes.find(({ key }) => key === "actor:bull")?.endUsd).toBe(10_000);
    expect(result.audit.residual).toBe(0);
  });

  it("send only the difference to the pool, and give all sellers of a side the same average", () => {
    const { result } = simulate(market(30, 10_000));
    // 10 ETH meet 10,000 USDC; 20 ETH go to the pool and fetch 10⁶ · 20/1,020 USDC.
    const fetched = (1e6 * 20) / 1020;
    expect(result.events.filter(({ kind }) => kind === "sale").map(({ units: sold }) => sold)).toEqual([20]);
    expect(result.rounds[0]?.assets[0]?.marketUsd).toBeCloseTo(1e9 / 1020 ** 2, 8);
    expect(end(market(30, 10_000), "actor:bear")).toBeCloseTo(10_000 + fetched, 8);
    expect(result.audit.residual).toBeLessThan(1e-12);
  });
});

describe("flows of equal value through one pool", () => {
  it("go by the names of their assets, whatever the order of the file", () => {
    const venue: Venue = {
      ...{ id: "three", kind: "stableswap", balances: units({ A: 1e6, B: 1e6, C: 1e6 }), amplification: literal(20) },
      ...{ fee: literal(0), arbitragePerRound: literal(0) },
    };
    const sellers = [seller("late", "B", 400_000, "C"), seller("early", "A", 400_000, "C")];
    for (const actors of [sellers, sellers.toReversed()]) {
      const scenario = small({ A: 1, B: 1, C: 1 }, { venues: [venue], actors });
      expect(end(scenario, "actor:early")).toBeGreaterThan((end(scenario, "actor:late") ?? Infinity) + 1000);
    }
  });
});

describe("several venues", () => {
  it("share a sale so that the last unit fetches the same on each", () => {
    // Pools of 1,000 and 3,000 ETH at 1,000 USD: a quarter and three quarters of 400 ETH.
    const venues = [
      pool({ ETH: 1000, USDC: 1_000_000 }, { id: "small" }),
      pool({ ETH: 3000, USDC: 3_000_000 }, { id: "large" }),
    ];
    const { result } = simulate(small({ ETH: 1000, USDC: 1 }, { venues, shocks: [sale("ETH", 400, "USDC")] }));
    const sold = new Map(
      result.events.flatMap(({ kind, to, units: amount = 0 }) => (kind === "sale" ? [[to, amount]] : [])),
    );
    expect(sold.get("venue:small")).toBeCloseTo(100, 6);
    expect(sold.get("venue:large")).toBeCloseTo(300, 6);
    expect(result.rounds[0]?.assets[0]?.marketUsd).toBeCloseTo(1e9 / 1100 ** 2, 6);
  });

  it("are exhausted one by one: what none can take is left over and said so", () => {
    const venues = [flat("ETH", "USDC", 30)];
    const actors = [seller("bear", "ETH", 50, "USDC")];
    const { result } = simulate(small({ ETH: 1000, USDC: 1 }, { venues, actors }));
    expect(result.rounds[0]?.soldUsd).toBe(30_000);
    expect(result.nodes.find(({ key }) => key === "venue:ETH~USDC")?.failedRound).toBe(0);
    // 30,000 USDC and 20 ETH.
    expect(result.nodes.find(({ key }) => key === "actor:bear")?.endUsd).toBe(50_000);
  });
});

describe("a sale by the shock", () => {
  it("is direct for its share of what was sold, price for the rest", () => {
    // 30 ETH by the shock and 10 by an actor: three quarters of the fall that a holder of 100 ETH suffers are direct.
    const holder: Actor = { id: "holder", holdings: units({ ETH: 100 }), policies: [] };
    const scenario = small(
      { ETH: 1000, USDC: 1 },
      {
        venues: [pool({ ETH: 1000, USDC: 1_000_000 })],
        actors: [seller("bear", "ETH", 10, "USDC"), holder],
        shocks: [sale("ETH", 30, "USDC")],
      },
    );
    const lost = simulate(scenario).result.nodes.find(({ key }) => key === "actor:holder")?.lossUsd;
    const fall = 100 * (1000 - 1e9 / 1040 ** 2);
    expect(lost?.direct).toBeCloseTo(0.75 * fall, 6);
    expect(lost?.price).toBeCloseTo(0.25 * fall, 6);
  });
});

describe("a market's cash", () => {
  it("limits an owner's sale of collateral as it limits a seizure", () => {
    // 100 ETH posted, 95 of them lent on: 5 can be taken out, though the stop-loss would sell 50.
    const owner: Actor = {
      ...{ id: "owner", holdings: [] },
      policies: [{ kind: "stop-loss", asset: "ETH", priceUsd: literal(950), share: literal(0.5), into: "USDC" }],
    };
    const reserves = [
      reserve("ETH", { threshold: 0.8, bonus: 0.05, supplied: 100, otherBorrowed: 95 }),
      reserve("USDC", { supplied: 50_000 }),
    ];
    for (const market of [aave(reserves), aaveV2(reserves)]) {
      const { result } = simulate(
        small(
          { ETH: 1000, USDC: 1 },
          {
            venues: [flat("ETH", "USDC", 1000)],
            markets: [market],
            actors: [owner],
            positions: [position("p", "aave", { ETH: 100 }, { USDC: 30_000 }, { owner: "owner" })],
            shocks: [priceShock("ETH", -0.1)],
          },
        ),
      );
      expect(result.rounds[0]?.soldUsd).toBeCloseTo(5 * 900, 8);
      expect(result.rounds[0]?.reserves[0]?.cashUnits).toBe(0);
      expect(result.rounds[0]?.reserves[1]?.borrowedUnits).toBeCloseTo(30_000 - 4500, 8);
      expect(result.audit.residual).toBeLessThan(1e-12);
      expect(result.audit.reserveResidual).toBeLessThan(1e-12);
    }
  });
});
