import type { Id, Literal } from "./amounts.js";
import type { Run } from "./behaviour.js";

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
