import type { Id, Literal } from "./amounts.js";

/** Stablecoin that pays for liquidated debt and gets the collateral for it. */
export interface StabilityPool {
  /** The actor who has deposited it. */
  readonly depositors: Id;
  /** Deposited: a part of the stablecoin that this actor holds. */
  readonly units: Literal;
  /** What depositors do with collateral they gain. Absent: they hold it. */
  readonly sell?: PoolSale;
}

export interface PoolSale {
  /** Share of the gains not yet sold that is sold in a round. */
  readonly sharePerRound: Literal;
  readonly into: Id;
}

/** Outsiders who buy the stablecoin where it is cheaper than what it is redeemed for, and redeem it. */
export interface Redeemers {
  /** What they buy it with. */
  readonly payWith: Id;
  /** The most that they redeem in a round; absent: no limit. */
  readonly unitsPerRound?: Literal;
  /** What they sell the collateral into, in the round after. Absent: they hold it. */
  readonly sellInto?: Id;
  /** Base rate at the start. */
  readonly baseRate: Literal;
}

/** Troves that mint one stablecoin against one kind of collateral. */
interface TroveMarket {
  readonly id: Id;
  readonly collateral: Id;
  readonly oracle: Id;
  readonly stablecoin: Id;
  /** The stablecoin counts as 1 USD. */
  readonly stablecoinOracle: Id;
  /** Least collateral per debt: 1.1 for 110 %. */
  readonly minimumRatio: Literal;
  /** Troves that are not listed, as one that is neither liquidated nor redeemed from. */
  readonly otherCollateralUnits: Literal;
  readonly otherBorrowedUnits: Literal;
  /** Share of the collateral for whoever calls a liquidation. */
  readonly gasShare: Literal;
  readonly stabilityPool?: StabilityPool;
  readonly redeemers?: Redeemers;
  readonly source?: Id;
}

export interface LiquityV1Market extends TroveMarket {
  readonly kind: "liquity-v1";
  /** Collateral per debt of the whole system below which it is in recovery mode. */
  readonly criticalRatio: Literal;
  /** Part of every debt that is kept for whoever liquidates, and cannot be redeemed. */
  readonly gasReserveUnits: Literal;
  /** The least debt, that part aside, that a redemption may leave. */
  readonly minimumDebtUnits: Literal;
}

/** One branch; several share a stablecoin, their redeemers and a base rate. */
export interface LiquityV2Market extends TroveMarket {
  readonly kind: "liquity-v2";
  /** Collateral per debt of the branch below which it is shut down. */
  readonly shutdownRatio: Literal;
  readonly poolPenalty: Literal;
  readonly redistributionPenalty: Literal;
  /** The most collateral that a call is rewarded with. */
  readonly gasCapUnits: Literal;
  /** Part over 1 that a redemption from a branch that is shut down pays. */
  readonly urgentBonus: Literal;
}

export type LiquityMarket = LiquityV1Market | LiquityV2Market;

export const isLiquity = (market: { readonly kind: string }): market is LiquityMarket =>
  market.kind === "liquity-v1" || market.kind === "liquity-v2";
