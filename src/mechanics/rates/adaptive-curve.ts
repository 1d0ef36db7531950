import type { RateModel } from "../../model/scenario.js";
import { type Arithmetic, at, positivePart, ratio } from "../../numbers/arithmetic.js";
import { SECONDS_PER_YEAR } from "./accrual.js";
import type { RateRule } from "./rule.js";

/** Bounds of the rate at target, per year. Source: morpho-blue-irm adaptive-curve ConstantsLib. */
export const MIN_RATE_AT_TARGET = "0.001";
export const MAX_RATE_AT_TARGET = "2";

/**
 * Distance of utilisation from target, −1 when idle and 1 when all is borrowed.
 *
 * (u − u*)/(1 − u*) above the target, (u − u*)/u* below. Source: morpho-blue-irm AdaptiveCurveIrm.
 */
export function utilisationError<N>(n: Arithmetic<N>, utilisation: N, target: N): N {
  const above = ratio(n, positivePart(n, n.sub(utilisation, target)), n.sub(n.one, target), n.zero);
  const below = ratio(n, positivePart(n, n.sub(target, utilisation)), target, n.zero);
  return n.sub(above, below);
}

/**
 * Borrow rate per year: r*·(1 + (k − 1)·e) for e ≥ 0 and r*·(1 + (1 − 1/k)·e) below, with steepness k and error e.
 *
 * Source: morpho-blue-irm AdaptiveCurveIrm._curve.
 */
export function adaptiveBorrowRate<N>(n: Arithmetic<N>, rateAtTarget: N, steepness: N, error: N): N {
  const rise = n.mul(n.sub(steepness, n.one), positivePart(n, error));
  const fall = n.mul(n.sub(n.one, n.div(n.one, steepness)), positivePart(n, n.sub(n.zero, error)));
  return n.mul(rateAtTarget, n.add(n.one, n.sub(rise, fall)));
}

/** How the rate at target has drifted: its start, and what moves it. */
export interface Drift<N> {
  readonly startRateAtTarget: N;
  readonly adjustmentPerYear: N;
  readonly error: N;
  readonly elapsedSeconds: N;
}

/**
 * Rate at target after some seconds: r*·exp(speed·e·t/year), kept within 0.1 % and 200 %.
 *
 * Source: morpho-blue-irm AdaptiveCurveIrm._newRateAtTarget, which approximates exp to second order (within 3 %).
 */
export function driftedRateAtTarget<N>(n: Arithmetic<N>, drift: Drift<N>): N {
  const years = n.div(drift.elapsedSeconds, n.parse(SECONDS_PER_YEAR));
  const exponent = n.mul(n.mul(drift.adjustmentPerYear, drift.error), years);
  const drifted = n.mul(drift.startRateAtTarget, n.exp(exponent));
  return n.max(n.parse(MIN_RATE_AT_TARGET), n.min(n.parse(MAX_RATE_AT_TARGET), drifted));
}

/**
 * Rate at target that interest over some seconds is charged at: (start + end + 2·middle)/4, the trapezium over two halves.
 *
 * Source: morpho-blue-irm AdaptiveCurveIrm._borrowRate.
 */
export function meanRateAtTarget<N>(n: Arithmetic<N>, drift: Drift<N>): N {
  const two = n.add(n.one, n.one);
  const middle = driftedRateAtTarget(n, { ...drift, elapsedSeconds: n.div(drift.elapsedSeconds, two) });
  const ends = n.add(drift.startRateAtTarget, driftedRateAtTarget(n, drift));
  return n.div(n.add(ends, n.mul(two, middle)), n.mul(two, two));
}

/** A curve whose level drifts while utilisation is off target; its state is the rate at target. */
export const adaptiveCurve: RateRule<Extract<RateModel, { readonly kind: "adaptive-curve" }>> = {
  kind: "adaptive-curve",
  terms(n, model) {
    const target = n.parse(model.targetUtilisation);
    const steepness = n.parse(model.steepness);
    const adjustmentPerYear = n.parse(model.adjustmentPerYear);
    return {
      opening: [n.parse(model.rateAtTarget)],
      borrowRate: (state, utilisation) =>
        adaptiveBorrowRate(n, at(state, 0), steepness, utilisationError(n, utilisation, target)),
      averageRate: (state, utilisation, elapsedSeconds) => {
        const error = utilisationError(n, utilisation, target);
        const drift = { startRateAtTarget: at(state, 0), adjustmentPerYear, error, elapsedSeconds };
        return adaptiveBorrowRate(n, meanRateAtTarget(n, drift), steepness, error);
      },
      step: (state, utilisation, elapsedSeconds) => {
        const error = utilisationError(n, utilisation, target);
        return [driftedRateAtTarget(n, { startRateAtTarget: at(state, 0), adjustmentPerYear, error, elapsedSeconds })];
      },
    };
  },
};
