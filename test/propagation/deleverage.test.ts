import { describe, expect, it } from "vitest";
import type { Actor, Scenario } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { aave, flat, literal, pool, position, priceShock, reserve, small, units } from "./small.js";

const careful: Actor = {
  ...{ id: "careful", holdings: [] },
  policies: [{ kind: "deleverage", whenHealthBelow: literal(1.1), toHealth: literal(1.25) }],
};
const usdc = reserve("USDC", { supplied: 1_000_000 });

const account = (parts: Partial<Scenario>): Scenario =>
  small(
    { ETH: 1000, BTC: 10_000, USDC: 1 },
    {
      markets: [
        aave([reserve("ETH", { threshold: 0.8, bonus: 0.05 }), reserve("BTC", { threshold: 0.7, bonus: 0.05 }), usdc]),
      ],
      actors: [careful],
      shocks: [priceShock("ETH", -0.1)],
      ...parts,
    },
  );

describe("deleveraging", () => {
  it("sells x = (hD − LT·C)/(h − LT) at no slippage, and not at all at the trigger", () => {
    // 10 ETH at 900: health 7,200/6,800 = 1.0588. x = (1.25 · 6,800 − 7,200)/(1.25 − 0.8) = 2,888.89 USD.
    const venues = [flat("ETH", "USDC", 1000)];
    const at = (debt: number) =>
      simulate(
        account({ venues, positions: [position("p", "aave", { ETH: 10 }, { USDC: debt }, { owner: "careful" })] }),
      );
    expect(at(6800).result.rounds[0]?.soldUsd).toBeCloseTo((1.25 * 6800 - 7200) / 0.45, 8);
    // 7,200 / 1.1 = 6,545.45: health is 1.1 at a debt of that.
    expect(at(6545).result.rounds[0]?.soldUsd).toBe(0);
    expect(at(6546).result.rounds[0]?.soldUsd).toBeGreaterThan(0);
  });

  it("reaches its target though the sale moves the price it is paid", () => {
    const venues = [pool({ ETH: 100, USDC: 100_000 })];
    const positions = [position("p", "aave", { ETH: 10 }, { USDC: 6800 }, { owner: "careful" })];
    // Judged at a price that stands still, so that the target can be read off the end.
    const oracles = [
      { id: "ETH", kind: "fixed", asset: "ETH", priceUsd: literal(900) },
      { id: "USDC", kind: "fixed", asset: "USDC", priceUsd: literal(1) },
    ] as const;
    const { result } = simulate(account({ venues, positions, oracles }));
    const [round] = result.rounds;
    const sold = (round?.soldUsd ?? 0) / 900;
    const repaid = 6800 - (round?.reserves.find(({ asset }) => asset === "USDC")?.borrowedUnits ?? 0);
    expect(repaid).toBeLessThan(sold * 900 * 0.98);
    expect(((10 - sold) * 900 * 0.8) / (6800 - repaid)).toBeCloseTo(1.25, 8);
  });

  it("counts what it sells at its own threshold where other collateral has another", () => {
    // 10 ETH at 900 and 0.5 BTC: capacity 7,200 + 3,500 against 10,000. Of ETH, x = (12,500 − 10,700)/(1.25 − 0.8) = 4,000 USD.
    const venues = [flat("ETH", "USDC", 1000)];
    const positions = [position("p", "aave", { ETH: 10, BTC: 0.5 }, { USDC: 10_000 }, { owner: "careful" })];
    expect(simulate(account({ venues, positions })).result.rounds[0]?.soldUsd).toBeCloseTo(4000, 8);
  });

  it("sells no more than the debt it repays can take", () => {
    // Two debts of 3,500 and 3,300: the first is repaid whole, the second waits for the next round.
    const markets = [aave([reserve("ETH", { threshold: 0.8 }), usdc, reserve("DAI", { supplied: 1_000_000 })])];
    const scenario = small(
      { ETH: 1000, USDC: 1, DAI: 1 },
      {
        ...{
          markets,
          venues: [flat("ETH", "USDC", 1000), flat("ETH", "DAI", 1000)],
          shocks: [priceShock("ETH", -0.1)],
        },
        actors: [
          { ...careful, policies: [{ kind: "deleverage", whenHealthBelow: literal(1.1), toHealth: literal(3) }] },
        ],
        positions: [position("p", "aave", { ETH: 10 }, { USDC: 3500, DAI: 3300 }, { owner: "careful" })],
      },
    );
    const { result } = simulate(scenario);
    expect(result.rounds[0]?.soldUsd).toBeCloseTo(3500, 8);
    expect(result.nodes.find(({ key }) => key === "actor:careful")?.endUsd).toBe(0);
  });

  it("is too late for a position that can be liquidated already", () => {
    const venues = [flat("ETH", "USDC", 1000)];
    const positions = [position("p", "aave", { ETH: 10 }, { USDC: 7300 }, { owner: "careful" })];
    const { events } = simulate(
      account({ venues, positions, actors: [{ ...careful, holdings: units({ ETH: 1 }) }] }),
    ).result;
    expect(events.find(({ round, kind }) => round === 0 && kind === "deleverage")).toBeUndefined();
    expect(events.find(({ round, kind }) => round === 0 && kind === "liquidation")).toBeDefined();
  });

  it("waits for the rounds in which its owner looks, and the run waits with it", () => {
    const looking = (everyRounds: number): Actor => ({
      ...careful,
      policies: [{ kind: "deleverage", whenHealthBelow: literal(1.1), toHealth: literal(1.25), everyRounds }],
    });
    const positions = [position("p", "aave", { ETH: 10 }, { USDC: 6800 }, { owner: "careful" })];
    const soldIn = (everyRounds: number, numbers: "float" | "decimal" = "float") => {
      const shocks = [{ ...priceShock("ETH", -0.1), round: 1 }];
      const venues = [flat("ETH", "USDC", 1000)];
      const scenario = account({ venues, positions, shocks, actors: [looking(everyRounds)] });
      const { rounds, stop } = simulate(scenario, { numbers }).result;
      expect(rounds.map(({ soldUsd }) => soldUsd).filter((sold) => sold > 0)).toEqual([
        expect.closeTo((1.25 * 6800 - 7200) / 0.45, 8),
      ]);
      return { round: rounds.findIndex(({ soldUsd }) => soldUsd > 0), stop };
    };
    // The price falls in round 1; nothing else moves until the owner looks.
    expect(soldIn(1).round).toBe(1);
    expect(soldIn(2).round).toBe(2);
    expect(soldIn(5)).toEqual({ round: 5, stop: { reason: "quiescent", round: 10 } });
    expect(soldIn(5, "decimal").round).toBe(5);
  });
});
