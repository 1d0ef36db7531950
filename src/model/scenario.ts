/**
 * The checked scenario: plain, readonly data in which every reference has been resolved to an id that exists, every loop and
 * distribution has been expanded, and every amount is still the decimal literal that was written.
 */

/** A validated decimal literal, e.g. "0.915" or "8944676.3679": percentages and digit separators are gone. */
export type Literal = string & { readonly brand: "Literal" };

export type Id = string;

export interface Scenario {
  readonly format: 1;
  readonly title: string;
  readonly question?: string;
  readonly notes?: string;
  readonly sources: readonly Source[];
  readonly seed: number;
  readonly clock: Clock;
  readonly sequencing: Sequencing;
  readonly liquidators: Liquidators;
  readonly assets: readonly Asset[];
  readonly oracles: readonly Oracle[];
  readonly venues: readonly Venue[];
  readonly markets: readonly Market[];
  readonly vaults: readonly Vault[];
  readonly issuers: readonly Issuer[];
  readonly actors: readonly Actor[];
  readonly positions: readonly Position[];
  readonly shocks: readonly Shock[];
  /** Named alternative lists of shocks. */
  readonly variants: readonly Variant[];
}

export interface Source {
  readonly id: Id;
  readonly text: string;
}

export interface Variant {
  readonly name: string;
  readonly shocks: readonly Shock[];
}

export type Sequencing = "simultaneous" | "worst-first" | "random";

export interface Clock {
  readonly secondsPerRound: Literal;
  /** The run stops here even when it is not quiescent. */
  readonly maxRounds: number;
  /** A round in which no market or oracle price moves by more than this (relative) is quiet. */
  readonly priceTolerance: Literal;
  /** ISO time of round 0, for axes. */
  readonly startsAt?: string;
}

/** Who liquidates, and when it pays. */
export interface Liquidators {
  /** Cost of one liquidation call. */
  readonly gasUsd: Literal;
  /** A call must leave at least this after slippage and gas. */
  readonly minimumProfitUsd: Literal;
  /** The most that all liquidators together repay in one round; absent: no limit. */
  readonly capacityUsdPerRound?: Literal;
}

export interface Asset {
  readonly id: Id;
  /** Market price at the start. Absent only where `issuer` is given: then the price is the net asset value. */
  readonly priceUsd?: Literal;
  /** The issuer or vault whose balance sheet this token is a claim on. */
  readonly issuer?: Id;
  /**
   * The asset whose market price carries this one: stETH tracks WETH, so that a shock to WETH moves both. A claim has an issuer
   * instead, whose balance sheet carries it; not both.
   */
  readonly tracks?: Id;
  readonly source?: Id;
}

export type Oracle =
  | OracleOf<"spot">
  | (OracleOf<"twap"> & { readonly windowSeconds: Literal })
  | (OracleOf<"ema"> & { readonly timeConstantSeconds: Literal })
  | (OracleOf<"deviation-heartbeat"> & { readonly deviation: Literal; readonly heartbeatSeconds: Literal })
  /** rate × oracle price of the underlying. Without `rate`, the claim's own net asset value in underlying. */
  | (OracleOf<"exchange-rate"> & { readonly underlying: Id; readonly rate?: Literal })
  | (OracleOf<"fixed"> & { readonly priceUsd: Literal });

interface OracleOf<Kind extends string> {
  readonly id: Id;
  readonly kind: Kind;
  readonly asset: Id;
  readonly source?: Id;
}
export type OracleKind = Oracle["kind"];

export type Venue = ConstantProductVenue | StableswapVenue | DepthCurveVenue | PowerLawVenue;

interface VenueBase {
  readonly id: Id;
  /** Share of the gap between the venue's price and the reference price that outside arbitrage closes in one round, 0–1. */
  readonly arbitragePerRound: Literal;
  readonly source?: Id;
}

export interface Balance {
  readonly asset: Id;
  readonly units: Literal;
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

/** What a market pays and charges for money; absent: no interest is accrued. */
export type RateModel =
  | {
      readonly kind: "kink";
      readonly optimalUtilisation: Literal;
      readonly base: Literal;
      readonly slope1: Literal;
      readonly slope2: Literal;
    }
  | {
      readonly kind: "adaptive-curve";
      readonly rateAtTarget: Literal;
      readonly targetUtilisation: Literal;
      readonly steepness: Literal;
      readonly adjustmentPerYear: Literal;
    };

/** Withdrawals by people, stated as behaviour. */
export type Run =
  /** What they leave behind, by round: the observed path of a total. */
  | { readonly kind: "path"; readonly totalUnits: readonly { readonly round: number; readonly units: Literal }[] }
  /** From `fromRound` on, this share of what they still hold asks to leave each round; `stayShare` of the start never does. */
  | {
      readonly kind: "proportional";
      readonly trigger: RunTrigger;
      readonly sharePerRound: Literal;
      readonly stayShare: Literal;
    };

export type RunTrigger =
  | { readonly kind: "round"; readonly round: number }
  | { readonly kind: "price-below"; readonly asset: Id; readonly priceUsd: Literal }
  | { readonly kind: "utilisation-above"; readonly utilisation: Literal };

export interface Reserve {
  readonly asset: Id;
  readonly oracle: Id;
  /** All that lenders have supplied, collateral included. Absent: exactly what listed positions supply and borrow. */
  readonly suppliedUnits?: Literal;
  /** Borrowed by accounts that are not listed as positions. */
  readonly otherBorrowedUnits: Literal;
  readonly ltv: Literal;
  readonly liquidationThreshold: Literal;
  /** The part over 1: 0.05 for 5 %. */
  readonly liquidationBonus: Literal;
  /** Share of the bonus. */
  readonly liquidationProtocolFee: Literal;
  readonly reserveFactor: Literal;
  readonly rate?: RateModel;
  /** Behaviour of suppliers other than listed vaults. */
  readonly run?: Run;
}

export interface EMode {
  readonly id: Id;
  readonly ltv: Literal;
  readonly liquidationThreshold: Literal;
  readonly liquidationBonus: Literal;
  readonly collateral: readonly Id[];
  readonly borrowable: readonly Id[];
}

interface MarketBase {
  readonly id: Id;
  readonly source?: Id;
}

export interface AaveV3Market extends MarketBase {
  readonly kind: "aave-v3";
  readonly reserves: readonly Reserve[];
  readonly eModes: readonly EMode[];
}

/** Pooled lending with a fixed close factor and debt that stays on the books: Aave v2. */
export interface AaveV2Market extends MarketBase {
  readonly kind: "aave-v2";
  readonly reserves: readonly Reserve[];
  /** Share of a debt that one call may repay. */
  readonly closeFactor: Literal;
}

export interface MorphoBlueMarket extends MarketBase {
  readonly kind: "morpho-blue";
  readonly collateral: Id;
  readonly loan: Id;
  /** Judges the collateral; the loan asset is judged by `loanOracle`. */
  readonly oracle: Id;
  readonly loanOracle: Id;
  readonly lltv: Literal;
  readonly suppliedUnits?: Literal;
  readonly otherBorrowedUnits: Literal;
  /** Whether the last call takes all collateral, or leaves a unit so that bad debt is never realised. */
  readonly badDebt: "realise" | "leave-dust";
  readonly rate?: RateModel;
  readonly run?: Run;
}

export type Market = AaveV3Market | AaveV2Market | MorphoBlueMarket;
export type MarketKind = Market["kind"];

/** A curator vault: one loan asset, spread over markets, withdrawn in queue order. */
export interface Vault {
  readonly id: Id;
  readonly asset: Id;
  readonly idleUnits: Literal;
  /** In withdraw-queue order. */
  readonly supplies: readonly { readonly market: Id; readonly units: Literal }[];
  /** Absent: one share per unit of assets at the start. */
  readonly sharesSupply?: Literal;
  /** Whether a market's bad debt lowers the share price (v1.0) or is tracked apart (v1.1). */
  readonly realisesBadDebt: boolean;
  readonly run?: Run;
  readonly source?: Id;
}

/** Mints a claim token against a balance sheet. */
export interface Issuer {
  readonly id: Id;
  readonly kind: "balance-sheet";
  /** Assets that the scenario does not model. */
  readonly external: readonly { readonly name: string; readonly valueUsd: Literal; readonly source?: Id }[];
  /** Tokens held, claims of other issuers among them. */
  readonly holdings: readonly Balance[];
  /** Debts, senior to the claim. `to` names another issuer, or anyone outside. */
  readonly liabilities: readonly { readonly to: Id; readonly valueUsd: Literal; readonly source?: Id }[];
  readonly supplyUnits: Literal;
  /** A claim worth at most this, e.g. 1 for a synthetic dollar; absent: a share of all that is left. */
  readonly parUsd?: Literal;
  /** Share of external assets, and of claims on others, that is recovered in default (Rogers–Veraart α, β). */
  readonly recoveryExternal: Literal;
  readonly recoveryClaims: Literal;
  readonly source?: Id;
}

/** Owns positions or tokens and may act by itself. */
export interface Actor {
  readonly id: Id;
  readonly holdings: readonly Balance[];
  readonly policies: readonly Policy[];
}

export type Policy =
  /** Sells this share of the held asset, once, when its market price is at or below the trigger. Proceeds in `into`. */
  | {
      readonly kind: "stop-loss";
      readonly asset: Id;
      readonly priceUsd: Literal;
      readonly share: Literal;
      readonly into: Id;
    }
  /** Sells collateral and repays, in every position owned, when health falls below `whenHealthBelow`, to reach `toHealth`. */
  | { readonly kind: "deleverage"; readonly whenHealthBelow: Literal; readonly toHealth: Literal };

export interface Position {
  readonly id: Id;
  readonly market: Id;
  readonly owner?: Id;
  readonly eMode?: Id;
  readonly collateral: readonly Balance[];
  readonly debt: readonly Balance[];
  /** What this account was expanded from: a table, a distribution, a loop. */
  readonly group?: Id;
  readonly source?: Id;
}

export type Shock =
  /** Moves the reference price of an asset to `priceUsd`, or by `change` (−0.4 for −40 %) of its price at that moment. */
  | (ShockBase & { readonly kind: "price"; readonly asset: Id; readonly change?: Literal; readonly priceUsd?: Literal })
  /** Prices by round, linear in between. */
  | (ShockBase & {
      readonly kind: "price-path";
      readonly asset: Id;
      readonly path: readonly { readonly round: number; readonly priceUsd: Literal }[];
    })
  /** Somebody outside sells this much on the asset's venues. */
  | (ShockBase & { readonly kind: "sale"; readonly asset: Id; readonly units: Literal; readonly into: Id })
  /** External assets of an issuer are gone. */
  | (ShockBase & { readonly kind: "issuer-loss"; readonly issuer: Id; readonly valueUsd: Literal })
  /** A vault's curator removes a market and writes its position there down to nothing. */
  | (ShockBase & { readonly kind: "vault-write-off"; readonly vault: Id; readonly market: Id });

interface ShockBase {
  readonly round: number;
  readonly source?: Id;
}
export type ShockKind = Shock["kind"];
