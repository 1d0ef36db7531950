import { expect, it } from "vitest";
import type { RateModel } from "../../src/model/scenario.js";
import { simulate } from "../../src/propagation/index.js";
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
