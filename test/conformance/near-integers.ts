import type { Arithmetic } from "../../src/numbers/arithmetic.js";
import { watch } from "../../src/numbers/decide.js";

/** Roundings of values closer to a whole number than this (relative, or absolute below 1) can come out one unit off in doubles. */
const NEAR_INTEGER = 2 ** -48;
/** Above this one unit is less than the relative margin of a float run. */
const UNITS_MATTER_BELOW = 1e13;

const isNearInteger = (value: number): boolean =>
  Math.abs(value) < UNITS_MATTER_BELOW &&
  Math.abs(value - Math.round(value)) <= NEAR_INTEGER * Math.max(1, Math.abs(value));

/** A float arithmetic that tells whether any decision, or any rounding to whole units, was too close to call. */
export interface CarefulFloat {
  readonly n: Arithmetic<number>;
  tookNearTie(): boolean;
}

/** Watches decisions as the engine does, and roundings besides: contracts round at thresholds of their own. */
export function carefully(float: Arithmetic<number>): CarefulFloat {
  const watched = watch(float);
  let near = false;
  const noticing =
    (round: (value: number) => number) =>
    (value: number): number => {
      if (isNearInteger(value)) near = true;
      return round(value);
    };
  const n = { ...watched.n, floor: noticing(Math.floor), ceil: noticing(Math.ceil) };
  return { n, tookNearTie: () => watched.tookNearTie() || near };
}
