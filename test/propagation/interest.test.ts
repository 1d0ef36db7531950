import { expect, it } from "vitest";
import type { RateModel } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
import { runYaml } from "./from-yaml.js";
import { aave, flat, literal, position, reserve, small, until } from "./small.js";

/** 1,000 % a year at any utilisation: an hour multiplies a debt by exp(10/8,760). */
const rate: RateModel = {
  ...{ kind: "kink", optimalUtilisation: literal(0.9), base: literal(10) },
  ...{ slope1: literal(0), slope2: literal(0) },
};

it("interest alone brings a position to liquidation, and is paid by the borrower to suppliers and protocol", () => {
  const usdc = reserve("USDC", { supplied: 100_000, rest: { rate, reserveFactor: literal(0.2) } });
  const { result } = simulate(
    small(
      { ETH: 1000, USDC: 1 },
      {
        venues: [flat("ETH", "USDC", 1000)],
        markets: [aave([reserve("ETH", { threshold: 0.8, bonus: 0.05 }), usdc])],
        positions: [position("p", "aave", { ETH: 10 }, { USDC: 7990 })],
        shocks: [until(3, "ETH", 1000)],
      },
    ),
  );
  // 7,990 · exp(10/8,760) = 7,999.13 is below the capacity of 8,000; an hour later 8,008.26 is above.
  const growth = Math.exp(10 / 8760);
  expect(result.rounds.map(({ liquidations }) => liquidations).slice(0, 4)).toEqual([0, 0, 1, 0]);
  const lent = result.rounds.slice(0, 2).map(({ reserves }) => reserves[1]);
  expect(lent[1]?.borrowedUnits).toBeCloseTo(7990 * growth, 8);
  expect(lent[1]?.suppliedUnits).toBeCloseTo(100_000 + 0.8 * 7990 * (growth - 1), 8);
  expect(lent[1]?.cashUnits).toBe(lent[0]?.cashUnits);
  const liquidation = result.events.find(({ kind }) => kind === "liquidation");
  expect(result.events[liquidation?.cause ?? 0]?.kind).toBe("interest");
  expect(result.audit.reserveResidual).toBeLessThan(1e-12);
});

it("plays all rounds when asked to, so that interest alone can do it", async () => {
  const scenario = (clock: string) => `
assets: { ETH: { priceUsd: 1000 }, USDC: { priceUsd: 1 } }
venues: { v: { kind: depth-curve, asset: ETH, quote: USDC, points: [[1000, 0.0001%]] } }
clock: { maxRounds: 5${clock} }
markets:
  m:
    kind: aave-v3
    reserves:
      ETH: { ltv: 75%, liquidationThreshold: 80%, liquidationBonus: 5% }
      USDC: { suppliedUnits: 100_000, rate: { kind: kink, optimalUtilisation: 90%, base: 10, slope1: 0, slope2: 0 } }
positions: { p: { market: m, collateral: { ETH: 10 }, debt: { USDC: 7990 } } }
`;
  const cut = (await runYaml(scenario(""))).result;
  expect([cut.stop, cut.rounds.length]).toEqual([{ reason: "quiescent", round: 0 }, 1]);
  const { stop, rounds } = (await runYaml(scenario(", runToMaxRounds: true"))).result;
  expect(rounds.map(({ liquidations }) => liquidations)).toEqual([0, 0, 1, 0, 0, 0]);
  expect(stop).toEqual({ reason: "quiescent", round: 5 });
});
