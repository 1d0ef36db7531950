import { type Arithmetic, isPositive, isZero, positivePart } from "../../../numbers/arithmetic.js";
import type { LiquidationSplit } from "./split.js";

/** The terms of one branch of Liquity v2, as shares. */
export interface BranchPenalties<N> {
  /** 0.05: penalty on what the stability pool takes. */
  readonly pool: N;
  /** 0.1 for WETH, 0.2 for staked ether: penalty on what the other troves take. */
  readonly redistribution: N;
  /** 0.005: share of the offset part of the collateral for the caller, at most `gasCapUnits` (2 ether). */
  readonly gasShare: N;
  readonly gasCapUnits: N;
}

export interface TroveOfBranch<N> {
  readonly debt: N;
  readonly collateral: N;
  readonly priceUsd: N;
  /** Debt that the stability pool can cancel; see `poolForOffsets`. */
  readonly poolDebt: N;
}

/** What a stability pool can cancel: all deposits but the last 1 BOLD. Source: liquity/bold Constants.MIN_BOLD_IN_SP. */
export const poolForOffsets = <N>(n: Arithmetic<N>, deposits: N): N => positivePart(n, n.sub(deposits, n.one));

interface Seized<N> {
  readonly seized: N;
  readonly surplus: N;
}

/** At most debt·(1 + penalty)/price is seized; the rest is surplus. */
function seizeWithPenalty<N>(
  n: Arithmetic<N>,
  offered: N,
  owed: { readonly debt: N; readonly penalty: N; readonly priceUsd: N },
): Seized<N> {
  const seized = n.min(offered, n.div(n.mul(owed.debt, n.add(n.one, owed.penalty)), owed.priceUsd));
  return { seized, surplus: n.sub(offered, seized) };
}

/**
 * Who gets what of a trove liquidated in v2. Liquidatable when ICR < MCR, strictly.
 *
 * The pool cancels D₁ = min(D, pool) for its part D₁/D of the collateral, less gas compensation, at most D₁(1 + p₁)/price; the others
 * take the rest of the debt for the rest of the collateral and the pool's surplus, at most D₂(1 + p₂)/price; what is over returns to the
 * owner. Source: liquity/bold TroveManager._getOffsetAndRedistributionVals.
 */
export function splitBranchTrove<N>(
  n: Arithmetic<N>,
  trove: TroveOfBranch<N>,
  penalties: BranchPenalties<N>,
): LiquidationSplit<N> {
  const { debt, collateral, priceUsd } = trove;
  const debtOffset = n.min(debt, trove.poolDebt);
  const debtRedistributed = n.sub(debt, debtOffset);
  const poolPart = isZero(n, debtRedistributed) ? collateral : n.div(n.mul(collateral, debtOffset), debt);
  const gasCompensation = n.min(n.mul(poolPart, penalties.gasShare), penalties.gasCapUnits);
  const toPool = seizeWithPenalty(n, n.sub(poolPart, gasCompensation), {
    debt: debtOffset,
    penalty: penalties.pool,
    priceUsd,
  });
  const rest = n.sub(collateral, poolPart);
  const isShared = isPositive(n, debtRedistributed) && isPositive(n, rest);
  const toOthers = isShared
    ? seizeWithPenalty(n, n.add(rest, toPool.surplus), {
        debt: debtRedistributed,
        penalty: penalties.redistribution,
        priceUsd,
      })
    : { seized: n.zero, surplus: toPool.surplus };
  return {
    gasCompensation,
    debtOffset,
    collateralToPool: toPool.seized,
    debtRedistributed,
    collateralRedistributed: toOthers.seized,
    collateralSurplus: toOthers.surplus,
  };
}
