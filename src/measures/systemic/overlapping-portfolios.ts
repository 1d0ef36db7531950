import { at } from "../../numbers/arithmetic.js";
import type { Cascade } from "./cascade.js";
import { spread } from "./cascade.js";
import { columnTotals, rowTimes, times } from "./matrix-algebra.js";
import { read, readIndex, type SparseMatrix, transposed } from "./sparse-matrix.js";

export interface OverlapShock {
  /** Units of each asset held, by holder. */
  readonly units: SparseMatrix;
  readonly capitalUsd: Float64Array;
  readonly priceUsd: Float64Array;
  /** Fall of each price at the start, 0.7 for 70 %. */
  readonly priceFall: Float64Array;
  /** α: selling the share x of all units held multiplies the price by e^(−αx). 1.0536 makes a tenth cost a tenth. */
  readonly impact: number;
}

export interface OverlapCascade extends Cascade {
  readonly priceUsd: Float64Array;
  /** Waves that brought a new default. */
  readonly waves: number;
}

/**
 * Overlapping portfolios: a holder whose mark-to-market loss ≥ capital defaults and sells everything, which moves prices for the others.
 *
 * p_k = p0_k·(1 − fall_k)·e^(−α·x_k), x_k = units of k sold / units of k held by all. Source: F. Caccioli, M. Shrestha, C. Moore,
 * J. D. Farmer, Stability analysis of financial contagion due to overlapping portfolios, Journal of Banking & Finance 46 (2014).
 */
export function overlapCascade(shock: OverlapShock): OverlapCascade {
  const { units, capitalUsd, priceUsd } = shock;
  const held = columnTotals(units);
  const byAsset = transposed(units);
  const pricesAfter = (defaultRound: Int32Array): Float64Array => {
    const sold = times(
      byAsset,
      Float64Array.from(defaultRound, (round) => (round >= 0 ? 1 : 0)),
    );
    return priceUsd.map((price, k) => {
      const share = read(held, k) === 0 ? 0 : read(sold, k) / read(held, k);
      return price * (1 - read(shock.priceFall, k)) * Math.exp(-shock.impact * share);
    });
  };
  const cascade = spread(units.rows, (defaultRound) => {
    const after = pricesAfter(defaultRound);
    const fall = priceUsd.map((price, k) => price - read(after, k));
    return Array.from(capitalUsd.keys()).filter(
      (i) => readIndex(defaultRound, i) < 0 && rowTimes(units, i, fall) >= at(capitalUsd, i),
    );
  });
  return {
    ...cascade,
    conventions: {
      model: "Overlapping portfolios, Caccioli et al. 2014",
      atEquality: "default",
      rule: "default once loss ≥ capital, then everything is sold; p = p0·(1 − fall)·e^(−αx), x of units held by all",
    },
    priceUsd: pricesAfter(cascade.defaultRound),
    waves: cascade.convergence.iterations - 1,
  };
}
