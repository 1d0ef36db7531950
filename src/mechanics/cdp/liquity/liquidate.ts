import { type Arithmetic, isPositive } from "../../../numbers/arithmetic.js";
import { collateralRatio, type LiquityAction, liquityAction } from "./mode.js";
import { redistribute, type StakedTrove } from "./redistribution.js";
import { type LiquidationSplit, splitTrove } from "./split.js";
import { offsetDebt, type StabilityPool } from "./stability-pool.js";

/** All of Liquity v1: its open troves and its stability pool. */
export interface LiquitySystem<N, Trove extends StakedTrove<N>> {
  readonly troves: readonly Trove[];
  readonly pool: StabilityPool<N>;
}

export interface LiquityTerms<N> {
  readonly priceUsd: N;
  readonly mcr: N;
  readonly ccr: N;
  readonly gasShare: N;
}

export interface LiquityLiquidation<N, Trove extends StakedTrove<N>> {
  readonly action: LiquityAction;
  readonly split: LiquidationSplit<N>;
  readonly after: LiquitySystem<N, Trove>;
}

/** Collateral ratio of the whole system; undefined without debt. */
export function systemRatio<N>(n: Arithmetic<N>, troves: readonly StakedTrove<N>[], priceUsd: N): N | undefined {
  const debt = n.total(troves.map((trove) => trove.debt));
  const collateral = n.total(troves.map((trove) => trove.collateral));
  return isPositive(n, debt) ? collateralRatio(n, { collateral, debt }, priceUsd) : undefined;
}

/**
 * Liquidates one trove of the system as it stands now; undefined where it is not due. Several are liquidated one after another, the
 * lowest ratio first, because each changes the system's ratio, the pool and the others' debt. What stays the owner's and the
 * caller's compensation is in the split. Source: liquity/dev TroveManager.liquidate; rules: `mode.ts`, `split.ts`, `redistribution.ts`.
 */
export function liquidateTrove<N, Trove extends StakedTrove<N>>(
  n: Arithmetic<N>,
  system: LiquitySystem<N, Trove>,
  trove: Trove,
  terms: LiquityTerms<N>,
): LiquityLiquidation<N, Trove> | undefined {
  const { pool, troves } = system;
  const { priceUsd, mcr, ccr, gasShare } = terms;
  const tcr = systemRatio(n, troves, priceUsd);
  if (tcr === undefined || !isPositive(n, trove.debt)) return undefined;
  const { debt, collateral } = trove;
  const icr = collateralRatio(n, trove, priceUsd);
  const poolDebt = pool.deposits;
  const isLastTrove = troves.length <= 1;
  const action = liquityAction(n, { icr, tcr, troveDebt: debt, poolDebt, mcr, ccr, isLastTrove });
  const split = splitTrove(n, action, { debt, collateral, gasShare, poolDebt }, { mcr, priceUsd });
  if (split === undefined) return undefined;
  const others = troves.filter((other) => other !== trove);
  const passed = { debt: split.debtRedistributed, collateral: split.collateralRedistributed };
  const cancelled = { debt: split.debtOffset, collateral: split.collateralToPool };
  const after = {
    troves: redistribute(n, others, passed),
    pool: isPositive(n, split.debtOffset) ? offsetDebt(n, pool, cancelled) : pool,
  };
  return { action, split, after };
}
