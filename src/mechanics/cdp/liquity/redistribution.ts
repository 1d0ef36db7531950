import { type Arithmetic, isZero } from "../../../numbers/arithmetic.js";

/** A trove that takes over part of others' debt and collateral. */
export interface StakedTrove<N> {
  /** Its weight: its collateral when it was last touched, in units of that time; see `stakeOf`. */
  readonly stake: N;
  readonly debt: N;
  readonly collateral: N;
}

/**
 * Debt and collateral of liquidated troves, handed to the others in proportion to their stakes: each gains stake/Σ stakes of both.
 * The liquidated troves are not among them; with no stake at all there is nobody to hand it to and the troves are returned
 * unchanged. Source: liquity/dev TroveManager._redistributeDebtAndColl.
 */
export function redistribute<N, Trove extends StakedTrove<N>>(
  n: Arithmetic<N>,
  troves: readonly Trove[],
  passed: { readonly debt: N; readonly collateral: N },
): readonly Trove[] {
  const stakes = n.total(troves.map(({ stake }) => stake));
  if (isZero(n, stakes)) return troves;
  return troves.map((trove) => ({
    ...trove,
    debt: n.add(trove.debt, n.div(n.mul(passed.debt, trove.stake), stakes)),
    collateral: n.add(trove.collateral, n.div(n.mul(passed.collateral, trove.stake), stakes)),
  }));
}

/**
 * The stake of a trove that is touched: collateral·(total stakes / total collateral) as both stood after the last liquidation, which
 * keeps troves opened since from weighing more than older ones that have grown by redistribution; just its collateral before any.
 * Source: liquity/dev TroveManager._computeNewStake.
 */
export const stakeOf = <N>(
  n: Arithmetic<N>,
  collateral: N,
  snapshot: { readonly stakes: N; readonly collateral: N },
): N => (isZero(n, snapshot.collateral) ? collateral : n.div(n.mul(collateral, snapshot.stakes), snapshot.collateral));
