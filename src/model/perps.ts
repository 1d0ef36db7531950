import type { Id, Literal } from "./amounts.js";

/** What every perpetual venue says. Prices are in the margin asset, of which one unit counts as 1 USD. */
interface PerpVenueBase {
  readonly id: Id;
  readonly source?: Id;
  readonly underlying: Id;
  /** Where marks come from. */
  readonly oracle: Id;
  readonly margin: Id;
  readonly marginOracle: Id;
  /** Share of what makers take over in a forced close that they trade away again on the underlying's spot venues in the same round. */
  readonly hedgedOnSpotShare: Literal;
}

/** Units offered on either side of a perpetual's own book, this far (relative) from the mark. */
export interface PerpLevel {
  readonly away: Literal;
  readonly units: Literal;
}

/** What longs pay shorts in a period: premium + clamp(interest − premium), see `mechanics/perps/funding.ts`. */
export interface Funding {
  readonly interestRate: Literal;
  readonly clamp: Literal;
  readonly cap?: Literal;
  readonly periodSeconds: Literal;
}

interface BookPerpBase extends PerpVenueBase {
  /** Made anew around the mark in every round. */
  readonly book: readonly PerpLevel[];
  /** Of the margin asset: what pays for losses beyond a margin; on Hyperliquid, the liquidator vault's. */
  readonly fundUnits: Literal;
  readonly funding?: Funding;
}

/** Closes at a limit price that follows from the account; an insurance fund, then deleveraging at the bankruptcy price: dYdX v4. */
export interface DydxV4Market extends BookPerpBase {
  readonly kind: "dydx-v4";
  readonly maintenanceFraction: Literal;
  readonly spreadToMaintenance: Literal;
  readonly bankruptcyAdjustment: Literal;
  /** Share of what is filled. */
  readonly maxPenalty: Literal;
}

/** Closes by market orders, then a liquidator vault, then deleveraging at the mark before: Hyperliquid. */
export interface HyperliquidMarket extends BookPerpBase {
  readonly kind: "hyperliquid";
  readonly maxLeverage: Literal;
}

/** Traders against a pool, at the oracle's price: GMX v2. */
export interface GmxV2Market extends PerpVenueBase {
  readonly kind: "gmx-v2";
  /** Of the margin asset: the liquidity providers' own. */
  readonly poolUnits: Literal;
  readonly minCollateralFactor: Literal;
  readonly minCollateralUsd: Literal;
  /** Share of the size closed, paid to the pool. */
  readonly closingFee: Literal;
  /** The most of its size that an impact may cost a position in the test whether it is liquidated. */
  readonly maxTestedImpact: Literal;
  readonly impact: ImpactTerms & {
    readonly maxPositiveFactor: Literal;
    readonly maxNegativeFactor: Literal;
  };
  /** Open interest of traders that are not listed, in USD. */
  readonly otherLongUsd: Literal;
  readonly otherShortUsd: Literal;
  readonly maxPnlFactorForAdl: Literal;
  readonly minPnlFactorAfterAdl: Literal;
}

/** Paid or charged for the balance of a pool: factor · |imbalance in USD|^exponent. */
export interface ImpactTerms {
  readonly exponent: Literal;
  readonly positiveFactor: Literal;
  readonly negativeFactor: Literal;
}

export type PerpMarket = DydxV4Market | HyperliquidMarket | GmxV2Market;

/** A position in a perpetual venue; its margin is its collateral there. */
export interface PerpTerms {
  /** Over 0 when long, under 0 when short. */
  readonly sizeUnits: Literal;
  readonly entryPriceUsd: Literal;
}

export const isPerp = <M extends { readonly kind: string }>(
  market: M,
): market is Extract<M, { readonly kind: PerpMarket["kind"] }> =>
  market.kind === "dydx-v4" || market.kind === "hyperliquid" || market.kind === "gmx-v2";
