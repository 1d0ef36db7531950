import type { UniswapV3Venue } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive } from "../../numbers/arithmetic.js";

/** Between two neighbouring bounds of the ranges liquidity is constant. */
export interface Segment<N> {
  readonly low: N;
  readonly high: N;
  readonly liquidity: N;
}

/** The part of a segment that a sale walks through. */
export interface Stretch<N> {
  readonly from: N;
  readonly to: N;
  readonly liquidity: N;
}

/** Segments with liquidity, in rising order of √price: the ranges, cut at each other's bounds and added up. */
export function segmentsOf<N>(n: Arithmetic<N>, venue: UniswapV3Venue): readonly Segment<N>[] {
  const ranges = venue.ranges.map(({ lower, upper, liquidity }) => ({
    ...{ low: n.sqrt(n.parse(lower)), high: n.sqrt(n.parse(upper)), liquidity: n.parse(liquidity) },
  }));
  const bounds = ranges.flatMap(({ low, high }) => [low, high]).sort((a, b) => n.sign(n.sub(a, b)));
  return bounds.slice(1).flatMap((high, k) => {
    const low = at(bounds, k);
    const covering = ranges.filter(
      (range) => n.sign(n.sub(range.low, low)) <= 0 && n.sign(n.sub(range.high, high)) >= 0,
    );
    const liquidity = n.total(covering.map((range) => range.liquidity));
    return isPositive(n, n.sub(high, low)) && isPositive(n, liquidity) ? [{ low, high, liquidity }] : [];
  });
}

/** What a sale of `tokenIn` walks through from √price `root` until √price `end`, in order. */
export function stretches<N>(
  n: Arithmetic<N>,
  segments: readonly Segment<N>[],
  tokenIn: 0 | 1,
  root: N,
  end: N,
): Stretch<N>[] {
  const inOrder = tokenIn === 0 ? segments.toReversed() : segments;
  return inOrder.flatMap(({ low, high, liquidity }) => {
    const from = tokenIn === 0 ? n.min(root, high) : n.max(root, low);
    const to = tokenIn === 0 ? n.max(end, low) : n.min(end, high);
    const length = tokenIn === 0 ? n.sub(from, to) : n.sub(to, from);
    return isPositive(n, length) ? [{ from, to, liquidity }] : [];
  });
}
