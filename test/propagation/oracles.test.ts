import { describe, expect, it } from "vitest";
import type { Oracle, Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { aave, flat, literal, position, priceShock, reserve, small } from "./small.js";

/** 10 ETH at 1,000 USD against 7,000 USDC at a threshold of 0.8: liquidated below 875 USD. */
const loan = (oracle: Oracle, parts: Partial<Scenario>): Scenario =>
  small(
    { ETH: 1000, USDC: 1 },
    {
      oracles: [oracle],
      venues: [flat("ETH", "USDC", 1000)],
      markets: [
        aave([
          { ...reserve("ETH", { threshold: 0.8, bonus: 0.05 }), oracle: oracle.id },
          reserve("USDC", { supplied: 10_000 }),
        ]),
      ],
      positions: [position("p", "aave", { ETH: 10 }, { USDC: 7000 })],
      ...parts,
    },
  );

const liquidations = (scenario: Scenario): readonly number[] =>
  simulate(scenario).result.rounds.map((round) => round.liquidations);

describe("a push feed", () => {
  const feed = (deviation: number): Oracle => ({
    ...{ id: "feed", kind: "deviation-heartbeat", asset: "ETH" },
    ...{ deviation: literal(deviation), heartbeatSeconds: literal(3 * 3600) },
  });

  it("liquidates when its heartbeat reports the fall, and the run waits for it", () => {
    // −20 % is within a deviation of 25 %; an hour a round, so that the third round after the start is the heartbeat's.
    expect(liquidations(loan(feed(0.25), { shocks: [priceShock("ETH", -0.2)] }))).toEqual([0, 0, 0, 1, 0]);
  });

  it("reports a fall of exactly its deviation at once, in both systems", () => {
    // In doubles 0.37 − 0.259 is less than 0.3 · 0.37: on paper they are the same.
    expect(0.37 - 0.37 * 0.7 < 0.3 * 0.37).toBe(true);
    for (const price of [1000, 1000.1, 0.37, 0.74, 1.48]) {
      for (const numbers of ["float", "decimal"] as const) {
        const scenario: Scenario = {
          ...loan(feed(0.3), { positions: [], shocks: [priceShock("ETH", -0.3)] }),
          assets: [
            { id: "ETH", priceUsd: literal(price) },
            { id: "USDC", priceUsd: literal(1) },
          ],
        };
        const { result } = simulate(scenario, { numbers });
        const reported = result.rounds[0]?.oracles.find(({ id }) => id === "feed")?.priceUsd;
        expect(reported, `${price} in ${numbers}`).toBeCloseTo(0.7 * price, 9);
      }
    }
  });
});

it("a fixed price liquidates nobody while the market is at a tenth", () => {
  const fixed: Oracle = { id: "at-par", kind: "fixed", asset: "ETH", priceUsd: literal(1000) };
  const { result } = simulate(loan(fixed, { shocks: [priceShock("ETH", -0.9)] }));
  expect(result.rounds.map(({ liquidations: made, declined }) => made + declined)).toEqual([0, 0]);
  // 7,000 of debt against collateral that would fetch 1,000.
  expect(result.rounds[0]?.reserves[1]?.shortfallUsd).toBeCloseTo(6000, 9);
});

it("an average over two hours sees half of the fall after one, all of it after two", () => {
  const twap: Oracle = { id: "twap", kind: "twap", asset: "ETH", windowSeconds: literal(7200) };
  const { result } = simulate(loan(twap, { shocks: [priceShock("ETH", -0.2)] }));
  const seen = result.rounds.map(({ oracles }) => oracles.find(({ id }) => id === "twap")?.priceUsd);
  expect(seen.slice(0, 3)).toEqual([1000, 900, 800]);
  expect(result.rounds.map(({ liquidations: made }) => made).slice(0, 3)).toEqual([0, 0, 1]);
});
