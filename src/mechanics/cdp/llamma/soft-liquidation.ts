import { type Arithmetic, isPositive } from "../../../numbers/arithmetic.js";
import { type Bands, type FeeTerms, type Trade, tradeToPrice } from "./amm.js";

/** What arbitrage did to the bands; the trade is undefined where there was nothing to gain. */
export interface SoftLiquidation<N> {
  readonly trade: Trade<N> | undefined;
  readonly after: Bands<N>;
}

/**
 * Lets outsiders trade until they gain no more, after the oracle or the market has moved.
 *
 * They buy collateral while the pool's price is below market·(1 − fee), which is how a falling oracle liquidates softly: it lowers the
 * pool's price three times as fast; and sell it back while the price is above market/(1 − fee), on the way up. What they buy they
 * sell at the market: `trade.got` is the forced sale and `trade.paid` stays with the borrower. Source: curve-stablecoin AMM.vy.
 */
export function liquidateSoftly<N>(
  n: Arithmetic<N>,
  bands: Bands<N>,
  now: { readonly oraclePrice: N; readonly marketPrice: N },
  fees: FeeTerms<N>,
): SoftLiquidation<N> {
  const { oraclePrice, marketPrice } = now;
  const net = n.sub(n.one, fees.fee);
  if (!isPositive(n, oraclePrice) || !isPositive(n, marketPrice)) return { trade: undefined, after: bands };
  const buying = { direction: "buy-collateral", price: n.mul(marketPrice, net), oraclePrice } as const;
  const bought = tradeToPrice(n, bands, buying, fees);
  if (isPositive(n, bought.got)) return { trade: bought, after: bought.after };
  const selling = { direction: "sell-collateral", price: n.div(marketPrice, net), oraclePrice } as const;
  const sold = tradeToPrice(n, bands, selling, fees);
  return isPositive(n, sold.got) ? { trade: sold, after: sold.after } : { trade: undefined, after: bands };
}
