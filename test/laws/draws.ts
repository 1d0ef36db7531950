import type { Literal } from "../../src/model/scenario.js";
import { uniform } from "../../src/numbers/random.js";

/** One after another, the draws of a seed. */
export interface Draws {
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

export function draws(seed: number): Draws {
  let index = 0;
  const next = (): number => {
    index += 1;
    return uniform(seed, "random scenario", index);
  };
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    between: (low, high) => low + next() * (high - low),
    whole,
    chance: (probability) => next() < probability,
    pick: (list) => list[whole(0, list.length - 1)] as (typeof list)[number],
  };
}

/** A number as a scenario file would state it, with six digits. */
export const literal = (value: number): Literal => String(Number(value.toPrecision(6))) as Literal;
