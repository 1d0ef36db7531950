import { describe, expect, it } from "vitest";
import type { ProviderExit, Venue } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { runYaml } from "./from-yaml.js";
import { literal, pool, priceShock, sale, small } from "./small.js";

const leaving = (trigger: ProviderExit["trigger"], share = 0.5): Venue => {
  const venue = pool({ ETH: 1_000, USDC: 100_000 });
  if (venue.kind !== "constant-product") throw new Error("not a pool");
  return { ...venue, providers: { withdrawShare: literal(share), trigger } };
};

const run = (venue: Venue, shocks = [sale("ETH", 100, "USDC", 2)]) =>
  simulate(small({ ETH: 100, USDC: 1 }, { venues: [venue], shocks })).result;

describe("providers of liquidity", () => {
  it("leave at their round, without moving the price: the next sale falls twice as deep", () => {
    const { rounds, events, nodes, audit } = run(leaving({ kind: "round", round: 1 }));
    expect(rounds.map(({ assets }) => assets[0]?.marketUsd)).toEqual([
      100,
      100,
      // 500 ETH and 50,000 USDC are left: 100 more ETH leave 50,000·500/600/600.
      expect.closeTo((50_000 * 500) / 600 ** 2, 9),
      expect.closeTo((50_000 * 500) / 600 ** 2, 9),
    ]);
    const left = events.find(({ kind }) => kind === "withdrawal");
    expect(left).toMatchObject({ round: 1, from: "venue:ETH/USDC", channel: "run", valueUsd: 100_000 });
    // Every token that left is in the ledger.
    expect(audit.residual).toBeLessThan(1e-12);
    const end = nodes.find(({ key }) => key === "venue:ETH/USDC");
    expect(end?.startUsd).toBe(200_000);
    expect(end?.endUsd).toBeCloseTo(600 * ((50_000 * 500) / 600 ** 2) + (50_000 * 500) / 600, 6);
  });

  it("leave once a price is below theirs, strictly, after the news and before the sales of a round", () => {
    const exit = leaving({ kind: "price-below", asset: "ETH", priceUsd: literal(80) });
    const at80 = run(exit, [priceShock("ETH", -0.2)]);
    expect(at80.events.some(({ kind }) => kind === "withdrawal")).toBe(false);
    const below = run(exit, [priceShock("ETH", -0.21), sale("ETH", 50, "USDC")]);
    expect(below.events.filter(({ kind }) => kind === "withdrawal").map(({ round }) => round)).toEqual([0]);
    const [eth, usdc] = [500 / Math.sqrt(0.79), 50_000 * Math.sqrt(0.79)];
    expect(below.rounds[0]?.assets[0]?.marketUsd).toBeCloseTo((usdc * eth) / (eth + 50) ** 2, 9);
    // The price moved by their leaving is nothing: they leave because of it.
    const cause = below.events.find(({ kind }) => kind === "withdrawal")?.cause ?? -1;
    expect(below.events[cause]).toMatchObject({ to: "asset:ETH" });
  });

  it("who all leave, leave sellers without a buyer", () => {
    const { rounds, stop } = run(leaving({ kind: "round", round: 0 }, 1));
    expect(rounds[2]?.assets[0]?.marketUsd).toBe(100);
    expect(rounds[2]?.soldUsd).toBe(0);
    expect(stop.reason).toBe("exhausted");
  });

  it("do the same in both number systems", () => {
    const scenario = small(
      { ETH: 100, USDC: 1 },
      {
        venues: [leaving({ kind: "round", round: 1 }, 0.3)],
        shocks: [sale("ETH", 77, "USDC", 1), sale("ETH", 5, "USDC", 2)],
      },
    );
    const [inFloat, exact] = [simulate(scenario).result, simulate(scenario, { numbers: "decimal" }).result];
    const prices = ({ rounds }: typeof exact) => rounds.map(({ assets }) => assets[0]?.marketUsd ?? Number.NaN);
    prices(inFloat).forEach((price, round) => {
      expect(price / (prices(exact)[round] ?? Number.NaN)).toBeCloseTo(1, 12);
    });
  });

  it("are read from a file, for the pool that they are in", async () => {
    const yaml = (asset: string) => `
assets: { ETH: { priceUsd: 100 }, USDC: { priceUsd: 1 } }
venues:
  v:
    kind: constant-product
    balances: { ETH: 1000, USDC: 100_000 }
    fee: 0
    providers: { withdrawShare: 40%, trigger: { kind: price-below, asset: ${asset}, priceUsd: 95 } }
shocks: [{ kind: price, asset: ETH, change: -10% }]
`;
    const { result } = await runYaml(yaml("ETH"));
    expect(result.events.some(({ text }) => text === "Providers take 40.00 % of the liquidity out of v")).toBe(true);
    await expect(runYaml(yaml("ETC"))).rejects.toThrow(/"ETC"/);
  });
});
