import type { Threshold } from "../model/tipping.js";

/** Whether a shock of this size tips. Asked for one size after the other, so that answers may take their time. */
export type Tips = (size: number) => Promise<boolean>;

/**
 * The smallest size that tips, as far as a grid can tell: tried on all of `grid` (ascending), then bisected in the lowest interval
 * where the answer turns to yes, until (above − below) ≤ tolerance · |above|.
 *
 * The response need not be monotone: every other interval of the grid in which the answer turns is listed, as the grid found it. What
 * happens between two neighbours of the grid with one answer is not seen. Undefined where no size of the grid tips.
 */
export async function findThreshold(
  tips: Tips,
  grid: readonly number[],
  relativeTolerance: number,
): Promise<Threshold | undefined> {
  const answers: { readonly size: number; readonly does: boolean }[] = [];
  for (const size of grid) answers.push({ size, does: await tips(size) });
  const first = answers.findIndex(({ does }) => does);
  const found = answers[first];
  if (found === undefined) return undefined;
  const later = answers.slice(first + 1).flatMap(({ size, does }, i) => {
    const before = answers[first + i];
    return before === undefined || before.does === does ? [] : [{ below: before.size, above: size, becomes: does }];
  });
  const start = answers[first - 1];
  if (start === undefined) return { above: found.size, later };
  let [below, above] = [start.size, found.size];
  while (above - below > relativeTolerance * Math.abs(above)) {
    const middle = (below + above) / 2;
    if (middle <= below || middle >= above) break;
    if (await tips(middle)) above = middle;
    else below = middle;
  }
  return { below, above, later };
}

/** `count` even steps from `low` to `high`, both included. */
export const evenGrid = (low: number, high: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => (i === count - 1 ? high : low + (i * (high - low)) / (count - 1)));
