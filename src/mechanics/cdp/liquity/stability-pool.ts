import { type Arithmetic, at, isZero, positivePart } from "../../../numbers/arithmetic.js";

/**
 * A stability pool: deposits of stablecoin that cancel liquidated debt and get the collateral. Any number of depositors is served by
 * one running product and one running sum. Immutable: each step returns the pool after it.
 */
export interface StabilityPool<N> {
  readonly deposits: N;
  /** Collateral held for depositors who have not collected theirs. */
  readonly collateral: N;
  /** P: what is left of a unit deposited when the pool was last empty. */
  readonly product: N;
  /** S by epoch: collateral gained for each such unit. An epoch ends when the pool is emptied; the last one is running. */
  readonly sums: readonly N[];
}

/** A deposit as it was made, with the pool's product and sum of then. */
export interface Deposit<N> {
  readonly units: N;
  readonly product: N;
  readonly sum: N;
  readonly epoch: number;
}

export const openPool = <N>(n: Arithmetic<N>): StabilityPool<N> => ({
  deposits: n.zero,
  collateral: n.zero,
  product: n.one,
  sums: [n.zero],
});

const epochOf = <N>(pool: StabilityPool<N>): number => pool.sums.length - 1;

/** What is left of a deposit: d·P/P₀; nothing once the pool has been emptied. Source: liquity/dev StabilityPool.getCompoundedLUSDDeposit. */
export const depositLeft = <N>(n: Arithmetic<N>, pool: StabilityPool<N>, deposit: Deposit<N>): N =>
  deposit.epoch === epochOf(pool) ? n.div(n.mul(deposit.units, pool.product), deposit.product) : n.zero;

/** Collateral that a deposit has gained: d·(S − S₀)/P₀ in its own epoch. Source: liquity/dev StabilityPool.getDepositorETHGain. */
export const collateralGained = <N>(n: Arithmetic<N>, pool: StabilityPool<N>, deposit: Deposit<N>): N =>
  n.div(n.mul(deposit.units, n.sub(at(pool.sums, deposit.epoch), deposit.sum)), deposit.product);

export interface Deposited<N> {
  readonly pool: StabilityPool<N>;
  readonly deposit: Deposit<N>;
}

/** A new deposit. Source: liquity/dev StabilityPool.provideToSP. */
export function depositInto<N>(n: Arithmetic<N>, pool: StabilityPool<N>, units: N): Deposited<N> {
  const epoch = epochOf(pool);
  const deposit = { units, product: pool.product, sum: at(pool.sums, epoch), epoch };
  return { pool: { ...pool, deposits: n.add(pool.deposits, units) }, deposit };
}

export interface Withdrawn<N> extends Deposited<N> {
  /** Stablecoin paid out: no more than is left of the deposit. */
  readonly paidUnits: N;
  /** All collateral gained until now, which a withdrawal collects. */
  readonly collateral: N;
}

/** Takes up to `units` out and collects all collateral; the rest is deposited anew. Source: liquity/dev StabilityPool.withdrawFromSP. */
export function withdrawFrom<N>(n: Arithmetic<N>, pool: StabilityPool<N>, deposit: Deposit<N>, units: N): Withdrawn<N> {
  const left = depositLeft(n, pool, deposit);
  const collateral = collateralGained(n, pool, deposit);
  const paidUnits = n.min(units, left);
  const without = {
    ...pool,
    deposits: positivePart(n, n.sub(pool.deposits, left)),
    collateral: positivePart(n, n.sub(pool.collateral, collateral)),
  };
  return { ...depositInto(n, without, n.sub(left, paidUnits)), paidUnits, collateral };
}

/**
 * Cancels debt against the deposits and hands them the collateral.
 *
 * S += P·collateral/T, then P ← P·(T − debt)/T with T all deposits; at debt = T a new epoch begins with P = 1. The caller guarantees
 * 0 < debt ≤ T. The contract's scale changes, which only keep P within its integers, and its rounding of deposits under a billionth
 * to nothing have no counterpart here. Source: liquity/dev StabilityPool._updateRewardSumAndProduct.
 */
export function offsetDebt<N>(
  n: Arithmetic<N>,
  pool: StabilityPool<N>,
  cancelled: { readonly debt: N; readonly collateral: N },
): StabilityPool<N> {
  const gained = n.div(n.mul(pool.product, cancelled.collateral), pool.deposits);
  const sums = pool.sums.map((sum, epoch) => (epoch === epochOf(pool) ? n.add(sum, gained) : sum));
  const deposits = n.sub(pool.deposits, cancelled.debt);
  const collateral = n.add(pool.collateral, cancelled.collateral);
  if (isZero(n, deposits)) return { deposits, collateral, product: n.one, sums: [...sums, n.zero] };
  return { deposits, collateral, product: n.div(n.mul(pool.product, deposits), pool.deposits), sums };
}
