import type { EulerMarket, EulerReserve } from "../../model/scenario.js";
import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";
import { chosenHolding, weightedHealth } from "./account.js";
import { closeAtIncentive } from "./close-at-incentive.js";
import { discountFactor } from "./euler-discount.js";
import { rampedLtv } from "./euler-ramp.js";
import type { Account, AssetIndex, Call, Health, LendingRule, LendingTerms, Pair } from "./rule.js";

/**
 * Euler vaults: liquidatable when Σ Cᵢ·LTVᵢ ≤ D — equality counts; the discount grows as health falls, as in `euler-discount.ts`;
 * no close factor; debt without collateral is cut from what suppliers own where the vault socialises it.
 *
 * repaid = min(D, C·f) and seized = min(D/f, C), as values, for one collateral at discount factor f. Contracts socialise only accounts that owe 10⁶ of the smallest unit of account or more; here all. A liquidator there takes over
 * the debt and the shares; here it repays and sells. Source: euler-vault-kit src/EVault/modules/Liquidation.sol.
 */
export const euler: LendingRule<EulerMarket> = {
  kind: "euler",
  terms<N>(n: Arithmetic<N>, market: EulerMarket, assetIndex: (id: string) => AssetIndex): LendingTerms<N> {
    const ltvs = new Map(market.reserves.map((reserve) => [assetIndex(reserve.asset), ltvOf(n, reserve)]));
    const maxDiscount = n.parse(market.maxLiquidationDiscount);
    const health = (account: Account<N>): Health<N> =>
      weightedHealth(
        n,
        account.collateral,
        account.debt,
        ({ asset }) => ltvs.get(asset)?.(account.round ?? 0) ?? n.zero,
      );

    const call = (account: Account<N>, share: N, pair?: Pair): Call<N> | undefined => {
      const collateral = chosenHolding(n, account.collateral, pair?.collateralAsset);
      const debt = chosenHolding(n, account.debt, pair?.debtAsset);
      if (collateral === undefined || debt === undefined || !isPositive(n, share)) return undefined;
      const factor = n.min(discountFactor(n, health(account), maxDiscount), n.one);
      const largest = closeAtIncentive(n, {
        repayUnits: n.mul(share, debt.units),
        debtPriceUsd: debt.oraclePriceUsd,
        collateralUnits: n.mul(share, collateral.units),
        collateralPriceUsd: collateral.oraclePriceUsd,
        incentive: n.div(n.one, factor),
      });
      return {
        debtAsset: debt.asset,
        collateralAsset: collateral.asset,
        ...largest,
        protocolFeeUnits: n.zero,
      };
    };
    return {
      health,
      isWeighted: true,
      equalityLiquidates: true,
      call,
      badDebt: market.socialiseBadDebt ? "socialised" : "stays",
    };
  },
};

/** The liquidation LTV of a collateral, by round. */
function ltvOf<N>(n: Arithmetic<N>, { liquidationThreshold, ramp }: EulerReserve): (round: number) => N {
  const to = n.parse(liquidationThreshold);
  if (ramp === undefined) return () => to;
  const from = n.parse(ramp.from);
  const [start, duration] = [n.fromNumber(ramp.startRound), n.fromNumber(ramp.rounds)];
  return (round) => rampedLtv(n, { from, to, start, duration }, n.fromNumber(round));
}
