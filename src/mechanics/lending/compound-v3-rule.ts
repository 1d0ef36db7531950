import type { CompoundV3Market } from "../../model/scenario.js";
import type { Arithmetic } from "../../numbers/arithmetic.js";
import { weightedHealth } from "./account.js";
import type { AssetIndex, LendingRule, LendingTerms } from "./rule.js";

/**
 * Compound v3: absorbed when Σ Cᵢ·liquidateCFᵢ < D, strictly. Nobody is called upon to liquidate: the protocol takes the account over,
 * as in `compound-v3.ts`, and sells the collateral, as in `compound-v3-storefront.ts`. Source: comet contracts/Comet.sol isLiquidatable.
 */
export const compoundV3: LendingRule<CompoundV3Market> = {
  kind: "compound-v3",
  terms<N>(n: Arithmetic<N>, market: CompoundV3Market, assetIndex: (id: string) => AssetIndex): LendingTerms<N> {
    const factors = new Map(
      market.collaterals.map(({ asset, liquidateFactor }) => [assetIndex(asset), n.parse(liquidateFactor)]),
    );
    return {
      health: ({ collateral, debt }) =>
        weightedHealth(n, collateral, debt, ({ asset }) => factors.get(asset) ?? n.zero),
      isWeighted: true,
      equalityLiquidates: false,
      call: () => undefined,
      badDebt: "stays",
    };
  },
};
