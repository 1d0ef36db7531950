import { describe, expect, it } from "vitest";
import type { LlammaMarket, Position, Scenario, Venue } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { aave, flat, pool, position, reserve, small } from "../propagation/small.js";
import { disguise } from "./disguise.js";
import { type Draws, draws, literal } from "./draws.js";
import { differences, disagreements, factsOf } from "./facts.js";

const market = (d: Draws, id: string): LlammaMarket => ({
  ...{ id, kind: "llamma", collateral: "ETH", oracle: d.pick(["ETH", "slow"]), borrowed: "USD", borrowedOracle: "USD" },
  ...{ amplification: literal(d.between(15, 120)), fee: literal(d.pick([0, 0.002, 0.006, 0.02])) },
  ...{ adminShare: literal(d.pick([0, 0, 0.5])), basePrice: literal(d.between(95, 110)) },
  ...{ loanDiscount: literal(0.1), liquidationDiscount: literal(d.between(0.03, 0.08)), reserveFactor: literal(0.1) },
  ...{ suppliedUnits: literal(1e6), otherBorrowedUnits: literal(1000) },
  rate: {
    ...{ kind: "kink", optimalUtilisation: literal(0.8), base: literal(d.between(0, 1)), slope1: literal(0.1) },
    slope2: literal(1),
  },
});

function loan(d: Draws, place: number, markets: readonly string[]): Position {
  const units = d.between(5, 200);
  const bands = d.whole(4, 14);
  const firstBand = d.whole(0, 8);
  const debt = units * d.between(45, 85);
  return { ...position(`p${place}`, d.pick(markets), { ETH: units }, { USD: debt }), bands, firstBand };
}

/** Loans in bands beside an Aave market, which sell into the same pools while the price goes down and up. */
function randomBands(seed: number): Scenario {
  const d = draws(seed);
  const ids = ["m0", "m1"].slice(0, d.whole(1, 2));
  const depth = d.between(500, 5000);
  const venues: Venue[] = [
    pool({ ETH: depth, USD: depth * 100 }, { fee: d.pick([0, 0.003]), arbitrage: d.pick([0, 0.3, 1]) }),
    ...(d.chance(0.3) ? [flat("ETH", "USD", d.between(100, 3000), d.between(0.01, 0.3))] : []),
  ];
  const path = Array.from({ length: 5 }, (_, k) => ({ round: 2 * k, priceUsd: literal(100 * d.between(0.6, 1.1)) }));
  return small(
    { ETH: 100, USD: 1 },
    {
      ...{ seed, venues },
      oracles: [{ id: "slow", kind: "ema", asset: "ETH", timeConstantSeconds: literal(1200) }],
      clock: { secondsPerRound: literal(d.pick([60, 600, 3600])), maxRounds: 9, priceTolerance: literal(1e-9) },
      liquidators: { gasUsd: literal(d.pick([0, 2, 20])), minimumProfitUsd: literal(0) },
      sequencing: d.pick(["simultaneous", "worst-first"]),
      markets: [
        ...ids.map((id) => market(d, id)),
        aave([reserve("ETH", { threshold: 0.8, bonus: 0.05 }), reserve("USD", { supplied: 1e6 })]),
      ],
      positions: [
        ...Array.from({ length: d.whole(2, 6) }, (_, k) => loan(d, k, ids)),
        position("q", "aave", { ETH: 100 }, { USD: d.between(5000, 7900) }),
      ],
      shocks: [{ kind: "price-path", round: 0, asset: "ETH", path }],
    },
  );
}

const SEEDS = Array.from({ length: 30 }, (_, k) => k + 1);

describe("price bands, over random scenarios", () => {
  it("keep every account at what was posted to it, and nothing below 0", () => {
    let [soft, hard] = [0, 0];
    for (const seed of SEEDS) {
      const { audit, rounds, nodes, events } = simulate(randomBands(seed)).result;
      expect(audit.residual, `seed ${seed}`).toBeLessThan(1e-9);
      expect(audit.reserveResidual, `seed ${seed}`).toBeLessThan(1e-9);
      for (const { endUsd } of nodes) expect(endUsd, `seed ${seed}`).toBeGreaterThanOrEqual(0);
      for (const { reserves } of rounds)
        for (const { market: _, asset: __, ...amounts } of reserves)
          for (const amount of Object.values(amounts)) expect(amount, `seed ${seed}`).toBeGreaterThanOrEqual(0);
      soft += events.filter(({ kind }) => kind === "soft-liquidation").length;
      hard += events.filter(({ kind, from }) => kind === "liquidation" && from !== "market:aave").length;
    }
    expect(soft).toBeGreaterThan(100);
    expect(hard).toBeGreaterThan(10);
  });

  it("change nothing when every list is shuffled and every id renamed", () => {
    for (const seed of SEEDS.slice(0, 12)) {
      const plain = randomBands(seed);
      const { scenario, original } = disguise(plain, seed);
      const expected = factsOf(simulate(plain).result);
      const found = factsOf(simulate(scenario).result, original);
      expect(disagreements(expected, found), `seed ${seed}`).toEqual([]);
      expect(differences(expected, found, 1e-8), `seed ${seed}`).toEqual([]);
    }
  });

  it("decide alike in both number systems", () => {
    for (const seed of [9, 28]) {
      const scenario = randomBands(seed);
      const expected = factsOf(simulate(scenario).result);
      const found = factsOf(simulate(scenario, { numbers: "decimal" }).result);
      expect(disagreements(expected, found), `seed ${seed}`).toEqual([]);
      expect(differences(expected, found, 1e-7), `seed ${seed}`).toEqual([]);
    }
  });
});
