import { describe, expect, it } from "vitest";
import type { Oracle, Scenario } from "../../src/model/scenario.js";
import { OracleCircleError } from "../../src/network/compile-oracles.js";
import { simulate } from "../../src/propagation/index.js";
import { aave, flat, literal, morpho, pool, position, priceShock, reserve, small, until } from "./small.js";

/** 10 ETH at 1,000 USD against 7,000 USDC at a threshold of 0.8, judged by `judge`: liquidated below 875 USD. */
const judged = (judge: string, oracles: readonly Oracle[], parts: Partial<Scenario> = {}): Scenario =>
  small(
    { ETH: 1000, USDC: 1 },
    {
      oracles,
      venues: [flat("ETH", "USDC", 1000)],
      markets: [
        aave([
          { ...reserve("ETH", { threshold: 0.8, bonus: 0.05 }), oracle: judge },
          reserve("USDC", { supplied: 10_000 }),
        ]),
      ],
      positions: [position("p", "aave", { ETH: 10 }, { USDC: 7000 })],
      shocks: [priceShock("ETH", -0.2)],
      ...parts,
    },
  );

const reports = (scenario: Scenario, oracle: string, numbers: "float" | "decimal"): readonly number[] =>
  simulate(scenario, { numbers }).result.rounds.map(
    ({ oracles }) => oracles.find(({ id }) => id === oracle)?.priceUsd ?? Number.NaN,
  );

const clock = (secondsPerRound: number): Scenario["clock"] => ({
  ...{ secondsPerRound: literal(secondsPerRound), maxRounds: 30, priceTolerance: literal(1e-9) },
});

describe.each(["float", "decimal"] as const)("oracles in a run in %s", (numbers) => {
  it("a feed delayed by an hour liquidates two hours after the fall, and the run waits for it", () => {
    const osm: Oracle = { id: "osm", kind: "delayed", asset: "ETH", hopSeconds: literal(3600) };
    const scenario = judged("osm", [osm]);
    expect(reports(scenario, "osm", numbers)).toEqual([1000, 1000, 800, 800]);
    expect(simulate(scenario, { numbers }).result.rounds.map(({ liquidations }) => liquidations)).toEqual([0, 0, 1, 0]);
  });

  it("a limited feed comes down by a factor of 1.25 a round of 12 s, and at once in rounds of two minutes", () => {
    const limited: Oracle = {
      ...{ id: "llamma", kind: "limited", asset: "ETH" },
      ...{ maxFactor: literal(1.25), windowSeconds: literal(120) },
    };
    const parts = { shocks: [priceShock("ETH", -0.5)], positions: [] };
    const seen = reports(judged("llamma", [limited], { ...parts, clock: clock(12) }), "llamma", numbers);
    [800, 640, 512, 500].forEach((price, round) => {
      expect(seen[round]).toBeCloseTo(price, 9);
    });
    // Round 0 comes no time after the opening.
    const slow = reports(judged("llamma", [limited], { ...parts, clock: clock(120) }), "llamma", numbers);
    expect(slow.slice(0, 2)).toEqual([800, 500]);
  });

  it("reads others in their order, whatever the order of the list: a delayed worst of two", () => {
    // The market falls to 800; the rate, 1.02 × 950 = 969, does not. The lower counts, and is in force two hours later.
    const oracles: readonly Oracle[] = [
      { id: "osm", kind: "delayed", asset: "ETH", reads: "worst", hopSeconds: literal(3600) },
      { id: "worst", kind: "worst-of-two", asset: "ETH", first: "ETH", second: "rate" },
      { id: "rate", kind: "exchange-rate", asset: "ETH", underlying: "base", rate: literal(1.02) },
    ];
    const parts = { assets: [{ id: "base", priceUsd: literal(950) }] };
    for (const list of [oracles, oracles.toReversed()]) {
      const scenario = judged("osm", list);
      const world = { ...scenario, assets: [...scenario.assets, ...parts.assets] };
      expect(reports(world, "worst", numbers)).toEqual([800, 800, 800, 800]);
      expect(reports(world, "osm", numbers)).toEqual([969, 969, 800, 800]);
      const [update] = simulate(world, { numbers }).result.events.filter(({ to }) => to === "oracle:osm");
      expect(update).toMatchObject({ kind: "oracle-update", from: "oracle:worst", round: 2 });
    }
  });

  it("a threshold lets the market count when it is further away than that", () => {
    const second: Oracle = { id: "par", kind: "fixed", asset: "ETH", priceUsd: literal(900) };
    const worst = (threshold: string): Oracle => ({
      ...{ id: "worst", kind: "worst-of-two", asset: "ETH", first: "ETH", second: "par" },
      threshold: literal(Number(threshold)),
    });
    const up = { shocks: [priceShock("ETH", 0.05)], positions: [] };
    // 1,050 against 900 are 16.7 % of 900 apart.
    expect(reports(judged("worst", [second, worst("0.2")], up), "worst", numbers)[0]).toBe(900);
    expect(reports(judged("worst", [second, worst("0.1")], up), "worst", numbers)[0]).toBe(1050);
  });

  it("a capped ratio holds a claim's price down that its own net asset value would carry up", () => {
    // 1,000 claims on 1,200 USD: 1.2 each. Half a year after a snapshot at 1.1 that may grow by 10 %, at most 1.155 counts.
    const capped: Oracle = {
      ...{ id: "capo", kind: "capped-ratio", asset: "claim", underlying: "USDC", snapshotRatio: literal(1.1) },
      ...{ snapshotAgeSeconds: literal(31_536_000 / 2), yearlyGrowth: literal(0.1) },
    };
    const scenario = small(
      { USDC: 1 },
      {
        assets: [{ id: "claim", issuer: "fund" }],
        issuers: [
          {
            ...{ id: "fund", kind: "balance-sheet", holdings: [], liabilities: [], supplyUnits: literal(1000) },
            ...{ external: [{ name: "bonds", valueUsd: literal(1200) }], recoveryExternal: literal(1) },
            recoveryClaims: literal(1),
          },
        ],
        oracles: [capped],
        markets: [morpho("m", { collateral: "claim", loan: "USDC", lltv: 0.9 }, { oracle: "capo" })],
        // 100 claims carry 100 × 1.155 × 0.9 = 103.95 USDC, where 1.2 would carry 108.
        positions: [position("p", "m", { claim: 100 }, { USDC: 104 })],
        clock: clock(1),
      },
    );
    const { result } = simulate(scenario, { numbers });
    expect(result.rounds[0]?.oracles.find(({ id }) => id === "capo")?.priceUsd).toBeCloseTo(1.155, 12);
    expect(result.rounds[0]).toMatchObject({ liquidations: 0, declined: 1 });
    const loss = { kind: "issuer-loss", round: 0, issuer: "fund", valueUsd: literal(700) } as const;
    const fallen = simulate({ ...scenario, shocks: [loss] }, { numbers }).result.rounds;
    // The loss is seen when claims are revalued, after the oracles have looked.
    expect(fallen[1]?.oracles.find(({ id }) => id === "capo")?.priceUsd).toBeCloseTo(0.5, 12);
  });

  it("a principal token goes to par by the calendar while its market is down", () => {
    const pt: Oracle = {
      ...{ id: "pt", kind: "pt-discount", asset: "ETH", underlying: "USDC", underlyingOracle: "peg" },
      ...{ yearlyDiscount: literal(0.1), maturitySeconds: literal(2 * 31_536_000) },
    };
    const peg: Oracle = { id: "peg", kind: "fixed", asset: "USDC", priceUsd: literal(1000) };
    const shocks = [priceShock("ETH", -0.5), until(3, "USDC", 1)];
    const seen = reports(judged("pt", [pt, peg], { positions: [], shocks, clock: clock(31_536_000) }), "pt", numbers);
    [800, 900, 1000, 1000].forEach((price, round) => {
      expect(seen[round]).toBeCloseTo(price, 9);
    });
  });

  it("a geometric average of 1,000 and 10 over two hours is 100", () => {
    const twap: Oracle = { id: "v3", kind: "twap", asset: "ETH", windowSeconds: literal(7200), mean: "geometric" };
    const scenario = judged("v3", [twap], { positions: [], shocks: [priceShock("ETH", -0.99)] });
    [1000, 100, 10].forEach((price, round) => {
      expect(reports(scenario, "v3", numbers)[round]).toBeCloseTo(price, 9);
    });
  });
});

it("does not wait for the calendar: a discount that has years to run lets a quiet run stop", () => {
  const pt: Oracle = {
    ...{ id: "pt", kind: "pt-discount", asset: "ETH", underlying: "USDC" },
    ...{ yearlyDiscount: literal(0.05), maturitySeconds: literal(31_536_000) },
  };
  const { stop } = simulate(judged("pt", [pt], { positions: [], shocks: [] })).result;
  expect(stop).toEqual({ reason: "quiescent", round: 0 });
});

it("oracles in a circle are refused", () => {
  const ring: readonly Oracle[] = [
    { id: "a", kind: "delayed", asset: "ETH", reads: "b", hopSeconds: literal(1) },
    { id: "b", kind: "worst-of-two", asset: "ETH", first: "ETH", second: "a" },
  ];
  expect(() => simulate(judged("a", ring))).toThrow(OracleCircleError);
});

it("the cause of a liquidation is the oracle that judged, when it did", () => {
  const osm: Oracle = { id: "osm", kind: "delayed", asset: "ETH", hopSeconds: literal(3600) };
  const { events } = simulate(judged("osm", [osm], { venues: [pool({ ETH: 1000, USDC: 1_000_000 })] })).result;
  const call = events.find(({ kind }) => kind === "liquidation");
  expect(events[call?.cause ?? 0]).toMatchObject({ kind: "oracle-update", to: "oracle:osm", round: 2 });
});
