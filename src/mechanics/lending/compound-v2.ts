import type { CompoundV2Market } from "../../model/scenario.js";
import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";
import { chosenHolding, weightedHealth } from "./account.js";
import { closeAtIncentive } from "./close-at-incentive.js";
import { splitSeizure } from "./compound-v2-seizure.js";
import type { Account, AssetIndex, Call, LendingRule, LendingTerms, Pair } from "./rule.js";

/**
 * Compound v2: liquidatable when Σ Cᵢ·CFᵢ < D, strictly; one call repays at most closeFactor of the chosen debt and takes
 * liquidationIncentive times its value, of which the protocol keeps a share; debt without collateral stays on the books.
 *
 * Any collateral may be seized, also one whose factor is 0. Source: compound-protocol contracts/Comptroller.sol
 * liquidateBorrowAllowed, CToken.sol seizeInternal.
 */
export const compoundV2: LendingRule<CompoundV2Market> = {
  kind: "compound-v2",
  terms<N>(n: Arithmetic<N>, market: CompoundV2Market, assetIndex: (id: string) => AssetIndex): LendingTerms<N> {
    const factors = new Map(
      market.reserves.map((reserve) => [assetIndex(reserve.asset), n.parse(reserve.liquidationThreshold)]),
    );
    const closeFactor = n.parse(market.closeFactor);
    const incentive = n.parse(market.liquidationIncentive);
    const protocolShare = n.parse(market.protocolSeizeShare);

    const call = (account: Account<N>, share: N, pair?: Pair): Call<N> | undefined => {
      const collateral = chosenHolding(n, account.collateral, pair?.collateralAsset);
      const debt = chosenHolding(n, account.debt, pair?.debtAsset);
      if (collateral === undefined || debt === undefined || !isPositive(n, share)) return undefined;
      const largest = closeAtIncentive(n, {
        repayUnits: n.mul(share, n.mul(closeFactor, debt.units)),
        debtPriceUsd: debt.oraclePriceUsd,
        collateralUnits: n.mul(share, collateral.units),
        collateralPriceUsd: collateral.oraclePriceUsd,
        incentive,
      });
      return {
        debtAsset: debt.asset,
        collateralAsset: collateral.asset,
        ...largest,
        protocolFeeUnits: splitSeizure(n, largest.seizedUnits, protocolShare).toProtocol,
      };
    };
    return {
      health: (account) =>
        weightedHealth(n, account.collateral, account.debt, ({ asset }) => factors.get(asset) ?? n.zero),
      isWeighted: true,
      equalityLiquidates: false,
      call,
      badDebt: "stays",
    };
  },
};
