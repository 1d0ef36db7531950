import { describe, expect, it } from "vitest";
import { simulate } from "../../src/propagation/index.js";
import { issuer } from "../network/small-scenarios.js";
import { flat, literal, pool, priceShock, sale, small, units } from "./small.js";

describe("a claim in a venue", () => {
  const staked = issuer("pool-of-stakers", { holdings: units({ ETH: 1000 }), supply: 1000 });
  const stETH = { id: "stETH", issuer: "pool-of-stakers" };
  const venues = [pool({ ETH: 1000, USDC: 2_000_000 }), pool({ stETH: 500, ETH: 500 })];

  it("follows its net asset value when its issuer's assets are gone", () => {
    const backed = issuer("house", {
      external: [{ name: "bills", valueUsd: literal(1000) }],
      supply: 1000,
    });
    const { result } = simulate(
      small(
        { USDC: 1 },
        {
          assets: [{ id: "note", issuer: "house" }],
          issuers: [backed],
          venues: [pool({ note: 500, USDC: 500 })],
          shocks: [{ kind: "issuer-loss", round: 0, issuer: "house", valueUsd: literal(190) }],
        },
      ),
    );
    expect(result.rounds[0]?.issuers[0]?.navUsd).toBeCloseTo(0.81, 12);
    expect(result.rounds[0]?.assets[1]?.marketUsd).toBeCloseTo(0.81, 12);
    // The pool was traded along xy = 250,000 to y/x = 0.81: x = 500/0.9, y = 500 · 0.9.
    expect(result.nodes.find(({ key }) => key === "venue:note/USDC")?.endUsd).toBeCloseTo(900, 9);
  });

  it("falls with what it is priced in and backed by once, not twice", () => {
    const { result } = simulate(
      small({ ETH: 2000, USDC: 1 }, { assets: [stETH], issuers: [staked], venues, shocks: [sale("ETH", 100, "USDC")] }),
    );
    const last = result.rounds.at(-1)?.assets;
    expect(last?.[0]?.marketUsd).toBeCloseTo(2e9 / 1100 ** 2, 8);
    expect(last?.[2]?.marketUsd).toBeCloseTo(2e9 / 1100 ** 2, 8);
  });

  it("falls once too when the fall is the shock's", () => {
    const { result } = simulate(
      small({ ETH: 2000, USDC: 1 }, { assets: [stETH], issuers: [staked], venues, shocks: [priceShock("ETH", -0.25)] }),
    );
    const last = result.rounds.at(-1)?.assets;
    expect(last?.[0]?.marketUsd).toBeCloseTo(1500, 8);
    expect(last?.[2]?.marketUsd).toBeCloseTo(1500, 8);
  });

  it("stands at its quote, whatever it is worth, once a shock has stated its price", () => {
    const backed = issuer("house", { external: [{ name: "bills", valueUsd: literal(1000) }], supply: 1000 });
    const { result } = simulate(
      small(
        { USDC: 1 },
        {
          assets: [{ id: "note", issuer: "house" }],
          issuers: [backed],
          venues: [flat("note", "USDC", 1000)],
          shocks: [
            { kind: "price", round: 0, asset: "note", priceUsd: literal(0.3) },
            { kind: "issuer-loss", round: 1, issuer: "house", valueUsd: literal(500) },
          ],
        },
      ),
    );
    expect(result.rounds.map(({ assets }) => assets[1]?.marketUsd)).toEqual([0.3, 0.3]);
    expect(result.rounds.map(({ issuers }) => issuers[0]?.navUsd)).toEqual([1, 0.5]);
  });
});

describe("an issuer", () => {
  it("that loses its assets books them as direct, and what its creditor's claims lose by it as claim", () => {
    // "lender" is owed 600 by "house"; of house's 1,000 of assets 700 go: 300 are left for the 600, nothing for its own claims.
    const house = issuer("house", {
      ...{ external: [{ name: "bills", valueUsd: literal(1000) }], supply: 400 },
      liabilities: [{ to: "lender", valueUsd: literal(600) }],
    });
    const lender = issuer("lender", { external: [{ name: "cash", valueUsd: literal(100) }], supply: 700 });
    const { result } = simulate(
      small(
        { USDC: 1 },
        {
          assets: [
            { id: "equity", issuer: "house" },
            { id: "deposit", issuer: "lender" },
          ],
          issuers: [house, lender],
          shocks: [{ kind: "issuer-loss", round: 0, issuer: "house", valueUsd: literal(700) }],
        },
      ),
    );
    const loss = (id: string) => result.nodes.find(({ key }) => key === `issuer:${id}`)?.lossUsd;
    expect(loss("house")).toMatchObject({ direct: 400, claim: 0 });
    expect(loss("lender")).toMatchObject({ direct: 0, claim: 300 });
    expect(result.rounds[0]?.issuers).toEqual([
      { id: "house", navUsd: 0, recovery: 0.5 },
      { id: "lender", navUsd: 400 / 700, recovery: 1 },
    ]);
  });
});
