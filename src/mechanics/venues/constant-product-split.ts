import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";

/** A constant-product pool as whoever sells on it sees it. */
export interface PoolSide<N> {
  readonly reserveIn: N;
  readonly reserveOut: N;
  readonly fee: N;
}

export interface ConstantProductSplit<N> {
  /** One for each pool, in order. */
  readonly amounts: readonly N[];
  /** What the last unit fetches on every pool that takes part, after fee. */
  readonly lastPrice: N;
}

/**
 * The best way to sell an amount over constant-product pools, in closed form; `pools` must not be empty, reserves and amount over 0.
 *
 * With γ = 1 − f the last unit of a fetches γxy/(x + γa)². Setting that to one m on all that take part gives
 * 1/√m = (amount + Σx/γ)/Σ√(xy/γ) and a = √(xy/γ)/√m − x/γ. Pools take part from the best price γy/x down, as long as theirs is above m.
 */
export function splitConstantProduct<N>(
  n: Arithmetic<N>,
  pools: readonly PoolSide<N>[],
  amount: N,
): ConstantProductSplit<N> {
  const each = pools.map(({ reserveIn, reserveOut, fee }) => {
    const kept = n.sub(n.one, fee);
    const first = n.div(n.mul(kept, reserveOut), reserveIn);
    return { first, depth: n.sqrt(n.div(n.mul(reserveIn, reserveOut), kept)), start: n.div(reserveIn, kept) };
  });
  const bestFirst = each.toSorted((a, b) => n.sign(n.sub(b.first, a.first)));
  let inverseRoot = n.zero;
  for (let count = 1; count <= bestFirst.length; count += 1) {
    const taking = bestFirst.slice(0, count);
    const starts = n.total([amount, ...taking.map(({ start }) => start)]);
    inverseRoot = n.div(starts, n.total(taking.map(({ depth }) => depth)));
    const next = bestFirst[count];
    if (next === undefined) break;
    if (!isPositive(n, n.sub(n.mul(n.mul(inverseRoot, inverseRoot), next.first), n.one))) break;
  }
  const amounts = each.map(({ depth, start }) => n.max(n.sub(n.mul(depth, inverseRoot), start), n.zero));
  return { amounts, lastPrice: n.div(n.one, n.mul(inverseRoot, inverseRoot)) };
}
