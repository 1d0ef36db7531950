import { expect, it } from "vitest";
import { bundled, byId, run } from "./bundled.js";

const scenario = await bundled("17-oracles");
const { result, round } = run(scenario);

const seenIn = (rounds: number, oracle: string): number => byId(round(rounds).oracles, oracle).priceUsd;

/** The round in which each oracle's account is liquidated; never, where it is not listed. */
const rounds = new Map(
  result.events
    .filter(({ kind }) => kind === "liquidation")
    .map((event) => [event.to.slice("position:".length).replace("-owner", ""), event.round]),
);

it("tells each lender in its own time", () => {
  // 2,200 falls to 1,980 in round 1; k rounds later, against 176,000 / 86 = 2,046.51:
  const threshold = 176_000 / 86;
  const first = (price: (k: number) => number): number => {
    for (let k = 0; k < 20; k += 1) if (price(k) < threshold) return 1 + k;
    return Number.NaN;
  };
  expect(Object.fromEntries(rounds)).toEqual({
    spot: 1,
    "close-feed": 1,
    worst: 1,
    "worst-near": 1,
    limited: first((k) => 2_200 / 1.02 ** (k + 1)),
    ema: first((k) => 1_980 + 220 * Math.exp((-600 * k) / 1_800)),
    average: first((k) => 2_200 - (220 * k) / 6),
    geometric: first((k) => 2_200 * 0.9 ** (k / 6)),
    "slow-feed": 3_600 / 600,
    osm: (2 * 3_600) / 600,
  });
});

it("never tells who lends by the rate, by a peg, or by the calendar", () => {
  for (const id of ["rate", "rate-unless-far", "capped", "pegged", "calendar"]) {
    expect(rounds.has(id)).toBe(false);
  }
  expect(seenIn(12, "rate")).toBeCloseTo(1.1 * 2_000, 9);
  // A ratio of 1.1 is cut to 1.05 · (1 + 9.68 % · 2 h / a year).
  expect(seenIn(12, "capped")).toBeCloseTo(2_000 * 1.05 * (1 + (0.0968 * 7_200) / 31_536_000), 8);
  expect(seenIn(0, "calendar")).toBeCloseTo(1 - 0.0553 / 2, 12);
  // By its market the loan against the principal token could be liquidated: 100,000 × 0.97 × 0.88 × 0.86 < 80,000.
  expect(100_000 * byId(round(1).assets, "principal").marketUsd * 0.86).toBeLessThan(80_000);
});

it("has a sale into a pool raise what its share holds, and not what it is fairly worth", () => {
  // x·y = 2·10⁹: 1,000 ETH more leave 1,000,000 DAI; at 2,000 a share of 1,000 holds (2,000 × 2,000 + 1,000,000) / 1,000.
  expect(byId(round(1).assets, "share").marketUsd).toBeCloseTo(5_000, 6);
  // 2·√(x·y·p₀·p₁) / S = 2·√(2·10⁹ × 2,000) / 1,000.
  expect(seenIn(3, "fair")).toBeCloseTo(4_000, 6);
});

it("rests, and balances", () => {
  expect(result.stop.reason).not.toBe("round-limit");
  expect(result.audit.residual).toBeLessThan(1e-9);
  expect(result.audit.reserveResidual).toBeLessThan(1e-9);
});
