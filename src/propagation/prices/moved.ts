/** What an event log calls standing still: the last digits of a double, which depend on the order of sums. */
const ROUNDING = 1e-12;

/** Whether two values differ by more than rounding. For the log only: nothing is decided by it. */
export const hasMoved = (from: number, to: number): boolean =>
  Math.abs(to - from) > ROUNDING * Math.max(Math.abs(from), Math.abs(to));
