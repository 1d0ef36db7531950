import type { Id, Literal } from "./amounts.js";
import type { Run } from "./behaviour.js";
import type { LiquityV1Market, LiquityV2Market } from "./liquity.js";
import type { MakerMarket } from "./maker.js";
import type { PerpMarket } from "./perps.js";

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
      readonly kind: "jump";
      readonly base: Literal;
      /** Per unit of utilisation, up to the kink and beyond it. */
      readonly slope: Literal;
      readonly jumpSlope: Literal;
      readonly kink: Literal;
    }
  | {
      readonly kind: "adaptive-curve";
      readonly rateAtTarget: Literal;
      readonly targetUtilisation: Literal;
      readonly steepness: Literal;
      readonly adjustmentPerYear: Literal;
    };

/** A rate that turns steeper at a kink. */
export type JumpRateModel = Extract<RateModel, { readonly kind: "jump" }>;

/** What every pooled market says about an asset. */
export interface PooledReserve {
  readonly asset: Id;
  readonly oracle: Id;
  /** All that lenders have supplied, collateral included. Absent: exactly what listed positions supply and borrow. */
  readonly suppliedUnits?: Literal;
  /** Borrowed by accounts that are not listed as positions. */
  readonly otherBorrowedUnits: Literal;
  /** The most that may be supplied, and borrowed. A scenario that stands above is refused. */
  readonly supplyCapUnits?: Literal;
  readonly borrowCapUnits?: Literal;
  readonly ltv: Literal;
  readonly liquidationThreshold: Literal;
  readonly reserveFactor: Literal;
  readonly rate?: RateModel;
  /** Behaviour of suppliers other than listed vaults. */
  readonly run?: Run;
}

export interface Reserve extends PooledReserve {
  /** The part over 1: 0.05 for 5 %. */
  readonly liquidationBonus: Literal;
  /** Share of the bonus. */
  readonly liquidationProtocolFee: Literal;
  /** Supply claims that are slashed for the reserve's bad debt before other suppliers bear any, the first first. Aave v3. */
  readonly backstop?: readonly BackstopLayer[];
}

/** What an actor has staked behind a reserve, as part of all that is supplied to it. */
export interface BackstopLayer {
  readonly actor: Id;
  readonly units: Literal;
}

export interface AaveV3Reserve extends Reserve {
  /** As collateral it stands alone, and what is owed against it adds up to no more than this, a unit counting as a dollar. */
  readonly debtCeilingUsd?: Literal;
  /** Whether it may be owed against such collateral. Absent: no. */
  readonly borrowableInIsolation?: boolean;
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
  readonly reserves: readonly AaveV3Reserve[];
  readonly eModes: readonly EMode[];
}

/** Pooled lending with a fixed close factor and debt that stays on the books: Aave v2. */
export interface AaveV2Market extends MarketBase {
  readonly kind: "aave-v2";
  readonly reserves: readonly Reserve[];
  /** Share of a debt that one call may repay. */
  readonly closeFactor: Literal;
}

/** Pooled lending with one factor per asset for borrowing and liquidation, which both `ltv` and `liquidationThreshold` hold. */
export interface CompoundV2Market extends MarketBase {
  readonly kind: "compound-v2";
  readonly reserves: readonly PooledReserve[];
  /** Share of a debt that one call may repay. */
  readonly closeFactor: Literal;
  /** Value taken per value repaid: 1.08 for 8 % extra. */
  readonly liquidationIncentive: Literal;
  /** Share of all that is seized. */
  readonly protocolSeizeShare: Literal;
}

/** A liquidation LTV that falls in a straight line from `from`, before `startRound`, to the reserve's own, `rounds` later. */
export interface LtvRamp {
  readonly from: Literal;
  readonly startRound: number;
  readonly rounds: number;
}

export interface EulerReserve extends PooledReserve {
  readonly ramp?: LtvRamp;
}

/** Vaults that accept each other's shares as collateral, with a discount that grows as health falls. */
export interface EulerMarket extends MarketBase {
  readonly kind: "euler";
  readonly reserves: readonly EulerReserve[];
  readonly maxLiquidationDiscount: Literal;
  /** Whether debt without collateral is cut from what suppliers own, or stays on the books. */
  readonly socialiseBadDebt: boolean;
}

/** A number that moves in a straight line from one value to another. */
export interface LinearRange {
  readonly from: Literal;
  readonly to: Literal;
}

/** Liquidation of a part before the market's own threshold, as borrowers have agreed to. */
export interface PreLiquidation {
  /** Loan-to-value above which it begins; below the market's. Ranges run from here to the market's. */
  readonly lltv: Literal;
  /** Share of the debt that one call may repay; above 1 counts as 1. */
  readonly closeFactor: LinearRange;
  /** Value taken per value repaid: 1.04 for 4 % extra. */
  readonly incentive: LinearRange;
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
  readonly preLiquidation?: PreLiquidation;
  readonly rate?: RateModel;
  readonly run?: Run;
}

export interface CometCollateral {
  readonly asset: Id;
  readonly oracle: Id;
  /** Share of its value that may be borrowed. */
  readonly borrowFactor: Literal;
  /** Share of its value at which an account is absorbed. */
  readonly liquidateFactor: Literal;
  /** Share of its value that an absorbed account is credited with. */
  readonly liquidationFactor: Literal;
  /** The most that may be posted. */
  readonly supplyCapUnits?: Literal;
}

/** One base asset is lent against several collaterals, which lie untouched: Compound v3. */
export interface CompoundV3Market extends MarketBase {
  readonly kind: "compound-v3";
  readonly base: Id;
  readonly baseOracle: Id;
  readonly collaterals: readonly CometCollateral[];
  /** Share of what absorption keeps back (1 − liquidationFactor) that buyers of absorbed collateral get as a discount. */
  readonly storeFrontPriceFactor: Literal;
  /** Base that the protocol itself owns at the start. */
  readonly reserveUnits: Literal;
  /** Absorbed collateral is for sale while the protocol owns less base than this. */
  readonly targetReserveUnits: Literal;
  readonly suppliedUnits?: Literal;
  readonly otherBorrowedUnits: Literal;
  readonly reserveFactor: Literal;
  readonly rate?: RateModel;
  /** What suppliers earn, by a curve of their own; `rate` is then a jump curve too, and the protocol gets or pays the difference. */
  readonly supplyRate?: JumpRateModel;
  readonly run?: Run;
}

/** Lends a stablecoin against collateral in price bands of a pool of its own, which is traded as the price moves: crvUSD, LlamaLend. */
export interface LlammaMarket extends MarketBase {
  readonly kind: "llamma";
  readonly collateral: Id;
  /** Judges the collateral, the debt is judged by `borrowedOracle`: the pool goes by the one over the other. */
  readonly oracle: Id;
  readonly borrowed: Id;
  readonly borrowedOracle: Id;
  /** A: each band is 1/A of its price wide. */
  readonly amplification: Literal;
  /** Of the pool; the admin's share of it leaves the bands. */
  readonly fee: Literal;
  readonly adminShare: Literal;
  readonly loanDiscount: Literal;
  readonly liquidationDiscount: Literal;
  /** Upper edge of band 0, in the debt's units. Absent: the price that the pool goes by at the start. */
  readonly basePrice?: Literal;
  readonly suppliedUnits?: Literal;
  readonly otherBorrowedUnits: Literal;
  readonly reserveFactor: Literal;
  readonly rate?: RateModel;
  readonly run?: Run;
}

/** Pooled lending under a rule that the caller of `simulate` brings along, by name. Scenario files cannot name it. */
export interface CustomMarket extends MarketBase {
  readonly kind: "custom";
  readonly rule: Id;
  readonly reserves: readonly PooledReserve[];
  /** Whatever else the rule wants to know. */
  readonly parameters: Readonly<Record<string, Literal>>;
}

export type Market =
  | AaveV3Market
  | AaveV2Market
  | CompoundV2Market
  | CompoundV3Market
  | EulerMarket
  | LlammaMarket
  | LiquityV1Market
  | LiquityV2Market
  | MakerMarket
  | MorphoBlueMarket
  | PerpMarket
  | CustomMarket;
export type MarketKind = Market["kind"];
