import type { AaveV2Market } from "../../model/scenario.js";
import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";
import { chosenHolding, weightedHealth } from "./account.js";
import type { Account, AssetIndex, Call, Holding, LendingRule, LendingTerms, Pair } from "./rule.js";

/**
 * Aave v2: liquidatable when Σ Cᵢ·LTᵢ < D, strictly; one call repays at most closeFactor of the chosen debt, takes (1 + b) times
 * its value, and pays no protocol fee; debt without collateral stays on the books.
 *
 * r = min(closeFactor·D_r, C_r/(1+b)) in USD. On chain the close factor is 50 %. Source: Aave v2 LendingPoolCollateralManager.
 */
export const aaveV2: LendingRule<AaveV2Market> = {
  kind: "aave-v2",
  terms<N>(n: Arithmetic<N>, market: AaveV2Market, assetIndex: (id: string) => AssetIndex): LendingTerms<N> {
    const reserves = new Map(
      market.reserves.map((reserve) => [
        assetIndex(reserve.asset),
        {
          liquidationThreshold: n.parse(reserve.liquidationThreshold),
          incentive: n.add(n.one, n.parse(reserve.liquidationBonus)),
        },
      ]),
    );
    const closeFactor = n.parse(market.closeFactor);
    const thresholdOf = (asset: AssetIndex): N => reserves.get(asset)?.liquidationThreshold ?? n.zero;

    const call = (account: Account<N>, share: N, pair?: Pair): Call<N> | undefined => {
      const counts = ({ asset }: Holding<N>): boolean => isPositive(n, thresholdOf(asset));
      const collateral = chosenHolding(n, account.collateral, pair?.collateralAsset, counts);
      const debt = chosenHolding(n, account.debt, pair?.debtAsset);
      if (collateral === undefined || debt === undefined || !isPositive(n, share)) return undefined;
      const incentive = reserves.get(collateral.asset)?.incentive ?? n.one;
      const priceRatio = n.div(debt.oraclePriceUsd, collateral.oraclePriceUsd);
      const takenPerRepaid = n.mul(priceRatio, incentive);
      const allowed = n.mul(closeFactor, debt.units);
      return {
        debtAsset: debt.asset,
        collateralAsset: collateral.asset,
        repaidUnits: n.mul(share, n.min(allowed, n.div(collateral.units, takenPerRepaid))),
        seizedUnits: n.mul(share, n.min(n.mul(allowed, takenPerRepaid), collateral.units)),
        protocolFeeUnits: n.zero,
      };
    };
    return {
      health: (account) => weightedHealth(n, account.collateral, account.debt, (holding) => thresholdOf(holding.asset)),
      isWeighted: true,
      equalityLiquidates: false,
      call,
      badDebt: "stays",
    };
  },
};
