import { type Arithmetic, at, isZero } from "../../numbers/arithmetic.js";

/** What an equity has grown into by borrowing against it and depositing again; values in the unit of the equity. */
export interface Levered<N> {
  readonly collateral: N;
  readonly debt: N;
  /** Collateral over equity. */
  readonly leverage: N;
}

const levered = <N>(n: Arithmetic<N>, equity: N, leverage: N): Levered<N> => {
  const collateral = n.mul(equity, leverage);
  return { collateral, debt: n.sub(collateral, equity), leverage };
};

/**
 * n rounds of borrow-and-redeposit at loan-to-value l.
 *
 * leverage = (1 − l^(n+1)) / (1 − l), and n + 1 at l = 1. The first deposit is not a round.
 */
export function leverAfterRounds<N>(n: Arithmetic<N>, equity: N, ltv: N, rounds: N): Levered<N> {
  const terms = n.add(rounds, n.one);
  const margin = n.sub(n.one, ltv);
  const leverage = isZero(n, margin) ? terms : n.div(n.sub(n.one, n.pow(ltv, terms)), margin);
  return levered(n, equity, leverage);
}

/**
 * One round at each of several protocols, each accepting what the one before was levered into.
 *
 * leverage = 1 + l₁ + l₁·l₂ + …
 */
export function leverAlongChain<N>(n: Arithmetic<N>, equity: N, ltvs: readonly N[]): Levered<N> {
  const tiers = [n.one];
  for (const ltv of ltvs) tiers.push(n.mul(at(tiers, tiers.length - 1), ltv));
  return levered(n, equity, n.total(tiers));
}

/** Leverage that unlimited rounds approach: 1 / (1 − l); the caller guarantees l < 1. */
export const maxLeverage = <N>(n: Arithmetic<N>, ltv: N): N => n.div(n.one, n.sub(n.one, ltv));

/** Loan-to-value at which unlimited rounds would reach a leverage: 1 − 1/L. */
export const impliedLtv = <N>(n: Arithmetic<N>, leverage: N): N => n.sub(n.one, n.div(n.one, leverage));

/** Leverage that leaves a health factor: L = HF / (HF − LT); the caller guarantees HF > LT. */
export const leverageAtHealth = <N>(n: Arithmetic<N>, healthFactor: N, liquidationThreshold: N): N =>
  n.div(healthFactor, n.sub(healthFactor, liquidationThreshold));

/** Health factor of a loop at its leverage: LT·L / (L − 1); the caller guarantees L > 1. */
export const healthAtLeverage = <N>(n: Arithmetic<N>, leverage: N, liquidationThreshold: N): N =>
  n.div(n.mul(liquidationThreshold, leverage), n.sub(leverage, n.one));

/** Price of collateral in debt, over its price at entry, at which the health factor is 1: (L − 1) / (L·LT). */
export const liquidationPriceRatio = <N>(n: Arithmetic<N>, leverage: N, liquidationThreshold: N): N =>
  n.div(n.sub(leverage, n.one), n.mul(leverage, liquidationThreshold));

/** What all deposits of an asset add up to for one deposited: 1 / (1 − l·φ), l its loan-to-value, φ the share of loans deposited again. */
export const rehypothecationMultiplier = <N>(n: Arithmetic<N>, ltv: N, redepositedShare: N): N =>
  maxLeverage(n, n.mul(ltv, redepositedShare));
