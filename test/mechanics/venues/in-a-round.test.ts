import { describe, expect, test } from "vitest";
import { simulate } from "../../../src/propagation/index.js";
import { parseScenario } from "../../../src/scenario/index.js";

/** One venue for A against B at 1 USD, and one shock to it, through whole rounds in both number systems. */
async function run(venue: string, priceUsd: number, shock: string) {
  const text = `
format: 1
title: One venue
assets: { A: { priceUsd: ${priceUsd} }, B: { priceUsd: 1 } }
venues: { venue: ${venue} }
shocks: [${shock}]
`;
  const scenario = await parseScenario(text, { path: "one-venue.yaml", readTable: async () => "" });
  return (["float", "decimal"] as const).map((numbers) => {
    const { result, shape } = simulate(scenario, { numbers });
    return {
      pricesUsd: result.rounds.map(({ assets }) => assets.find(({ id }) => id === "A")?.marketUsd ?? 0),
      reason: result.stop.reason,
      residual: result.audit.residual,
      valueUsd: shape.nodes.find(({ key }) => key === "venue:venue")?.valueUsd ?? 0,
    };
  });
}

const sale = (units: number) => `{ kind: sale, asset: A, units: ${units}, into: B }`;

describe("a weighted pool in a round", () => {
  const pool = (arbitrage: string) =>
    `{ kind: weighted, balances: { A: 400, B: 200_000 }, weights: { A: 80%, B: 20% }, fee: 0, arbitragePerRound: ${arbitrage} }`;

  // Worth 1,000,000 USD. Selling 400 doubles A: the price falls to 2,000/2⁵ = 62.5.
  test("a sale moves its price, and arbitrage brings back half of the gap in logarithms", async () => {
    for (const { pricesUsd, residual, valueUsd } of await run(pool("50%"), 2000, sale(400))) {
      expect(valueUsd).toBeCloseTo(1_000_000, 6);
      expect(pricesUsd[0]).toBeCloseTo(62.5, 9);
      expect(pricesUsd[1]).toBeCloseTo(Math.sqrt(62.5 * 2000), 8);
      expect(pricesUsd[2]).toBeCloseTo(2000 * (62.5 / 2000) ** 0.25, 7);
      expect(residual).toBeLessThan(1e-12);
    }
  });

  test("news moves it with the reference", async () => {
    for (const { pricesUsd, residual } of await run(pool("0"), 2000, "{ kind: price, asset: A, change: -50% }")) {
      for (const price of pricesUsd) expect(price).toBeCloseTo(1000, 9);
      expect(residual).toBeLessThan(1e-12);
    }
  });
});

describe("ranges of liquidity in a round", () => {
  const pool = `{ kind: uniswap-v3, asset: A, quote: B, price: 400, fee: 0, ranges: [
    { lower: 100, upper: 400, liquidity: 1000 }, { lower: 25, upper: 100, liquidity: 2000 } ] }`;

  // 50 A take the price from 400 to 100 in the upper range; 50 more to 8² in the lower. The pool holds 20,000 B.
  test("a sale crosses from one into the next", async () => {
    for (const { pricesUsd, residual, valueUsd, reason } of await run(pool, 400, sale(100))) {
      expect(valueUsd).toBeCloseTo(20_000, 8);
      expect(pricesUsd.at(-1)).toBeCloseTo(64, 10);
      expect([reason, residual < 1e-12]).toEqual(["quiescent", true]);
    }
  });

  test("what lies past the last stays unsold: the price is its bound", async () => {
    for (const { pricesUsd, residual } of await run(pool, 400, sale(300))) {
      expect(pricesUsd.at(-1)).toBeCloseTo(25, 10);
      expect(residual).toBeLessThan(1e-12);
    }
  });

  test("news moves the price and what the ranges hold", async () => {
    for (const { pricesUsd, residual } of await run(pool, 400, "{ kind: price, asset: A, change: -75% }")) {
      expect(pricesUsd.at(-1)).toBeCloseTo(100, 10);
      expect(residual).toBeLessThan(1e-12);
    }
  });
});

describe("an order book in a round", () => {
  const book = (arbitrage: string) =>
    `{ kind: order-book, asset: A, quote: B, bids: [[99, 100], [98, 200], [95, 400]], arbitragePerRound: ${arbitrage} }`;

  test("a sale eats the best bids; half of what it took is offered anew in a round", async () => {
    for (const { pricesUsd } of await run(book("0"), 99, sale(150))) expect(pricesUsd.at(-1)).toBe(98);
    // Taken: 160, then 80, which the first hundred covers.
    for (const { pricesUsd } of await run(book("50%"), 99, sale(160))) expect(pricesUsd.slice(0, 2)).toEqual([98, 99]);
  });

  test("news moves every bid", async () => {
    for (const { pricesUsd } of await run(book("0"), 99, "{ kind: price, asset: A, change: -50% }"))
      expect(pricesUsd.at(-1)).toBe(49.5);
  });
});
