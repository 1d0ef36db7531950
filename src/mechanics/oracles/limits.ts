import type { Arithmetic } from "../../numbers/arithmetic.js";

export interface RatioCap<N> {
  readonly snapshotRatio: N;
  /** Growth allowed in a year, as a share of the snapshot. */
  readonly yearlyGrowth: N;
  readonly elapsedDays: N;
}

/** The most an exchange rate may have grown to: snapshot·(1 + growth·days/365); no floor. Source: Aave, correlated-asset price oracle. */
export const cappedRatio = <N>(n: Arithmetic<N>, cap: RatioCap<N>): N =>
  n.mul(cap.snapshotRatio, n.add(n.one, n.div(n.mul(cap.yearlyGrowth, cap.elapsedDays), n.parse("365"))));

export interface PriceChange<N> {
  readonly oldPrice: N;
  readonly newPrice: N;
  readonly elapsedSeconds: N;
  /** The largest factor up, and down, within `windowSeconds`. */
  readonly maxFactor: N;
  readonly windowSeconds: N;
}

/** The new price kept within old/factor and old·factor while the window is open. Source: curve-stablecoin, AMM.vy, limit_p_o. */
export function limitedPrice<N>(n: Arithmetic<N>, change: PriceChange<N>): N {
  if (!n.less(change.elapsedSeconds, change.windowSeconds)) return change.newPrice;
  const highest = n.mul(change.oldPrice, change.maxFactor);
  return n.max(n.div(change.oldPrice, change.maxFactor), n.min(highest, change.newPrice));
}
