import { describe, expect, it } from "vitest";
import type { Actor, Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { aave, flat, literal, pool, position, priceShock, reserve, sale, small, units } from "./small.js";

const PRICES = { stETH: 1000, ETH: 1000, USDC: 1 };
const STETH_ETH = pool({ stETH: 1000, ETH: 1000 });
const ETH_USDC = pool({ ETH: 1000, USDC: 1_000_000 });

const seller = (id: string, asset: string, amount: number, into: string): Actor => ({
  ...{ id, holdings: units({ [asset]: amount }) },
  policies: [{ kind: "stop-loss", asset, priceUsd: literal(1e9), share: literal(1), into }],
});

const selling = (actors: readonly Actor[], venues = [STETH_ETH, ETH_USDC]): Scenario =>
  small(PRICES, { venues, actors });

const run = (scenario: Scenario) => {
  const { result } = simulate(scenario);
  const endOf = (key: string) => result.nodes.find((node) => node.key === key)?.endUsd;
  const soldAt = (venue: string) =>
    result.events.find(({ kind, round, to }) => kind === "sale" && round === 0 && to === `venue:${venue}`)?.units;
  return { result, endOf, soldAt };
};

/** x·y = k without fee, from equal depths in ETH. */
const fetched = (units: number, depthIn: number, depthOut: number) => (depthOut * units) / (depthIn + units);
const ETH_FOR_100 = fetched(100, 1000, 1000);

describe("a sale over two hops", () => {
  it("moves both pools, and fetches what the second pays for the proceeds of the first", () => {
    const { result, endOf, soldAt } = run(selling([seller("bear", "stETH", 100, "USDC")]));
    expect(soldAt("stETH/ETH")).toBe(100);
    expect(soldAt("ETH/USDC")).toBeCloseTo(ETH_FOR_100, 10);
    expect(endOf("actor:bear")).toBeCloseTo(fetched(ETH_FOR_100, 1000, 1e6), 6);
    const ethUsd = 1e9 / (1000 + ETH_FOR_100) ** 2;
    const [stEth, eth] = result.rounds[0]?.assets ?? [];
    expect(eth?.marketUsd).toBeCloseTo(ethUsd, 8);
    expect(stEth?.marketUsd).toBeCloseTo((ethUsd * 1e6) / 1100 ** 2, 8);
    expect(result.audit.residual).toBeLessThan(1e-12);
  });

  it("is a shock's sale too: all that it does to prices is direct", () => {
    const holder: Actor = { id: "holder", holdings: units({ ETH: 10 }), policies: [] };
    const shocks = [sale("stETH", 100, "USDC")];
    const { result } = run(small(PRICES, { venues: [STETH_ETH, ETH_USDC], actors: [holder], shocks }));
    const lost = result.nodes.find(({ key }) => key === "actor:holder")?.lossUsd;
    expect(lost?.direct).toBeCloseTo(10 * (1000 - 1e9 / (1000 + ETH_FOR_100) ** 2), 6);
    expect(lost?.price).toBeCloseTo(0, 9);
  });

  it("shares the second hop with direct sellers: one flow, one average price", () => {
    const actors = [seller("far", "stETH", 100, "USDC"), seller("near", "ETH", 100, "USDC")];
    const { endOf, soldAt, result } = run(selling(actors));
    const all = ETH_FOR_100 + 100;
    const averageUsd = fetched(all, 1000, 1e6) / all;
    expect(soldAt("ETH/USDC")).toBeCloseTo(all, 9);
    expect(endOf("actor:far")).toBeCloseTo(averageUsd * ETH_FOR_100, 6);
    expect(endOf("actor:near")).toBeCloseTo(averageUsd * 100, 6);
    expect(result.audit.residual).toBeLessThan(1e-12);
  });

  it("shares the first hop with those who want what lies between", () => {
    const actors = [seller("far", "stETH", 60, "USDC"), seller("near", "stETH", 40, "ETH")];
    const { endOf, soldAt, result } = run(selling(actors));
    expect(soldAt("ETH/USDC")).toBeCloseTo(0.6 * ETH_FOR_100, 10);
    expect(endOf("actor:far")).toBeCloseTo(fetched(0.6 * ETH_FOR_100, 1000, 1e6), 6);
    const ethUsd = result.rounds[0]?.assets[1]?.marketUsd ?? 0;
    expect(endOf("actor:near")).toBeCloseTo(0.4 * ETH_FOR_100 * ethUsd, 6);
  });

  it("meets buyers of the second hop before its venues", () => {
    const actors = [seller("far", "stETH", 100, "USDC"), seller("bull", "USDC", ETH_FOR_100 * 1000, "ETH")];
    const { endOf, soldAt, result } = run(selling(actors));
    expect(soldAt("ETH/USDC") ?? 0).toBeCloseTo(0, 9);
    expect(endOf("actor:far")).toBeCloseTo(ETH_FOR_100 * 1000, 6);
    expect(result.rounds[0]?.assets[1]?.marketUsd).toBeCloseTo(1000, 6);
  });

  it("leaves what the second hop cannot take with the seller, as what it is", () => {
    const { result, endOf } = run(
      selling([seller("bear", "stETH", 100, "USDC")], [STETH_ETH, flat("ETH", "USDC", 30)]),
    );
    expect(endOf("actor:bear")).toBeCloseTo(30_000 + (ETH_FOR_100 - 30) * 1000, 6);
    expect(result.nodes.find(({ key }) => key === "venue:ETH~USDC")?.failedRound).toBe(0);
    expect(result.audit.residual).toBeLessThan(1e-12);
  });

  it("goes over the asset between whose shallower hop is deepest", () => {
    const venues = [pool({ stETH: 9000, DAI: 9_000_000 }), pool({ DAI: 500_000, USDC: 500_000 }), STETH_ETH, ETH_USDC];
    const actors = [seller("bear", "stETH", 100, "USDC")];
    const { soldAt } = run(small({ ...PRICES, DAI: 1 }, { venues, actors }));
    expect(soldAt("stETH/ETH")).toBe(100);
    expect(soldAt("stETH/DAI")).toBeUndefined();
  });
});

describe("a liquidation over two hops", () => {
  const liquidating = (usdcDepth: number): Scenario =>
    small(PRICES, {
      venues: [STETH_ETH, pool({ ETH: usdcDepth / 1000, USDC: usdcDepth }, { id: "second" })],
      markets: [
        aave([reserve("stETH", { threshold: 0.8, bonus: 0.1, supplied: 1000 }), reserve("USDC", { supplied: 1e6 })]),
      ],
      positions: [position("p", "aave", { stETH: 20 }, { USDC: 15_000 })],
      shocks: [priceShock("stETH", -0.1)],
      liquidators: { gasUsd: literal(200), minimumProfitUsd: literal(0) },
    });

  it("pays only if both hops leave enough", () => {
    const deep = run(liquidating(10e6));
    expect(deep.result.rounds[0]?.liquidations).toBe(1);
    expect(deep.soldAt("second")).toBeGreaterThan(0);
    const shallow = run(liquidating(2000));
    expect(shallow.result.rounds[0]).toMatchObject({ liquidations: 0, declined: 1 });
    expect(shallow.result.events.find(({ kind }) => kind === "liquidation-declined")?.text).toContain("would not pay");
  });

  it("is decided alike in decimals", () => {
    for (const depth of [2000, 20_000, 200_000, 10e6]) {
      const [float, decimal] = (["float", "decimal"] as const).map((numbers) => {
        const { result } = simulate(liquidating(depth), { numbers });
        return result.events.map(({ kind, from, to }) => `${kind} ${from} ${to}`);
      });
      expect(float).toEqual(decimal);
    }
  });
});

describe("sellers on a ring, each over the pair on which the last one ends", () => {
  const venues = [
    pool({ B: 800, A: 800 }),
    pool({ C: 900, B: 900 }),
    pool({ D: 700, C: 700 }),
    { ...pool({ A: 1000, D: 1000 }), quote: "A" },
  ];
  const actors = [
    seller("a", "A", 50, "C"),
    seller("b", "B", 40, "D"),
    seller("c", "C", 30, "A"),
    seller("d", "D", 20, "B"),
    seller("e", "A", 10, "D"),
  ];
  const ring = (shift: number): Scenario =>
    small(
      { A: 1, B: 1, C: 1, D: 1 },
      {
        venues: [...venues.slice(shift), ...venues.slice(0, shift)],
        actors: [...actors.slice(shift), ...actors.slice(0, shift)].reverse(),
      },
    );

  it("end up alike whatever the order of actors and venues, and no unit is lost", () => {
    const { result, endOf } = run(ring(0));
    expect(result.rounds[0]?.soldUsd).toBeCloseTo(150, 9);
    expect(result.audit.residual).toBeLessThan(1e-12);
    for (const shift of [1, 2, 3]) {
      const other = run(ring(shift));
      for (const { id } of actors) expect(other.endOf(`actor:${id}`)).toBeCloseTo(endOf(`actor:${id}`) ?? 0, 9);
    }
  });
});
