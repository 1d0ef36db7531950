import type { LlammaMarket } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive } from "../../numbers/arithmetic.js";
import { type HardLiquidation, liquidateHard, removedShare } from "../cdp/llamma/hard-liquidation.js";
import { judgedBands } from "../cdp/llamma/health.js";
import { totalUsd } from "./account.js";
import type { Account, Call, Health, LendingRule, LendingTerms } from "./rule.js";

/**
 * Loans whose collateral lies in price bands: crvUSD, LlamaLend. Capacity is what the bands come to on the way down less the liquidation
 * discount, and what lies above their range counts besides; below the debt, strictly, anybody may pay the debt and take what the bands
 * hold. What nobody takes stays as bad debt of the market. Rules: `cdp/llamma/health.ts`, `cdp/llamma/hard-liquidation.ts`.
 */
export const llamma: LendingRule<LlammaMarket> = {
  kind: "llamma",
  terms<N>(n: Arithmetic<N>, market: LlammaMarket, assetIndex: (id: string) => number): LendingTerms<N> {
    const liquidationDiscount = n.parse(market.liquidationDiscount);
    const [collateralAsset, debtAsset] = [assetIndex(market.collateral), assetIndex(market.borrowed)];
    return {
      health: (account) => bandHealth(n, account, liquidationDiscount),
      equalityLiquidates: false,
      call: ({ bands, debt }, share) => {
        const owed = n.total(debt.map(({ units }) => units));
        if (bands === undefined || !isPositive(n, owed)) return undefined;
        const call = { debt: owed, share, healthLimit: liquidationDiscount };
        const took = liquidateHard(n, bands.bands, call);
        const removed = removedShare(n, call);
        return isPositive(n, took.collateral)
          ? mixedCall(n, took, removed, { collateralAsset, debtAsset })
          : stableCall(n, took, removed, debtAsset);
      },
      badDebt: "stays",
    };
  },
};

/** What may be borrowed against bands is in stablecoin; both sides in USD, at the price that the debt is judged by. */
function bandHealth<N>(n: Arithmetic<N>, { bands, debt }: Account<N>, liquidationDiscount: N): Health<N> {
  const debtUsd = totalUsd(n, debt);
  if (bands === undefined || debt.length === 0) return { capacityUsd: n.zero, debtUsd };
  const backing = judgedBands(n, bands.bands, bands.oraclePrice, liquidationDiscount);
  return { capacityUsd: n.mul(backing, at(debt, 0).oraclePriceUsd), debtUsd };
}

/** The liquidator sells the collateral; the stablecoin of the bands goes towards the debt first. */
const mixedCall = <N>(
  n: Arithmetic<N>,
  took: HardLiquidation<N>,
  removed: N,
  pair: { readonly collateralAsset: number; readonly debtAsset: number },
): Call<N> => ({
  ...pair,
  ...{ repaidUnits: took.paid, seizedUnits: took.collateral, protocolFeeUnits: n.zero },
  fromBands: { removed, usedUnits: took.stableUsed, excessUnits: took.excessStable },
});

/** Bands that have been sold whole: the liquidator pays the debt and takes their stablecoin, which needs no sale. */
const stableCall = <N>(n: Arithmetic<N>, took: HardLiquidation<N>, removed: N, debtAsset: number): Call<N> => ({
  ...{ collateralAsset: debtAsset, debtAsset, repaidUnits: took.debtCleared },
  ...{ seizedUnits: n.add(took.stableUsed, took.excessStable), protocolFeeUnits: n.zero },
  fromBands: { removed, usedUnits: n.zero, excessUnits: n.zero },
});
