import type { Arithmetic } from "../../numbers/arithmetic.js";

/** What an oracle can look at when a round begins. */
export interface Observation<N> {
  /** What is followed now: the market price of the asset, or the price of the oracle that is named in its place. */
  readonly marketUsd: N;
  /** The same price while `elapsedSeconds` went by. */
  readonly heldUsd: N;
  /** Seconds since the last observation; 0 in round 0. */
  readonly elapsedSeconds: N;
  /** Seconds since the start, for rules that go by the calendar. */
  readonly clockSeconds: N;
  /** Price of the underlying, at its own market or oracle; what is followed, for kinds without one. */
  readonly underlyingUsd: N;
  /** Net asset value of the asset's issuer per unit, fair value of a share of a pool; the market price of any other asset. */
  readonly navUsd: N;
  /** Prices of the oracles that this one reads, in the order it names them. */
  readonly readUsd: readonly N[];
}

/** The numbers an oracle remembers. */
export type OracleState<N> = readonly N[];

/** One oracle in one number system. */
export interface OracleTerms<N> {
  opening(observation: Observation<N>): OracleState<N>;
  step(state: OracleState<N>, observation: Observation<N>): OracleState<N>;
  priceUsd(state: OracleState<N>): N;
}

/** How a kind of oracle is read in any number system. One file each; see `index.ts`. */
export interface OracleRule<Oracle extends { readonly kind: string }> {
  readonly kind: Oracle["kind"];
  terms<N>(n: Arithmetic<N>, oracle: Oracle): OracleTerms<N>;
}
