import { type Arithmetic, isPositive } from "../../../numbers/arithmetic.js";
import { type PriceCurve, relativePrice } from "./price-curve.js";

/** Whole seconds from an auction's start; undefined for what never happens. */
export interface Milestones<N> {
  readonly belowOracleSeconds: N | undefined;
  readonly cuspResetSeconds: N | undefined;
  readonly tailResetSeconds: N;
}

/** Past this an auction's price has stopped falling in any case of interest: 2⁴⁰ s are 35 000 years. */
const DOUBLINGS = 40;

/**
 * When an auction's price first falls below the oracle's (relative price < 1/buf), below the cusp, and when its tail ends (t > tail).
 * The first whole seconds at which each holds. Formulas: `price-curve.ts`, `auction.ts`.
 */
export const milestones = <N>(
  n: Arithmetic<N>,
  terms: { readonly curve: PriceCurve<N>; readonly buf: N; readonly cusp: N; readonly tailSeconds: N },
): Milestones<N> => ({
  belowOracleSeconds: firstSecond(n, (t) => n.less(n.mul(terms.buf, relativePrice(n, terms.curve, t)), n.one)),
  cuspResetSeconds: isPositive(n, terms.cusp)
    ? firstSecond(n, (t) => n.less(relativePrice(n, terms.curve, t), terms.cusp))
    : undefined,
  tailResetSeconds: n.add(n.floor(terms.tailSeconds), n.one),
});

/** The first whole second from which on `holds`; undefined where it does not within 2⁴⁰ s. */
function firstSecond<N>(n: Arithmetic<N>, holds: (seconds: N) => boolean): N | undefined {
  if (holds(n.zero)) return n.zero;
  let [before, after] = [0, 1];
  while (!holds(n.fromNumber(after))) {
    if (after >= 2 ** DOUBLINGS) return undefined;
    [before, after] = [after, after * 2];
  }
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (holds(n.fromNumber(middle))) after = middle;
    else before = middle;
  }
  return n.fromNumber(after);
}
