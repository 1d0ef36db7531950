import type { Arithmetic } from "../../numbers/arithmetic.js";

/** What an oracle can look at when a round begins. */
export interface Observation<N> {
  /** Market price of the asset now. */
  readonly marketUsd: N;
  /** Market price that stood while `elapsedSeconds` went by. */
  readonly heldUsd: N;
  /** Seconds since the last observation; 0 in round 0. */
  readonly elapsedSeconds: N;
  /** Market price of the underlying of an exchange-rate oracle; the asset's own market price for other kinds. */
  readonly underlyingUsd: N;
  /** Net asset value of the asset's issuer per unit; the market price where the asset is no claim. */
  readonly navUsd: N;
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
