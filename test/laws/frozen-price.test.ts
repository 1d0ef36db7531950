import * as fc from "fast-check";
import { expect, it } from "vitest";
import { simulate } from "../../src/propagation/index.js";
import { aaveV2, flat, literal, position, reserve, small } from "../propagation/small.js";

/** One call at a frozen price, half of the debt: Aave v2's rule. */
function healthAfter(ratio: number, bonus: number): { readonly before: number; readonly after: number } {
  const [collateral, threshold] = [1000, 0.5];
  const debt = Number((collateral * ratio).toFixed(6));
  const scenario = small(
    { ETH: 1, USDC: 1 },
    {
      clock: { secondsPerRound: literal(1), maxRounds: 0, priceTolerance: literal(1e-9) },
      venues: [flat("ETH", "USDC", 1_000_000)],
      markets: [aaveV2([reserve("ETH", { threshold, bonus }), reserve("USDC", { supplied: 10_000 })])],
      positions: [position("p", "aave", { ETH: collateral }, { USDC: debt })],
    },
  );
  const [round] = simulate(scenario).result.rounds;
  const [left, owed] = [round?.reserves[0]?.suppliedUnits ?? 0, round?.reserves[1]?.borrowedUnits ?? 0];
  return { before: (threshold * collateral) / debt, after: (threshold * left) / owed };
}

it("a liquidation at a frozen price improves health exactly when D/C < 1/(1 + b)", () => {
  const ratios = fc.double({ min: 0.55, max: 0.999, noNaN: true });
  const bonuses = fc.constantFrom(0.01, 0.05, 0.1, 0.15);
  fc.assert(
    fc.property(ratios, bonuses, (ratio, bonus) => {
      fc.pre(Math.abs(ratio * (1 + bonus) - 1) > 1e-6);
      const { before, after } = healthAfter(ratio, bonus);
      expect(after > before).toBe(ratio < 1 / (1 + bonus));
    }),
    { seed: 1, numRuns: 150 },
  );
});
