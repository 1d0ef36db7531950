import { describe, expect, it } from "vitest";
import type { Scenario, Sequencing } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { randomScenario } from "../laws/random-scenario.js";
import { aave, flat, literal, pool, position, priceShock, reserve, small } from "./small.js";

/** Three loans at risk after −20 %, on one shallow pool: who is first gets the better price. */
const three = (sequencing: Sequencing, parts: Partial<Scenario> = {}): Scenario =>
  small(
    { ETH: 1000, USDC: 1 },
    {
      sequencing,
      venues: [pool({ ETH: 1000, USDC: 1_000_000 })],
      markets: [aave([reserve("ETH", { threshold: 0.8, bonus: 0.05 }), reserve("USDC", { supplied: 1_000_000 })])],
      positions: [
        position("mild", "aave", { ETH: 14 }, { USDC: 9000 }),
        position("worst", "aave", { ETH: 14 }, { USDC: 10_000 }),
        position("middle", "aave", { ETH: 14 }, { USDC: 9500 }),
      ],
      shocks: [priceShock("ETH", -0.2)],
      ...parts,
    },
  );

const order = (scenario: Scenario): readonly string[] =>
  simulate(scenario).result.events.flatMap(({ kind, round, to }) =>
    kind === "liquidation" && round === 0 ? [to.replace("position:", "")] : [],
  );

describe("sequencing", () => {
  it("settles the worst health first", () => {
    expect(order(three("worst-first"))).toEqual(["worst", "middle", "mild"]);
  });

  it("settles those of equal health by id, whatever the order of the file", () => {
    const loans = ["a", "b", "c"].map((id) => position(id, "aave", { ETH: 14 }, { USDC: 10_000 }));
    expect(order(three("worst-first", { positions: loans }))).toEqual(["a", "b", "c"]);
    expect(order(three("worst-first", { positions: loans.toReversed() }))).toEqual(["a", "b", "c"]);
  });

  it("draws another order from another seed, and the same from the same", () => {
    const orders = Array.from({ length: 12 }, (_, seed) => order(three("random", { seed })).join());
    expect(new Set(orders).size).toBeGreaterThan(2);
    expect(Array.from({ length: 12 }, (_, seed) => order(three("random", { seed })).join())).toEqual(orders);
  });

  it("conserves in every order", () => {
    for (const sequencing of ["worst-first", "random"] as const) {
      for (let seed = 1; seed <= 12; seed += 1) {
        const { audit } = simulate({ ...randomScenario(seed), sequencing }).result;
        expect(audit.residual, `${sequencing} ${seed}`).toBeLessThan(1e-9);
        expect(audit.reserveResidual, `${sequencing} ${seed}`).toBeLessThan(1e-9);
      }
    }
  });

  it.each(["simultaneous", "worst-first", "random"] as const)(
    "keeps to what liquidators can repay in a round: %s",
    (sequencing) => {
      const liquidators = { gasUsd: literal(0), minimumProfitUsd: literal(0), capacityUsdPerRound: literal(12_000) };
      const { rounds } = simulate(three(sequencing, { liquidators, venues: [flat("ETH", "USDC", 1000)] })).result;
      for (const { repaidUsd } of rounds) expect(repaidUsd).toBeLessThanOrEqual(12_000 * (1 + 1e-12));
      expect(rounds[0]?.repaidUsd).toBeGreaterThan(11_000);
      expect(rounds[1]?.repaidUsd).toBeGreaterThan(0);
    },
  );
});

describe("stopping", () => {
  it("is quiescent when nothing moves, at the round limit when something still does", () => {
    expect(simulate(three("simultaneous", { shocks: [] })).result.stop).toEqual({ reason: "quiescent", round: 0 });
    const clock = { secondsPerRound: literal(3600), maxRounds: 3, priceTolerance: literal(1e-9) };
    const falling: Scenario["shocks"] = [1, 2, 3].map((round) => priceShock("ETH", -0.01, round));
    expect(simulate(three("simultaneous", { shocks: falling, clock })).result.stop).toEqual({
      reason: "round-limit",
      round: 3,
    });
  });

  it("is exhausted when liquidations remain that nobody can sell", () => {
    expect(simulate(three("simultaneous", { venues: [] })).result.stop.reason).toBe("exhausted");
  });
});
