import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";

/** A loop's collateral and debt, in one unit of value. */
export interface LoopBalance<N> {
  readonly collateral: N;
  readonly debt: N;
}

/** One round of unwinding: what is withdrawn, sold at par and repaid, and what is left. */
export interface UnwindRound<N> extends LoopBalance<N> {
  readonly withdrawn: N;
}

/**
 * The rounds in which a loop is unwound without a flash loan, each withdrawing all that its health allows.
 *
 * w = min(C − D/LT, D), sold at par and repaid; the headroom grows by 1/LT a round, so that it takes about
 * ln(1 + D·(1−LT)/(h₀·LT)) / ln(1/LT) rounds. Empty without debt; undefined where nothing can be withdrawn, C ≤ D/LT.
 */
export function unwindRounds<N>(
  n: Arithmetic<N>,
  opening: LoopBalance<N>,
  liquidationThreshold: N,
): readonly UnwindRound<N>[] | undefined {
  const rounds: UnwindRound<N>[] = [];
  let { collateral, debt } = opening;
  while (isPositive(n, debt)) {
    const withdrawn = n.min(n.sub(collateral, n.div(debt, liquidationThreshold)), debt);
    if (!isPositive(n, withdrawn)) return undefined;
    collateral = n.sub(collateral, withdrawn);
    debt = n.sub(debt, withdrawn);
    rounds.push({ withdrawn, collateral, debt });
  }
  return rounds;
}
