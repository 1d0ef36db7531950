import { type Arithmetic, isPositive, isZero } from "../../numbers/arithmetic.js";

/** Two neighbours with the root between them: f(low) ≥ 0 > f(high), or low = high where f is exactly 0. */
export interface Bracket<N> {
  readonly low: N;
  readonly high: N;
}

/** Enough for plain bisection in 40 digits across hundreds of binary orders; Illinois steps need a tenth of it. */
const MAX_STEPS = 2000;

/**
 * Where a falling function crosses zero, to `n.precision` (relative) or to the last bit of the system.
 *
 * Needs f(low) ≥ 0 ≥ f(high). Regula falsi with the Illinois weights, every third step a bisection, so that a jump is bracketed
 * too. Source: M. Dowell, P. Jarratt, A modified regula falsi method, BIT 11 (1971) 168–174.
 */
export function fallingRoot<N>(n: Arithmetic<N>, f: (x: N) => N, low: N, high: N): Bracket<N> {
  const half = n.fromNumber(0.5);
  let left = low;
  let right = high;
  let atLeft = f(low);
  let atRight = f(high);
  if (isZero(n, atRight)) return { low: right, high: right };
  if (isZero(n, atLeft)) return { low: left, high: left };
  let kept: "left" | "right" | undefined;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const width = n.sub(right, left);
    const magnitude = n.max(n.max(right, n.sub(n.zero, right)), n.max(left, n.sub(n.zero, left)));
    if (!isPositive(n, n.sub(width, n.mul(n.precision, magnitude)))) break;
    const share = step % 3 === 2 ? half : n.div(atLeft, n.sub(atLeft, atRight));
    const guess = n.add(left, n.mul(width, share));
    const middle = isInside(n, guess, left, right) ? guess : n.add(left, n.mul(width, half));
    if (!isInside(n, middle, left, right)) break;
    const value = f(middle);
    if (isZero(n, value)) return { low: middle, high: middle };
    if (isPositive(n, value)) {
      left = middle;
      atLeft = value;
      if (kept === "right") atRight = n.mul(atRight, half);
      kept = "right";
    } else {
      right = middle;
      atRight = value;
      if (kept === "left") atLeft = n.mul(atLeft, half);
      kept = "left";
    }
  }
  return { low: left, high: right };
}

const isInside = <N>(n: Arithmetic<N>, x: N, left: N, right: N): boolean =>
  isPositive(n, n.sub(x, left)) && isPositive(n, n.sub(right, x));
