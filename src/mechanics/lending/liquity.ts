import type { LiquityMarket, LiquityV1Market, LiquityV2Market } from "../../model/scenario.js";
import type { Arithmetic } from "../../numbers/arithmetic.js";
import { totalUsd } from "./account.js";
import type { LendingRule, LendingTerms } from "./rule.js";

/** Capacity C·p/MCR against a debt that counts at one dollar a unit; strictly below, the system liquidates by itself. */
function troveTerms<N>(n: Arithmetic<N>, market: LiquityMarket): LendingTerms<N> {
  const mcr = n.parse(market.minimumRatio);
  return {
    health: ({ collateral, debt }) => ({
      capacityUsd: n.div(totalUsd(n, collateral), mcr),
      debtUsd: totalUsd(n, debt),
    }),
    isWeighted: true,
    equalityLiquidates: false,
    call: () => undefined,
    badDebt: "stays",
  };
}

/**
 * Liquity v1: unsafe when ICR < MCR, strictly, with a debt of one unit judged at one dollar; in recovery mode others are too, which
 * `cdp/liquity/mode.ts` tells. Source: liquity/dev TroveManager.liquidate.
 */
export const liquityV1: LendingRule<LiquityV1Market> = { kind: "liquity-v1", terms: troveTerms };

/** Liquity v2, one branch: unsafe when ICR < MCR, strictly. Source: liquity/bold TroveManager.batchLiquidateTroves. */
export const liquityV2: LendingRule<LiquityV2Market> = { kind: "liquity-v2", terms: troveTerms };
