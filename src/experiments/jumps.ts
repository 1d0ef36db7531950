import type { Jump } from "../model/sensitivity.js";

/** An interval of moves at whose ends different things were decided. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const HALVINGS = 14;
/** A smooth function has no more than this share of its change left after five halvings or a few more; a jump has it after all of them. */
const LEFT_OF_A_JUMP = 1 / 32;

/**
 * The largest jump of a value in an interval of moves, by bisection to 1/16,384 of its width: each time into the half over which the
 * value changes more. Undefined where the change melts away as a smooth one does. Smaller jumps of the same interval are not found.
 *
 * `known` are jumps of something else: the place of one that makes up more than half of the change in the interval is taken.
 */
export function locateJump(
  valueAt: (move: number) => number,
  { low, high }: Interval,
  tell: (below: number, above: number) => string,
  known: readonly Jump[] = [],
): Jump | undefined {
  const whole = Math.abs(valueAt(high) - valueAt(low));
  const over = (place: Jump): number => valueAt(place.above) - valueAt(place.below);
  const shared = known.find((place) => place.below >= low && place.above <= high && Math.abs(over(place)) > whole / 2);
  if (shared !== undefined) return { ...shared, jumpUsd: over(shared) };
  let [below, above] = [low, high];
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (below + above) / 2;
    const value = valueAt(middle);
    if (Math.abs(valueAt(above) - value) > Math.abs(value - valueAt(below))) below = middle;
    else above = middle;
    if (Math.abs(valueAt(above) - valueAt(below)) <= whole * LEFT_OF_A_JUMP) return undefined;
  }
  return { below, above, jumpUsd: valueAt(above) - valueAt(below), what: tell(below, above) };
}
