import type { Arithmetic } from "../../numbers/arithmetic.js";

export interface FundingTerms<N> {
  /** Average of perp price over oracle price, less 1. */
  readonly premium: N;
  /** Per period. Hyperliquid: 0.01 % per 8 hours. */
  readonly interestRate: N;
  /** How far interest may pull the rate from the premium. Hyperliquid: 0.05 %. */
  readonly clamp: N;
  /** The most the rate may be in either direction; absent: no cap. */
  readonly cap?: N;
}

/** Rate of a period, paid by longs where over 0: premium + min(max(interest − premium, −clamp), clamp). Source: Hyperliquid documentation, Trading: Funding. */
export function fundingRate<N>(n: Arithmetic<N>, { premium, interestRate, clamp, cap }: FundingTerms<N>): N {
  const minus = (value: N): N => n.sub(n.zero, value);
  const pull = n.min(n.max(n.sub(interestRate, premium), minus(clamp)), clamp);
  const rate = n.add(premium, pull);
  return cap === undefined ? rate : n.min(n.max(rate, minus(cap)), cap);
}

/** What a position gets (over 0) or pays in `periods` periods: −s·p·rate·periods, in USD; p is the oracle price. Longs and shorts sum to 0. */
export const fundingUsd = <N>(n: Arithmetic<N>, size: N, oraclePriceUsd: N, rate: N, periods: N): N =>
  n.sub(n.zero, n.mul(n.mul(size, oraclePriceUsd), n.mul(rate, periods)));
