import type { Id, Literal } from "./amounts.js";
import type { Run } from "./behaviour.js";
import type { JumpRateModel, Market, RateModel } from "./markets.js";
import { isPerp } from "./perps.js";

/** One asset that a market lends. */
export interface LentAsset {
  readonly asset: Id;
  readonly oracle: Id;
  readonly suppliedUnits?: Literal;
  readonly borrowCapUnits?: Literal;
  readonly otherBorrowedUnits: Literal;
  /** What the protocol itself owns of it at the start. */
  readonly ownUnits?: Literal;
  readonly reserveFactor?: Literal;
  readonly rate?: RateModel;
  readonly supplyRate?: JumpRateModel;
  readonly run?: Run;
}

/** Collateral that lies in its market untouched, and what judges it. */
export interface KeptAsset {
  readonly asset: Id;
  readonly oracle: Id;
  /** What the protocol itself owns of it at the start. */
  readonly ownUnits?: Literal;
}

/** What a market lends: the reserves of a pooled one, the one loan asset of the others; a perpetual venue lends nothing. */
export function lentAssets(market: Market): readonly LentAsset[] {
  switch (market.kind) {
    case "morpho-blue":
      return [{ ...market, asset: market.loan, oracle: market.loanOracle }];
    case "compound-v3":
      return [{ ...market, asset: market.base, oracle: market.baseOracle, ownUnits: market.reserveUnits }];
    case "llamma":
      return [{ ...market, asset: market.borrowed, oracle: market.borrowedOracle }];
    case "liquity-v1":
    case "liquity-v2":
      return [{ ...market, asset: market.stablecoin, oracle: market.stablecoinOracle }];
    case "maker":
      return [{ ...market, asset: market.dai, oracle: market.daiOracle, ownUnits: market.surplusUnits }];
    case "dydx-v4":
    case "hyperliquid":
    case "gmx-v2":
      return [];
    default:
      return market.reserves;
  }
}

/** Collateral that a market does not lend: none in a pooled one; of a perpetual venue the margin, and the underlying that it judges. */
export function keptAssets(market: Market): readonly KeptAsset[] {
  switch (market.kind) {
    case "llamma":
    case "liquity-v1":
    case "liquity-v2":
    case "maker":
    case "morpho-blue":
      return [{ asset: market.collateral, oracle: market.oracle }];
    case "compound-v3":
      return market.collaterals;
    case "dydx-v4":
    case "hyperliquid":
    case "gmx-v2": {
      const ownUnits = market.kind === "gmx-v2" ? market.poolUnits : market.fundUnits;
      return [
        { asset: market.margin, oracle: market.marginOracle, ownUnits },
        { asset: market.underlying, oracle: market.oracle },
      ];
    }
    default:
      return [];
  }
}

/** What comes to lie in a market as collateral though nobody posts it: the stablecoin that price bands are sold for. */
export const soldInto = (market: Market): readonly KeptAsset[] =>
  market.kind === "llamma" ? [{ asset: market.borrowed, oracle: market.borrowedOracle }] : [];

/** Whether deposits of a market are lent out and are collateral at the same time. */
export const isPooled = (market: Market): boolean => "reserves" in market;

/** Whether a market takes accounts over itself, out of funds and at a risk of its own. */
export const risksOwnFunds = (market: Market): boolean =>
  market.kind === "compound-v3" || market.kind === "maker" || isPerp(market);
