import { type Arithmetic, at } from "../../numbers/arithmetic.js";

/**
 * By how much outside arbitrage moves a pool's price of `token`: (R/p)^share, where R is the reference price and p the pool's, both
 * in any unit as long as it is one for all tokens. Shares of the gap are shares of its logarithm, which makes the result the
 * same whichever token the others are priced in; `share` 1 closes it, 0 leaves it, and a worthless token falls to 0.
 */
export const priceGap = <N>(
  n: Arithmetic<N>,
  poolPrices: readonly N[],
  share: N,
  outsideUsd: readonly N[],
  token: number,
): N => n.pow(n.div(at(outsideUsd, token), at(poolPrices, token)), share);
