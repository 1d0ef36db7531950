import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";
import { fallingRoot } from "./root.js";

/**
 * The invariant Ann·S + D = Ann·D + Dⁿ⁺¹/(nⁿ·Πx), with Ann = A·n as Curve's contracts use A, S the sum of the n balances x.
 * Source: M. Egorov, StableSwap (2019); curve-contract, StableSwap3Pool.vy. All balances must be over 0.
 */
export interface StableswapCurve<N> {
  /** Ann = A·n. */
  readonly ann: N;
  readonly balances: readonly N[];
}

const MAX_STEPS = 300;

/** Follows Newton's rule until a step is below `n.precision` (relative); both uses fall towards the root from above. */
function newton<N>(n: Arithmetic<N>, start: N, next: (x: N) => N): N {
  let x = start;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const y = next(x);
    const moved = n.max(n.sub(y, x), n.sub(x, y));
    x = y;
    if (!isPositive(n, n.sub(moved, n.mul(n.precision, y)))) return x;
  }
  return x;
}

/** D: the sum of the balances when all are equal, in token units. */
export function invariantOf<N>(n: Arithmetic<N>, { ann, balances }: StableswapCurve<N>): N {
  const count = n.fromNumber(balances.length);
  const sum = n.total(balances);
  return newton(n, sum, (d) => {
    const product = balances.reduce((held, x) => n.div(n.mul(held, d), n.mul(count, x)), d);
    const top = n.mul(n.add(n.mul(ann, sum), n.mul(count, product)), d);
    return n.div(top, n.add(n.mul(n.sub(ann, n.one), d), n.mul(n.add(count, n.one), product)));
  });
}

/** The balance of `token` that keeps the invariant at `d` when the others are `balances` (its own entry is not read). */
export function balanceFor<N>(n: Arithmetic<N>, { ann, balances }: StableswapCurve<N>, d: N, token: number): N {
  const count = n.fromNumber(balances.length);
  const others = balances.filter((_, place) => place !== token);
  const c = n.div(
    n.mul(
      others.reduce((held, x) => n.div(n.mul(held, d), n.mul(count, x)), d),
      d,
    ),
    n.mul(ann, count),
  );
  const b = n.add(n.total(others), n.div(d, ann));
  return newton(n, d, (y) => n.div(n.add(n.mul(y, y), c), n.sub(n.add(n.add(y, y), b), d)));
}

/** The gradient of the invariant at D = `d`: Ann + K/xᵢ with K = Dⁿ⁺¹/(nⁿ·Πx). Ratios of it are marginal prices. */
export function gradientOf<N>(n: Arithmetic<N>, curve: StableswapCurve<N>, d: N): readonly N[] {
  const count = n.fromNumber(curve.balances.length);
  const k = curve.balances.reduce((held, x) => n.div(n.mul(held, d), n.mul(count, x)), d);
  return curve.balances.map((x) => n.add(curve.ann, n.div(k, x)));
}

/**
 * The balances on the curve of invariant `d` at which tokens are worth `prices` (any common unit, all over 0).
 *
 * With prices scaled so that the least is 1 and tᵢ = (1 + v)pᵢ − 1: xᵢ = K/(Ann·tᵢ), K = D·(Ann/n)^(n/(n+1))·(Πtᵢ)^(1/(n+1)),
 * and v solves K(Σ1/tᵢ − 1) = D(Ann − 1). The curve is strictly convex: there is one such v.
 */
export function balancesAt<N>(n: Arithmetic<N>, ann: N, d: N, prices: readonly N[]): readonly N[] {
  const count = n.fromNumber(prices.length);
  const least = prices.reduce((low, price) => n.min(low, price));
  const scaled = prices.map((price) => n.div(price, least));
  const share = n.div(n.one, n.add(count, n.one));
  const scale = n.pow(n.div(ann, count), n.mul(count, share));
  // (1 + v)p − 1 = (p − 1) + v·p keeps its digits where v is small.
  const gaps = (v: N): readonly N[] => scaled.map((p) => n.add(n.sub(p, n.one), n.mul(v, p)));
  const weight = (t: readonly N[]): N =>
    n.mul(
      scale,
      n.pow(
        t.reduce((product, gap) => n.mul(product, gap), n.one),
        share,
      ),
    );
  const miss = (v: N): N => {
    const t = gaps(v);
    const inverse = n.total(t.map((gap) => n.div(n.one, gap)));
    return n.sub(n.mul(weight(t), n.sub(inverse, n.one)), n.sub(ann, n.one));
  };
  let low = n.div(count, ann);
  let high = low;
  const four = n.parse("4");
  while (!isPositive(n, miss(low))) low = n.div(low, four);
  while (isPositive(n, miss(high))) high = n.mul(high, four);
  const t = gaps(fallingRoot(n, miss, low, high).low);
  const k = n.mul(d, weight(t));
  return t.map((gap) => n.div(k, n.mul(ann, gap)));
}
