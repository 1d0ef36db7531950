import { neumaierTotal } from "../../numbers/sums.js";
import type { Stress } from "./debtrank.js";
import { read } from "./sparse-matrix.js";

/** A spread of stress in a few numbers. Weights are normalised to add up to 1. */
export interface StressSummary {
  /** Σ w·h(0), and Σ w·(h(T) − h(0)): the DebtRank R of the shock. */
  readonly originalStress: number;
  readonly additionalStress: number;
  /** Σ E·h(0) and Σ E·(h(T) − h(0)), in USD; each node's loss is at most its equity. */
  readonly originalLossUsd: number;
  readonly additionalLossUsd: number;
  /** Nodes with h(T) ≥ 1 that had h(0) < 1. */
  readonly additionalDefaults: number;
  /** Σ w·h(T)/Σ w·h(0); absent where the shock touches nobody of any weight. Bardoscia et al. 2015. */
  readonly amplification?: number;
}

/** Summary of a spread of stress, weighted by `weights` ≥ 0 (not all 0). Source: Battiston et al. 2012; NetworkRiskMeasures. */
export function stressSummary(
  { initial, final }: Pick<Stress, "initial" | "final">,
  weights: Float64Array,
  equityUsd: Float64Array,
): StressSummary {
  const totalWeight = neumaierTotal([...weights]);
  const over = (values: Float64Array, by: Float64Array) =>
    neumaierTotal(Array.from(values, (value, i) => value * read(by, i)));
  const gained = final.map((loss, i) => loss - read(initial, i));
  const originalStress = over(initial, weights) / totalWeight;
  return {
    originalStress,
    additionalStress: over(gained, weights) / totalWeight,
    originalLossUsd: over(initial, equityUsd),
    additionalLossUsd: over(gained, equityUsd),
    additionalDefaults: final.filter((loss, i) => loss >= 1 && read(initial, i) < 1).length,
    ...(originalStress > 0 ? { amplification: over(final, weights) / totalWeight / originalStress } : {}),
  };
}

/** Share of nodes in default, 0 where it is below `threshold`. Source: P. Gai, S. Kapadia 2010 (5 %). */
export function systemicExtent(defaults: number, nodes: number, threshold = 0.05): number {
  const share = nodes === 0 ? 0 : defaults / nodes;
  return share < threshold ? 0 : share;
}
