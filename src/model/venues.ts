import type { Balance, Id, Literal } from "./amounts.js";
import type { RunTrigger } from "./behaviour.js";
import type { ImpactTerms } from "./perps.js";

export type Venue =
  | ConstantProductVenue
  | WeightedVenue
  | StableswapVenue
  | UniswapV3Venue
  | OrderBookVenue
  | DepthCurveVenue
  | PowerLawVenue
  | LlammaVenue
  | GmxPoolVenue;

interface VenueBase {
  readonly id: Id;
  /** Share of the gap between the venue's price and the reference price that outside arbitrage closes in one round, 0–1. */
  readonly arbitragePerRound: Literal;
  /** Whether it is meant that the venue opens at a price other than what the scenario states for the asset. */
  readonly openPriceMayDiffer?: boolean;
  readonly source?: Id;
}

/** What providers of liquidity do, once, when they are alarmed: this share of all of it leaves, of every token alike. */
export interface ProviderExit {
  readonly withdrawShare: Literal;
  readonly trigger: Extract<RunTrigger, { readonly kind: "round" | "price-below" }>;
}

interface ProvidedVenue extends VenueBase {
  /** Absent: providers stay. */
  readonly providers?: ProviderExit;
}

export interface ConstantProductVenue extends ProvidedVenue {
  readonly kind: "constant-product";
  /** Exactly two. */
  readonly balances: readonly Balance[];
  readonly fee: Literal;
  /** The token that the others are priced in; absent: the last listed. */
  readonly quote?: Id;
}

export interface StableswapVenue extends ProvidedVenue {
  readonly kind: "stableswap";
  /** Two or more. */
  readonly balances: readonly Balance[];
  /** A as Curve's contracts use it: Ann = A·n. */
  readonly amplification: Literal;
  readonly fee: Literal;
  /** The token that the others are priced in; absent: the last listed. */
  readonly quote?: Id;
}

/** Balances in proportion to weights, as in Balancer's pools. */
export interface WeightedVenue extends ProvidedVenue {
  readonly kind: "weighted";
  /** Two or more. */
  readonly balances: readonly Balance[];
  /** One for each asset held; only their ratios count. */
  readonly weights: readonly { readonly asset: Id; readonly weight: Literal }[];
  readonly fee: Literal;
  /** The token that the others are priced in; absent: the last listed. */
  readonly quote?: Id;
}

/** Concentrated liquidity between prices. */
export interface UniswapV3Venue extends ProvidedVenue {
  readonly kind: "uniswap-v3";
  readonly asset: Id;
  readonly quote: Id;
  /** Units of the quote for one of the asset, at the start. */
  readonly price: Literal;
  /** May overlap: liquidity adds up. L = Δ(units of the quote)/Δ√price. */
  readonly ranges: readonly PriceRange[];
  readonly fee: Literal;
}

export interface PriceRange {
  readonly lower: Literal;
  readonly upper: Literal;
  readonly liquidity: Literal;
}

/** Limit orders at stated prices. */
export interface OrderBookVenue extends ProvidedVenue {
  readonly kind: "order-book";
  readonly asset: Id;
  readonly quote: Id;
  readonly bids: readonly OrderLevel[];
  /** None: the asset cannot be bought here. */
  readonly asks: readonly OrderLevel[];
}

/** Units of the asset that somebody buys or sells at a price in the quote. */
export interface OrderLevel {
  readonly price: Literal;
  readonly units: Literal;
}

/** Average relative price fall against the size of a sale, from quotes; linear between points, exhausted past the last. */
export interface DepthCurveVenue extends ProvidedVenue {
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

/** Swaps at reference prices, paid or charged for what a swap does to the balance of the pool's two tokens: GMX v2. */
export interface GmxPoolVenue extends VenueBase {
  readonly kind: "gmx-pool";
  /** Exactly two. */
  readonly balances: readonly Balance[];
  readonly fee: Literal;
  readonly impact: ImpactTerms;
  /** The token that the other is priced in; absent: the last listed. */
  readonly quote?: Id;
}

/** crvUSD's pool with what its bands hold; their prices follow the reference price of the asset. */
export interface LlammaVenue extends VenueBase {
  readonly kind: "llamma";
  readonly asset: Id;
  readonly quote: Id;
  readonly amplification: Literal;
  /** Upper edge of band 0, in the quote. */
  readonly basePrice: Literal;
  readonly firstBand: number;
  /** From the first band down. */
  readonly bands: readonly { readonly assetUnits: Literal; readonly quoteUnits: Literal }[];
  readonly fee: Literal;
}

export type VenueKind = Venue["kind"];
