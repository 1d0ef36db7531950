import type { Arithmetic } from "../../numbers/arithmetic.js";

/** The numbers a venue's price depends on. What they mean is the venue's own affair. */
export type VenueState<N> = readonly N[];

export interface Fill<N> {
  /** Units of the token bought, after fee. */
  readonly out: N;
  /** Units offered that the venue could not take. */
  readonly unfilled: N;
  readonly after: VenueState<N>;
}

/**
 * One venue in one number system. Tokens are named by their place in `tokens`; `outsideUsd` are the reference prices of
 * those tokens, which pools ignore and quoted venues are relative to.
 */
export interface VenueTerms<N> {
  /** Asset ids, in the venue's own order. */
  readonly tokens: readonly string[];
  readonly opening: VenueState<N>;
  /** Share of an amount that is lost to the fee: the last unit sold fetches marginalPrice × (1 − fee). */
  readonly fee: N;
  /** Units of `tokenOut` for the next small unit of `tokenIn`, before fee. */
  marginalPrice(state: VenueState<N>, tokenIn: number, tokenOut: number, outsideUsd: readonly N[]): N;
  sell(state: VenueState<N>, tokenIn: number, tokenOut: number, amountIn: N, outsideUsd: readonly N[]): Fill<N>;
  /** The largest sale after which the marginal price (before fee) is still at least `marginal`; 0 when it is below already. */
  amountToReach(state: VenueState<N>, tokenIn: number, tokenOut: number, marginal: N, outsideUsd: readonly N[]): N;
  /**
   * The state after outsiders have traded so that the price of `token` in every other token is `factor` times what it was.
   * Quoted venues follow the reference price by themselves and return the state unchanged. A factor of 0 leaves a pool
   * that buys at nothing.
   */
  follow(state: VenueState<N>, token: number, factor: N): VenueState<N>;
  /** The state after outside arbitrage has closed `share` (0–1) of the gap to the reference prices. */
  restore(state: VenueState<N>, share: N, outsideUsd: readonly N[]): VenueState<N>;
  /** Token balances that the state stands for, by token; undefined for quoted venues, which hold none. */
  balances(state: VenueState<N>): readonly N[] | undefined;
}

/** How a kind of venue is read in any number system. One file each; see `index.ts`. */
export interface VenueRule<Venue extends { readonly kind: string }> {
  readonly kind: Venue["kind"];
  terms<N>(n: Arithmetic<N>, venue: Venue): VenueTerms<N>;
}
