import type { Arithmetic } from "../../numbers/arithmetic.js";

/**
 * Equity, over its start, of somebody who brings leverage back to L every k prices, without cost: Π (1 + L·(S_after/S_before − 1)) over
 * the intervals, the last of which may be short; 0 once an interval leaves nothing. Prices in the debt's asset, one a step.
 */
export function constantLeverageEquity<N>(n: Arithmetic<N>, leverage: N, prices: readonly N[], every: number): N {
  const kept = prices.filter((_, step) => step % every === 0 || step === prices.length - 1);
  let equity = n.one;
  for (const [i, before] of kept.entries()) {
    const after = kept[i + 1];
    if (after === undefined) break;
    const change = n.sub(n.div(after, before), n.one);
    equity = n.mul(equity, n.max(n.zero, n.add(n.one, n.mul(leverage, change))));
  }
  return equity;
}

/**
 * What the log of that equity falls behind L times the log of the price, per unit of time, when rebalancing never stops: L(L − 1)σ²/2.
 *
 * σ: volatility of the log price over the same unit of time. Source: M. Avellaneda, S. Zhang, Path-dependence of leveraged ETF returns,
 * SIAM J. Financ. Math. 1 (2010) 586–603, without financing.
 */
export const volatilityDrag = <N>(n: Arithmetic<N>, leverage: N, volatility: N): N =>
  n.div(n.mul(n.mul(leverage, n.sub(leverage, n.one)), n.mul(volatility, volatility)), n.parse("2"));
