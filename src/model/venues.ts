import type { Balance, Id, Literal } from "./amounts.js";

export type Venue = ConstantProductVenue | StableswapVenue | DepthCurveVenue | PowerLawVenue;

interface VenueBase {
  readonly id: Id;
  /** Share of the gap between the venue's price and the reference price that outside arbitrage closes in one round, 0–1. */
  readonly arbitragePerRound: Literal;
  readonly source?: Id;
}

export interface ConstantProductVenue extends VenueBase {
  readonly kind: "constant-product";
  /** Exactly two. */
  readonly balances: readonly Balance[];
  readonly fee: Literal;
  /** The token that the others are priced in; absent: the last listed. */
  readonly quote?: Id;
}

export interface StableswapVenue extends VenueBase {
  readonly kind: "stableswap";
  /** Two or more. */
  readonly balances: readonly Balance[];
  /** A as Curve's contracts use it: Ann = A·n. */
  readonly amplification: Literal;
  readonly fee: Literal;
  /** The token that the others are priced in; absent: the last listed. */
  readonly quote?: Id;
}

/** Average relative price fall against the size of a sale, from quotes; linear between points, exhausted past the last. */
export interface DepthCurveVenue extends VenueBase {
  readonly kind: "depth-curve";
  readonly asset: Id;
  readonly quote: Id;
  readonly points: readonly { readonly units: Literal; readonly impact: Literal }[];
}

/** Relative price fall after selling Q units: Y·σ·(Q/V)^δ. */
export interface PowerLawVenue extends VenueBase {
  readonly kind: "power-law";
  readonly asset: Id;
  readonly quote: Id;
  readonly prefactor: Literal;
  readonly dailyVolatility: Literal;
  readonly dailyVolumeUnits: Literal;
  readonly exponent: Literal;
}

export type VenueKind = Venue["kind"];
