import type { Arithmetic } from "../../numbers/arithmetic.js";

/**
 * How a rule rounds an amount in the token's smallest units. The formulas are stated once: the engine leaves amounts
 * continuous, contracts round to whole units, and `unrounded` is the same formula with the rounding left out.
 */
export interface Rounding<N> {
  down(amount: N): N;
  up(amount: N): N;
}

/** Amounts are continuous. */
export const unrounded = <N>(): Rounding<N> => CONTINUOUS;

const asItIs = <N>(amount: N): N => amount;
const CONTINUOUS = { down: asItIs, up: asItIs };

/** Amounts are whole numbers of the smallest unit, as on chain. */
export const wholeUnits = <N>(n: Arithmetic<N>): Rounding<N> => ({ down: n.floor, up: n.ceil });
