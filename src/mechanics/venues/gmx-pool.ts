import { type Arithmetic, isPositive } from "../../numbers/arithmetic.js";

export interface GmxImpact<N> {
  /** Difference between the two sides, in USD: of a pool its long and short tokens, of positions the open interest. The sign is the side. */
  readonly initialImbalanceUsd: N;
  readonly nextImbalanceUsd: N;
  readonly exponent: N;
  /** Paid to whoever lowers the imbalance, at most `negativeFactor`. */
  readonly positiveFactor: N;
  /** Charged to whoever raises it. */
  readonly negativeFactor: N;
}

/**
 * What a trade at the oracle price is paid (over 0) or charged (under 0) for its effect on the balance, in USD.
 *
 * f·(|d₀|ᵏ − |d₁|ᵏ), with the positive or the negative factor as the imbalance falls or rises; where it changes sides, |d₀|ᵏ at the
 * positive and |d₁|ᵏ at the negative factor. The contract counts an imbalance under 1 USD as none. Caps: `cappedImpact`.
 * Source: gmx-synthetics README.md (Price Impact), contracts/pricing/PricingUtils.sol.
 */
export function gmxPriceImpact<N>(n: Arithmetic<N>, impact: GmxImpact<N>): N {
  const { initialImbalanceUsd, nextImbalanceUsd, exponent, negativeFactor } = impact;
  const size = (value: N): N => n.pow(n.max(value, n.sub(n.zero, value)), exponent);
  const positiveFactor = n.min(impact.positiveFactor, negativeFactor);
  const [before, after] = [size(initialImbalanceUsd), size(nextImbalanceUsd)];
  const changesSides = n.sign(initialImbalanceUsd) * n.sign(nextImbalanceUsd) < 0;
  if (changesSides) return n.sub(n.mul(before, positiveFactor), n.mul(after, negativeFactor));
  const relief = n.sub(before, after);
  return n.mul(relief, isPositive(n, relief) ? positiveFactor : negativeFactor);
}

export interface GmxImpactCaps<N> {
  readonly sizeUsd: N;
  readonly maxPositiveFactor: N;
  readonly maxNegativeFactor: N;
  /** What the impact pool can pay. */
  readonly poolUsd: N;
}

/** An impact between −size·maxNegativeFactor and min(size·maxPositiveFactor, pool), in USD. Source: contracts/market/MarketUtils.sol. */
export function cappedImpact<N>(n: Arithmetic<N>, impactUsd: N, caps: GmxImpactCaps<N>): N {
  const most = n.min(n.mul(caps.sizeUsd, caps.maxPositiveFactor), caps.poolUsd);
  const least = n.sub(n.zero, n.mul(caps.sizeUsd, caps.maxNegativeFactor));
  return n.max(n.min(impactUsd, most), least);
}
