import type { RankCorrelation } from "../model/ranking.js";

/** Ranks from 1 of ascending values; values that tie share the mean of their places. */
export function midRanks(values: readonly number[]): readonly number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = values.map(() => 0);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[first] ?? 0]) end += 1;
    for (let place = first; place < end; place += 1) ranks[order[place] ?? 0] = (first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}

/**
 * Spearman's ρ and Kendall's τ-b of two lists, entry by entry; entries that one of them lacks are left out.
 *
 * ρ: Pearson's correlation of mid-ranks. τ-b = (C − D)/√((n₀ − t_x)(n₀ − t_y)), C and D concordant and discordant pairs, n₀ all
 * pairs, t those tied in a list. Source: M. Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945).
 */
export function rankCorrelation(
  left: readonly (number | undefined)[],
  right: readonly (number | undefined)[],
): RankCorrelation {
  const both = left.flatMap((x, i) => {
    const y = right[i];
    return x === undefined || y === undefined ? [] : [{ x, y }];
  });
  const spearman = pearson(midRanks(both.map(({ x }) => x)), midRanks(both.map(({ y }) => y)));
  const kendall = tauB(both);
  return {
    pairs: both.length,
    ...(spearman === undefined ? {} : { spearman }),
    ...(kendall === undefined ? {} : { kendall }),
  };
}

function pearson(xs: readonly number[], ys: readonly number[]): number | undefined {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  let [products, squaresX, squaresY] = [0, 0, 0];
  xs.forEach((x, i) => {
    const y = (ys[i] ?? 0) - meanY;
    products += (x - meanX) * y;
    squaresX += (x - meanX) ** 2;
    squaresY += y ** 2;
  });
  return squaresX > 0 && squaresY > 0 ? products / Math.sqrt(squaresX * squaresY) : undefined;
}

function tauB(both: readonly { readonly x: number; readonly y: number }[]): number | undefined {
  let [difference, untiedX, untiedY] = [0, 0, 0];
  both.forEach((a, i) => {
    for (const b of both.slice(i + 1)) {
      const [x, y] = [Math.sign(a.x - b.x), Math.sign(a.y - b.y)];
      difference += x * y;
      untiedX += Math.abs(x);
      untiedY += Math.abs(y);
    }
  });
  return untiedX > 0 && untiedY > 0 ? difference / Math.sqrt(untiedX * untiedY) : undefined;
}
