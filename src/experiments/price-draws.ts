import type { Distribution, SamplingPlan } from "../model/sampling.js";
import type { Scenario } from "../model/scenario.js";
import { at } from "../numbers/arithmetic.js";
import { cholesky } from "../numbers/cholesky.js";
import { float } from "../numbers/float.js";
import { gammaDraw } from "../numbers/gamma-draw.js";
import { normalDistribution } from "../numbers/normal.js";
import { normal } from "../numbers/random.js";

/** The changes of one run, in the order of the plan's prices. */
export type PriceChanges = (run: number) => readonly number[];

/** The plan cannot be drawn from; the message says why. */
export class SamplingError extends Error {
  override readonly name = "SamplingError";
}

/**
 * Relative price changes by run, each a function of seed and run only: z = L·ε with ε standard normal, a stream for each asset, and L·Lᵀ
 * the matrix of correlations.
 *
 * normal: m + s·z. lognormal: e^(m + s·z) − 1. uniform: low + (high − low)·Φ(z). student-t: l + s·z/√(χ²/ν), where assets with the same ν
 * share χ² and so fall together in the tail. Throws `SamplingError` for a plan that cannot be. Source: A. McNeil, R. Frey, P. Embrechts,
 * Quantitative Risk Management (2015), sections 6.2.1 (mixtures) and 7.1.4 (simulating copulas).
 */
export function priceChanges(plan: SamplingPlan): PriceChanges {
  const { seed, prices } = plan;
  for (const { asset, distribution } of prices) {
    const wrong = mistakeOf(distribution);
    if (wrong !== undefined) throw new SamplingError(`${asset}: ${wrong}.`);
  }
  const lower = cholesky(correlationMatrix(plan));
  if (lower === undefined)
    throw new SamplingError("No set of numbers has these correlations: their matrix is not positive semi-definite.");
  return (run) => {
    const noise = prices.map(({ asset }) => normal(seed, `price of ${asset}`, run));
    return prices.map(({ distribution }, i) => {
      const row = at(lower, i);
      return changeOf(
        distribution,
        noise.reduce((sum, e, k) => sum + at(row, k) * e, 0),
        seed,
        run,
      );
    });
  };
}

function changeOf(distribution: Distribution, z: number, seed: number, run: number): number {
  switch (distribution.kind) {
    case "normal":
      return distribution.mean + distribution.deviation * z;
    case "lognormal":
      return Math.expm1(distribution.mean + distribution.deviation * z);
    case "uniform":
      return distribution.low + (distribution.high - distribution.low) * normalDistribution(float, z);
    case "student-t": {
      const { location, scale, degrees } = distribution;
      const chiSquare = 2 * gammaDraw(degrees / 2, seed, `chi-square of ${degrees}`, run);
      return location + (scale * z) / Math.sqrt(chiSquare / degrees);
    }
  }
}

function mistakeOf(distribution: Distribution): string | undefined {
  switch (distribution.kind) {
    case "normal":
    case "lognormal":
      return distribution.deviation >= 0 ? undefined : "a deviation is 0 or more";
    case "uniform":
      return distribution.low <= distribution.high ? undefined : "low is at most high";
    case "student-t":
      if (!(distribution.degrees > 2)) return "a t has more than 2 degrees of freedom, or its variance is infinite";
      return distribution.scale >= 0 ? undefined : "a scale is 0 or more";
  }
}

function correlationMatrix({ prices, correlations }: SamplingPlan): readonly (readonly number[])[] {
  const place = new Map(prices.map(({ asset }, i) => [asset, i]));
  if (place.size < prices.length) throw new SamplingError("An asset's price is drawn twice.");
  const matrix = prices.map((_, i) => prices.map((__, j): number => (i === j ? 1 : 0)));
  for (const { assets, correlation } of correlations) {
    const [i, j] = assets.map((asset) => place.get(asset));
    if (i === undefined || j === undefined || i === j)
      throw new SamplingError(`A correlation of ${assets.join(" and ")}: it is of two assets whose prices are drawn.`);
    at(matrix, i)[j] = correlation;
    at(matrix, j)[i] = correlation;
  }
  return matrix;
}

/** Throws `SamplingError` when a plan names an asset that the scenario has not, or cannot be drawn from. */
export function checkPlan({ assets }: Scenario, plan: SamplingPlan): void {
  const known = new Set(assets.map(({ id }) => id));
  const unknown = [...plan.prices.map(({ asset }) => asset), ...plan.watched].find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new SamplingError(`${unknown} is none of the scenario's assets: ${[...known].join(", ")}.`);
  if (plan.prices.length === 0) throw new SamplingError("No price is drawn.");
  priceChanges(plan);
}
