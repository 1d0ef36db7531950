import type { RateModel } from "../../model/scenario.js";
import { type Arithmetic, positivePart, ratio } from "../../numbers/arithmetic.js";
import type { RateRule } from "./rule.js";

/** Rates per year; `slope1` is what the rate has gained AT the optimal utilisation, `slope2` what it gains beyond it. */
export interface KinkCurve<N> {
  readonly optimalUtilisation: N;
  readonly base: N;
  readonly slope1: N;
  readonly slope2: N;
}

/**
 * Borrow rate per year on Aave's two-slope curve.
 *
 * base + slope1·min(u, u*)/u* + slope2·max(u − u*, 0)/(1 − u*). Source: Aave v3 DefaultReserveInterestRateStrategyV2.
 */
export function kinkBorrowRate<N>(n: Arithmetic<N>, curve: KinkCurve<N>, utilisation: N): N {
  const { optimalUtilisation, base, slope1, slope2 } = curve;
  const below = ratio(n, n.min(utilisation, optimalUtilisation), optimalUtilisation, n.one);
  const excess = positivePart(n, n.sub(utilisation, optimalUtilisation));
  const above = ratio(n, excess, n.sub(n.one, optimalUtilisation), n.zero);
  return n.add(base, n.add(n.mul(slope1, below), n.mul(slope2, above)));
}

/**
 * What suppliers earn per year: borrow rate · u · (1 − reserve factor).
 *
 * `supplyUtilisation` stands for u where unbacked supply shares the interest. Source: as above.
 */
export const supplyRate = <N>(n: Arithmetic<N>, borrowRate: N, supplyUtilisation: N, reserveFactor: N): N =>
  n.mul(n.mul(borrowRate, supplyUtilisation), n.sub(n.one, reserveFactor));

/** A curve fixed in time. */
export const kink: RateRule<Extract<RateModel, { readonly kind: "kink" }>> = {
  kind: "kink",
  terms(n, model) {
    const curve = {
      optimalUtilisation: n.parse(model.optimalUtilisation),
      base: n.parse(model.base),
      slope1: n.parse(model.slope1),
      slope2: n.parse(model.slope2),
    };
    return {
      opening: [],
      borrowRate: (_state, utilisation) => kinkBorrowRate(n, curve, utilisation),
      step: (state) => state,
    };
  },
};
