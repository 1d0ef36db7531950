import * as fc from "fast-check";
import { expect, it } from "vitest";
import { marketTerms } from "../../src/mechanics/lending/index.js";
import type { Market } from "../../src/model/scenario.js";
import { float } from "../../src/numbers/float.js";
import { simulate } from "../../src/propagation/index.js";
import { aave, aaveV2, flat, literal, morpho, position, reserve, small } from "../propagation/small.js";

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

const compoundV2 = (incentive: number): Market => ({
  ...{ id: "compound", kind: "compound-v2", closeFactor: literal(0.5), liquidationIncentive: literal(incentive) },
  ...{ protocolSeizeShare: literal(0.028), reserves: [reserve("ETH", { threshold: 0.5 }), reserve("USDC")] },
});

const eMode = {
  ...{ id: "mode", ltv: literal(0.4), liquidationThreshold: literal(0.5), liquidationBonus: literal(0.01) },
  ...{ collateral: ["ETH"], borrowable: ["USDC"] },
};

const pooled = [reserve("ETH", { threshold: 0.5, bonus: 0.05, fee: 0.1 }), reserve("USDC")];

/** Every rule whose bonus does not depend on how bad an account is: a threshold of one half, or Morpho's 0.77. */
const FIXED: readonly { readonly name: string; readonly market: Market; readonly bonus: number }[] = [
  { name: "Aave v3", market: aave(pooled), bonus: 0.05 },
  { name: "Aave v3, e-mode", market: aave(pooled, [eMode]), bonus: 0.01 },
  { name: "Aave v2", market: aaveV2(pooled), bonus: 0.05 },
  { name: "Compound v2", market: compoundV2(1.08), bonus: 0.08 },
  {
    name: "Morpho Blue",
    market: morpho("morpho", { collateral: "ETH", loan: "USDC", lltv: 0.77 }),
    bonus: 1 / (1 - 0.3 * (1 - 0.77)) - 1,
  },
];

it.each(FIXED)(
  "$name: any part of a call at a frozen price improves health exactly when D/C < 1/(1 + b)",
  ({ name, market, bonus }) => {
    const terms = marketTerms(float, market, (id) => (id === "ETH" ? 0 : 1), {});
    const ratios = fc.double({ min: 0.78, max: 1.3, noNaN: true });
    const sizes = fc.double({ min: 3000, max: 1e9, noNaN: true });
    const shares = fc.double({ min: 0.01, max: 1, noNaN: true });
    const prices = fc.double({ min: 0.01, max: 1e5, noNaN: true });
    let [better, worse] = [0, 0];
    fc.assert(
      fc.property(ratios, sizes, shares, prices, (ratio, sizeUsd, share, priceUsd) => {
        fc.pre(Math.abs(ratio * (1 + bonus) - 1) > 1e-6);
        const [held, owed] = [sizeUsd / priceUsd, sizeUsd * ratio];
        const account = {
          collateral: [{ asset: 0, units: held, oraclePriceUsd: priceUsd }],
          debt: [{ asset: 1, units: owed, oraclePriceUsd: 1 }],
          ...(name.endsWith("e-mode") ? { eMode: "mode" } : {}),
        };
        const call = terms.call(account, share);
        if (call === undefined) throw new Error("An account past its threshold can be called");
        const [left, still] = [(held - call.seizedUnits) * priceUsd, owed - call.repaidUnits];
        const isBetter = left * owed > still * sizeUsd;
        expect(isBetter).toBe(ratio < 1 / (1 + bonus));
        if (isBetter) better += 1;
        else worse += 1;
      }),
      { numRuns: 150 },
    );
    expect(Math.min(better, worse)).toBeGreaterThan(20);
  },
);
