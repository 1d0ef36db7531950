import type { NodeKey, Relation } from "./network.js";
import type { Id } from "./scenario.js";

/** Every recursive-leverage loop of a scenario before any shock, and how much of its value is counted more than once. */
export interface LoopStudy {
  readonly title: string;
  readonly scenarioHash: string;
  /** Within one account, largest collateral first. */
  readonly accounts: readonly AccountLoop[];
  /** Over several accounts of one owner, what one borrows being what the next posts. */
  readonly chains: readonly LoopChain[];
  /** Over several balance sheets. */
  readonly cycles: readonly CycleLoop[];
  /** Present when chains or cycles were left out: there were more than the limit, or some were longer. */
  readonly cut?: "count" | "length";
  readonly doubleCounting: DoubleCounting;
  readonly rehypothecation: readonly Rehypothecation[];
}

/** A position whose collateral is, or is made of, what it owes. */
export interface LoopMembers {
  readonly position: Id;
  readonly market: Id;
  readonly collateral: Id;
  readonly debt: Id;
  /** From the position over its collateral to the asset it owes. */
  readonly members: readonly NodeKey[];
  /** One per step between members. */
  readonly relations: readonly Relation[];
  readonly collateralUsd: number;
  readonly debtUsd: number;
}

export interface AccountLoop extends LoopMembers {
  /** debt / collateral at market prices; also the loop's gain, what one round hands on of a dollar. */
  readonly ltv: number;
  /** collateral / equity = 1 / (1 − ltv); absent without equity. */
  readonly grossLeverage?: number;
  /** The same after what is held and owed of one asset is set off. */
  readonly netLeverage?: number;
  /** capacity / debt at oracle prices. */
  readonly health?: number;
  /** Price of all its collateral in debt, over now, at which liquidation begins: 1 / health = (L − 1) / (L·LT); absent where all is one asset. */
  readonly liquidationPriceRatio?: number;
  readonly unwinding: Unwinding;
}

/** What undoing a loop takes; the cost is what its collateral fetches less than its market price. */
export interface Unwinding {
  /** Withdraw, sell at par, repay, without a flash loan; absent where its health leaves nothing to withdraw. */
  readonly rounds?: number;
  /** Sold in one go, as with a flash loan; absent where no venue leads from collateral to debt or none is deep enough. */
  readonly atOnceUsd?: number;
  /** Sold round by round, pools restored in between; absent as above. Without time for that, rounds cost what one go costs. */
  readonly inRoundsUsd?: number;
}

export interface LoopChain {
  readonly owner: Id;
  readonly positions: readonly Id[];
  readonly markets: readonly Id[];
  /** debt / collateral of each. */
  readonly ltvs: readonly number[];
  /** Product of the loan-to-values. */
  readonly gain: number;
  /** 1 + l₁ + l₁·l₂ + …; for a closed chain its limit over all rounds, that sum without its last term / (1 − gain). */
  readonly multiplier?: number;
  /** Whether what the last one borrows is what the first one posts. */
  readonly closed: boolean;
}

export interface CycleLoop {
  readonly members: readonly NodeKey[];
  readonly relations: readonly Relation[];
  readonly narrowestUsd?: number;
  /** Of a dollar lost by what it depends on, what each member bears once the buffers in between are gone, 0–1. */
  readonly passThroughs: readonly number[];
  /** Product of the pass-throughs. */
  readonly gain: number;
  /** 1 / (1 − gain): loss once all rounds are added up, over the first; absent at a gain of 1. */
  readonly multiplier?: number;
}

/** Value locked, every receipt counted where it lies, against value that could be redeemed for something that is nobody's claim. */
export interface DoubleCounting {
  readonly tvlUsd: number;
  readonly tvrUsd: number;
  /** tvl / tvr; absent where nothing can be redeemed. */
  readonly ratio?: number;
}

/** Collateral that is lent, and comes back as collateral: 1 / (1 − l·φ). */
export interface Rehypothecation {
  readonly market: Id;
  /** Listed debt over listed collateral. */
  readonly ltv: number;
  /** Share of that debt that loops put back as collateral, as far as loops can be told. */
  readonly redepositedShare: number;
  readonly multiplier?: number;
}
