import type { Arithmetic } from "../../numbers/arithmetic.js";

/** Options of one kind that a hedger has bought (over 0) or written (under 0), with the delta of one. */
export interface HedgedOptions<N> {
  readonly contracts: N;
  readonly delta: N;
}

/**
 * Units of the asset to buy (over 0) or sell (under 0) so that options and asset together have no delta: −Σ contracts·Δ − held.
 *
 * Whoever has written options sells after a fall and buys after a rise: about Σ contracts·Γ·(price change), a second forced flow.
 */
export const hedgeUnits = <N>(n: Arithmetic<N>, options: readonly HedgedOptions<N>[], heldUnits: N): N =>
  n.sub(n.sub(n.zero, n.total(options.map(({ contracts, delta }) => n.mul(contracts, delta)))), heldUnits);
