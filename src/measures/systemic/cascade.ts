import type { TieCounter } from "../../numbers/decide.js";
import type { Conventions } from "./conventions.js";
import { type Convergence, finite } from "./convergence.js";

export interface Cascade {
  readonly conventions: Conventions;
  readonly convergence: Convergence;
  /** Decisions on default that were too close to call in doubles and were taken again in decimal. */
  readonly nearTies: number;
  /** Round in which each node defaulted: 0 = by the shock; −1 = never. */
  readonly defaultRound: Int32Array;
  /** Last round with a new default; 0 where there is none after the shock. */
  readonly depth: number;
}

/** The nodes that default now, given the round in which each of the others did (−1: not yet). All decide at once. */
export type Falling = (defaultRound: Int32Array, ties: TieCounter) => readonly number[];

/** Rounds of simultaneous defaults, until one brings none. */
export function spread(size: number, falling: Falling): Omit<Cascade, "conventions"> {
  const defaultRound = new Int32Array(size).fill(-1);
  const ties: TieCounter = { nearTies: 0, overturned: 0 };
  for (let round = 0; ; round += 1) {
    const fallen = falling(defaultRound, ties);
    if (fallen.length === 0) {
      const depth = Math.max(0, round - 1);
      return { convergence: finite(round + 1), nearTies: ties.nearTies, defaultRound, depth };
    }
    for (const i of fallen) defaultRound[i] = round;
  }
}
