import type { MorphoBlueMarket } from "../../model/scenario.js";
import { type Arithmetic, isPositive, isZero } from "../../numbers/arithmetic.js";
import { chosenHolding, exceedsCapacity, weightedHealth } from "./account.js";
import { incentiveFactor } from "./morpho-incentive.js";
import { type PreLiquidationTerms, preLiquidationCall } from "./morpho-pre-liquidation.js";
import type { Account, Call, Health, Holding, LendingRule, LendingTerms, Pair } from "./rule.js";

/** Collateral that a liquidator leaves so that bad debt is never realised: one wei of an 18-decimal token, in units. */
export const DUST_UNITS = "1e-18";

/**
 * Morpho Blue: liquidatable when C·LLTV < D, strictly; no close factor; the seizure is worth LIF times the repayment; debt without
 * collateral is cut from what suppliers own, unless the liquidator leaves dust. Source: morpho-blue Morpho.liquidate.
 *
 * seized = min(C, D·LIF·p_d/p_c) and repaid = min(D, C·p_c/(LIF·p_d)), in units. Where borrowers have agreed to pre-liquidation,
 * health is measured against its lower threshold, and calls up to LLTV are as in `morpho-pre-liquidation.ts`.
 */
export const morphoBlue: LendingRule<MorphoBlueMarket> = {
  kind: "morpho-blue",
  terms<N>(n: Arithmetic<N>, market: MorphoBlueMarket): LendingTerms<N> {
    const lltv = n.parse(market.lltv);
    const factor = incentiveFactor(n, lltv);
    const dust = market.badDebt === "leave-dust" ? n.parse(DUST_UNITS) : n.zero;
    const early = earlyTerms(n, market);
    const healthAt = (account: Account<N>, threshold: N): Health<N> =>
      weightedHealth(n, account.collateral, account.debt, () => threshold);

    const call = (account: Account<N>, share: N, pair?: Pair): Call<N> | undefined => {
      const collateral = chosenHolding(n, account.collateral, pair?.collateralAsset);
      const debt = chosenHolding(n, account.debt, pair?.debtAsset);
      if (collateral === undefined || debt === undefined || !isPositive(n, share)) return undefined;
      if (!isPositive(n, n.sub(collateral.units, dust))) return undefined;
      const isEarly = early !== undefined && !exceedsCapacity(n, healthAt(account, lltv));
      if (isEarly) return preLiquidationCall(n, early, collateral, debt, share);
      return largestCall(n, collateral, debt, factor, dust, share);
    };
    return {
      health: (account) => healthAt(account, early?.preLltv ?? lltv),
      isWeighted: true,
      equalityLiquidates: false,
      call,
      badDebt: market.badDebt === "leave-dust" ? "stays" : "socialised",
    };
  },
};

function earlyTerms<N>(n: Arithmetic<N>, market: MorphoBlueMarket): PreLiquidationTerms<N> | undefined {
  const { preLiquidation } = market;
  if (preLiquidation === undefined) return undefined;
  const { lltv, closeFactor, incentive } = preLiquidation;
  return {
    preLltv: n.parse(lltv),
    lltv: n.parse(market.lltv),
    closeFactor: { from: n.parse(closeFactor.from), to: n.parse(closeFactor.to) },
    incentive: { from: n.parse(incentive.from), to: n.parse(incentive.to) },
  };
}

function largestCall<N>(
  n: Arithmetic<N>,
  collateral: Holding<N>,
  debt: Holding<N>,
  factor: N,
  dust: N,
  share: N,
): Call<N> {
  const takenPerRepaid = n.div(n.mul(debt.oraclePriceUsd, factor), collateral.oraclePriceUsd);
  const repaid = n.min(debt.units, n.div(collateral.units, takenPerRepaid));
  const debtLeft = n.sub(debt.units, repaid);
  const available = isZero(n, debtLeft) ? collateral.units : n.sub(collateral.units, dust);
  return {
    debtAsset: debt.asset,
    collateralAsset: collateral.asset,
    repaidUnits: n.mul(share, repaid),
    seizedUnits: n.mul(share, n.min(n.mul(debt.units, takenPerRepaid), available)),
    protocolFeeUnits: n.zero,
  };
}
