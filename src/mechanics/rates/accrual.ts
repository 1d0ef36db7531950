import type { Arithmetic } from "../../numbers/arithmetic.js";

/** Protocols count a year as 365 days. Source: Aave MathUtils.SECONDS_PER_YEAR, Morpho "365 days". */
export const SECONDS_PER_YEAR = "31536000";

/**
 * Factor by which a debt grows over some seconds.
 *
 * exp(rate · seconds / year). Contracts approximate it: Aave's binomial series to third order compounds by the second, which falls
 * short of it by rate²·t/(2·year) at most 2e-8 over a year at 100 %, plus the series' remainder; Morpho's Taylor series to third
 * order falls short by (rate·t)⁴/24, 2e-12 for a day at 100 %. Both restart at every transaction.
 */
export const growthFactor = <N>(n: Arithmetic<N>, ratePerYear: N, elapsedSeconds: N): N =>
  n.exp(n.div(n.mul(ratePerYear, elapsedSeconds), n.parse(SECONDS_PER_YEAR)));
