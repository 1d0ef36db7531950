import type { Arithmetic } from "../../numbers/arithmetic.js";

/** Positions over this notional are first liquidated in part. */
export const PARTIAL_ABOVE_USD = "100000";
export const PARTIAL_SHARE = "0.2";
/** For so long after a partial liquidation the whole position is sent. */
export const COOLDOWN_SECONDS = "30";

/**
 * Hyperliquid, isolated margin: liquidatable when equity < maintenance, strictly; below two thirds of it the liquidator vault takes
 * over. Source: Hyperliquid documentation, Trading: Liquidations, Margining.
 */
export interface HyperliquidPosition<N> {
  /** 1 for a long, −1 for a short. */
  readonly side: N;
  /** Contracts, over 0. */
  readonly size: N;
  readonly priceUsd: N;
  readonly isolatedMarginUsd: N;
  readonly maxLeverage: N;
}

/** Maintenance margin as a share of notional: l = 1/(2·maxLeverage), half of the initial margin at the highest leverage. */
export const maintenanceFraction = <N>(n: Arithmetic<N>, maxLeverage: N): N =>
  n.div(n.one, n.mul(n.parse("2"), maxLeverage));

/** price − side·available/size/(1 − l·side), with available = margin − l·size·price; in USD. */
export function hyperliquidLiquidationPriceUsd<N>(n: Arithmetic<N>, position: HyperliquidPosition<N>): N {
  const { side, size, priceUsd, isolatedMarginUsd, maxLeverage } = position;
  const fraction = maintenanceFraction(n, maxLeverage);
  const available = n.sub(isolatedMarginUsd, n.mul(n.mul(fraction, size), priceUsd));
  const perContract = n.div(n.mul(side, available), size);
  return n.sub(priceUsd, n.div(perContract, n.sub(n.one, n.mul(fraction, side))));
}

/** Equity under which the liquidator vault takes the position over: two thirds of maintenance at that price, in USD. */
export const backstopEquityUsd = <N>(n: Arithmetic<N>, fraction: N, size: N, priceUsd: N): N =>
  n.div(n.mul(n.parse("2"), n.mul(n.mul(fraction, size), priceUsd)), n.parse("3"));

export type LiquidationStage = "healthy" | "order-book" | "liquidator-vault";

/** What happens to an account at a price; both thresholds are strict. */
export function liquidationStage<N>(n: Arithmetic<N>, equityUsd: N, maintenanceUsd: N): LiquidationStage {
  if (!n.less(equityUsd, maintenanceUsd)) return "healthy";
  const backstopUsd = n.div(n.mul(n.parse("2"), maintenanceUsd), n.parse("3"));
  return n.less(equityUsd, backstopUsd) ? "liquidator-vault" : "order-book";
}

/**
 * How much of a position is sent to the book: a fifth where it is worth more than 100,000 USD, strictly, and no part was sent in the
 * last 30 seconds; else all. In contracts.
 */
export function marketOrderSize<N>(n: Arithmetic<N>, size: N, priceUsd: N, secondsSincePartial: N | undefined): N {
  const isLarge = n.less(n.parse(PARTIAL_ABOVE_USD), n.mul(size, priceUsd));
  const cools = secondsSincePartial !== undefined && n.less(secondsSincePartial, n.parse(COOLDOWN_SECONDS));
  return isLarge && !cools ? n.mul(size, n.parse(PARTIAL_SHARE)) : size;
}
