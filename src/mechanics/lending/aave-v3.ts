import type { AaveV3Market, EMode, Reserve } from "../../model/scenario.js";
import { type Arithmetic, isPositive, isZero } from "../../numbers/arithmetic.js";
import { largestRepayment, MINIMUM_LEFTOVER_USD, partialRepayment } from "./aave-v3-limits.js";
import { chosenHolding, valueUsd, weightedHealth } from "./account.js";
import { unrounded } from "./rounding.js";
import type { Account, AssetIndex, Call, Holding, LendingRule, LendingTerms, Pair } from "./rule.js";
import { BASIS_POINTS, seize } from "./seizure.js";

/** What a market says about one asset as collateral. */
interface CollateralTerms<N> {
  readonly liquidationThreshold: N;
  /** 1 + bonus. */
  readonly incentive: N;
  /** The protocol's share of the bonus. */
  readonly protocolFee: N;
}

type TermsByAsset<N> = ReadonlyMap<AssetIndex, CollateralTerms<N>>;

/**
 * Aave v3.3 and later: liquidatable when Σ Cᵢ·LTᵢ < D, strictly; e-mode terms for assets in the account's e-mode; close factor and
 * leftovers as in `aave-v3-limits.ts`; the protocol takes a share of the bonus; debt without collateral becomes the reserve's
 * deficit. Source: Aave v3.7 GenericLogic, LiquidationLogic.
 */
export const aaveV3: LendingRule<AaveV3Market> = {
  kind: "aave-v3",
  terms(n, market, assetIndex) {
    const own = ownTerms(n, market.reserves, assetIndex);
    const byEMode = new Map(market.eModes.map((eMode) => [eMode.id, eModeTerms(n, eMode, own, assetIndex)]));
    return accountTerms(n, own, byEMode);
  },
};

function ownTerms<N>(
  n: Arithmetic<N>,
  reserves: readonly Reserve[],
  assetIndex: (id: string) => AssetIndex,
): TermsByAsset<N> {
  const entry = (reserve: Reserve): CollateralTerms<N> => ({
    liquidationThreshold: n.parse(reserve.liquidationThreshold),
    incentive: n.add(n.one, n.parse(reserve.liquidationBonus)),
    protocolFee: n.parse(reserve.liquidationProtocolFee),
  });
  return new Map(reserves.map((reserve) => [assetIndex(reserve.asset), entry(reserve)]));
}

function eModeTerms<N>(
  n: Arithmetic<N>,
  eMode: EMode,
  own: TermsByAsset<N>,
  assetIndex: (id: string) => AssetIndex,
): TermsByAsset<N> {
  const terms = new Map(own);
  for (const id of eMode.collateral) {
    const protocolFee = own.get(assetIndex(id))?.protocolFee ?? n.zero;
    const liquidationThreshold = n.parse(eMode.liquidationThreshold);
    const incentive = n.add(n.one, n.parse(eMode.liquidationBonus));
    terms.set(assetIndex(id), { liquidationThreshold, incentive, protocolFee });
  }
  return terms;
}

function accountTerms<N>(
  n: Arithmetic<N>,
  own: TermsByAsset<N>,
  byEMode: ReadonlyMap<string, TermsByAsset<N>>,
): LendingTerms<N> {
  const none: CollateralTerms<N> = { liquidationThreshold: n.zero, incentive: n.one, protocolFee: n.zero };
  const termsOf = (account: Account<N>, holding: Holding<N>): CollateralTerms<N> => {
    const inMode = account.eMode === undefined ? undefined : byEMode.get(account.eMode);
    return (inMode ?? own).get(holding.asset) ?? none;
  };
  const health = (account: Account<N>) =>
    weightedHealth(n, account.collateral, account.debt, (each) => termsOf(account, each).liquidationThreshold);

  const call = (account: Account<N>, share: N, pair?: Pair): Call<N> | undefined => {
    const counts = (each: Holding<N>): boolean => !isZero(n, termsOf(account, each).liquidationThreshold);
    const collateral = chosenHolding(n, account.collateral, pair?.collateralAsset, counts);
    const debt = chosenHolding(n, account.debt, pair?.debtAsset);
    if (collateral === undefined || debt === undefined) return undefined;
    const { capacityUsd, debtUsd } = health(account);
    return callOn(
      n,
      { collateral, debt, terms: termsOf(account, collateral), capacityUsd, totalDebtUsd: debtUsd },
      share,
    );
  };
  return { health, isWeighted: true, equalityLiquidates: false, call, badDebt: "deficit" };
}

/** The pair that a liquidator has chosen, and the account it belongs to. */
interface Target<N> {
  readonly collateral: Holding<N>;
  readonly debt: Holding<N>;
  readonly terms: CollateralTerms<N>;
  readonly capacityUsd: N;
  readonly totalDebtUsd: N;
}

function callOn<N>(n: Arithmetic<N>, target: Target<N>, share: N): Call<N> | undefined {
  const { collateral, debt, terms, capacityUsd, totalDebtUsd } = target;
  const reserveDebtUsd = valueUsd(n, debt);
  const reserveCollateralUsd = valueUsd(n, collateral);
  const { incentive } = terms;
  const minimumLeftoverUsd = n.fromNumber(MINIMUM_LEFTOVER_USD);
  const pair = { debtUsd: reserveDebtUsd, collateralUsd: reserveCollateralUsd, incentive, minimumLeftoverUsd };
  const largest = largestRepayment(n, pair, { reserveDebtUsd, reserveCollateralUsd, totalDebtUsd, capacityUsd });
  if (largest === undefined || !isPositive(n, share)) return undefined;
  const asksForLess = isPositive(n, n.sub(n.one, share));
  const repayment = asksForLess ? partialRepayment(n, pair, n.mul(share, largest.repayUsd)) : largest;
  if (repayment === undefined) return undefined;
  const basis = n.fromNumber(BASIS_POINTS);
  const seizure = seize(n, unrounded(), {
    debtToCover: repayment.clears ? debt.units : n.div(repayment.repayUsd, debt.oraclePriceUsd),
    collateralBalance: collateral.units,
    debtPriceUsd: debt.oraclePriceUsd,
    debtUnit: n.one,
    collateralPriceUsd: collateral.oraclePriceUsd,
    collateralUnit: n.one,
    incentiveBps: n.mul(incentive, basis),
    protocolFeeBps: n.mul(terms.protocolFee, basis),
  });
  return {
    debtAsset: debt.asset,
    collateralAsset: collateral.asset,
    repaidUnits: n.min(seizure.repaid, debt.units),
    seizedUnits: seizure.seized,
    protocolFeeUnits: seizure.protocolFee,
  };
}
