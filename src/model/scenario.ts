/**
 * The checked scenario: plain, readonly data in which every reference has been resolved to an id that exists, every loop and
 * distribution has been expanded, and every amount is still the decimal literal that was written.
 */

import type { Balance, Id, Literal } from "./amounts.js";
import type { Actor, Run } from "./behaviour.js";
import type { Market } from "./markets.js";
import type { Oracle } from "./oracles.js";
import type { PerpTerms } from "./perps.js";
import type { Population } from "./population.js";
import type { Redemption } from "./redemption.js";
import type { Shock } from "./shocks.js";
import type { Venue } from "./venues.js";

export type * from "./amounts.js";
export type * from "./behaviour.js";
export type * from "./liquity.js";
export type * from "./maker.js";
export type * from "./markets.js";
export type * from "./oracles.js";
export type * from "./perps.js";
export type * from "./population.js";
export type * from "./redemption.js";
export type * from "./shocks.js";
export type * from "./venues.js";

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
  /** Accounts kept as columns, beside the positions that are listed one by one. */
  readonly populations?: readonly Population[];
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
  /** Whether all rounds are played though nothing moves any more but interest. Absent: no. */
  readonly runToMaxRounds?: boolean;
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
  /** Market price at the start. Absent where `issuer` or `pool` is given: then it is the net asset value, or what a share holds. */
  readonly priceUsd?: Literal;
  /** The issuer or vault whose balance sheet this token is a claim on. */
  readonly issuer?: Id;
  /**
   * The asset whose market price carries this one: stETH tracks WETH, so that a shock to WETH moves both. A claim has an issuer
   * instead, whose balance sheet carries it; not both.
   */
  readonly tracks?: Id;
  /** The pool that this token is a share of: its price is what a share of the balances is worth. */
  readonly pool?: { readonly venue: Id; readonly supplyUnits: Literal };
  readonly source?: Id;
}

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
  /** Debts, senior to the claim. `to` names another issuer, or anyone outside; rank 1, the default, is paid before rank 2. */
  readonly liabilities: readonly {
    readonly to: Id;
    readonly valueUsd: Literal;
    readonly rank?: number;
    readonly source?: Id;
  }[];
  readonly supplyUnits: Literal;
  /** A claim worth at most this, e.g. 1 for a synthetic dollar; absent: a share of all that is left. */
  readonly parUsd?: Literal;
  /** Share of external assets, and of claims on others, that is recovered in default (Rogers–Veraart α, β). */
  readonly recoveryExternal: Literal;
  readonly recoveryClaims: Literal;
  /** Absent: claims are not taken back. */
  readonly redemption?: Redemption;
  readonly source?: Id;
}

export interface Position {
  readonly id: Id;
  readonly market: Id;
  readonly owner?: Id;
  readonly eMode?: Id;
  readonly collateral: readonly Balance[];
  readonly debt: readonly Balance[];
  /** In a market of kind liquity-v2: interest a year that its owner has chosen. It decides who is redeemed from first. */
  readonly annualRate?: Literal;
  /** Of an account in a perpetual venue. */
  readonly perp?: PerpTerms;
  /** Where collateral lies in price bands: over how many, 4–50, and the number of the highest; absent: where a new loan's would lie. */
  readonly bands?: number;
  readonly firstBand?: number;
  /** What this account was expanded from: a table, a distribution, a loop. */
  readonly group?: Id;
  readonly source?: Id;
}
