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

/** What a trove is due, and who gets what. */
export interface DueLiquidation<N> {
  readonly action: LiquityAction;
  readonly split: LiquidationSplit<N>;
}

export interface LiquityLiquidation<N, Trove extends StakedTrove<N>> extends DueLiquidation<N> {
  readonly after: LiquitySystem<N, Trove>;
}

/** What a trove is judged against. */
export interface SystemStanding<N> {
  /** Of all open troves together. */
  readonly debt: N;
  readonly collateral: N;
  /** Debt that the stability pool can cancel. */
  readonly poolDebt: N;
  readonly isLastTrove: boolean;
}

/** What a trove with a debt is due as the system stands; undefined where it is not. Rules: `mode.ts`, `split.ts`. */
export function dueLiquidation<N>(
  n: Arithmetic<N>,
  { debt, collateral }: { readonly debt: N; readonly collateral: N },
  system: SystemStanding<N>,
  { priceUsd, mcr, ccr, gasShare }: LiquityTerms<N>,
): DueLiquidation<N> | undefined {
  const { poolDebt, isLastTrove } = system;
  const icr = collateralRatio(n, { debt, collateral }, priceUsd);
  const tcr = collateralRatio(n, system, priceUsd);
  const action = liquityAction(n, { icr, tcr, troveDebt: debt, poolDebt, mcr, ccr, isLastTrove });
  const split = splitTrove(n, action, { debt, collateral, gasShare, poolDebt }, { mcr, priceUsd });
  return split && { action, split };
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
  if (!isPositive(n, trove.debt)) return undefined;
  const standing = {
    debt: n.total(troves.map((each) => each.debt)),
    collateral: n.total(troves.map((each) => each.collateral)),
    ...{ poolDebt: pool.deposits, isLastTrove: troves.length <= 1 },
  };
  const due = dueLiquidation(n, trove, standing, terms);
  if (due === undefined) return undefined;
  const { split } = due;
  const others = troves.filter((other) => other !== trove);
  const passed = { debt: split.debtRedistributed, collateral: split.collateralRedistributed };
  const cancelled = { debt: split.debtOffset, collateral: split.collateralToPool };
  const after = {
    troves: redistribute(n, others, passed),
    pool: isPositive(n, split.debtOffset) ? offsetDebt(n, pool, cancelled) : pool,
  };
  return { ...due, after };
}
