import { type Arithmetic, isPositive, positivePart } from "../../numbers/arithmetic.js";
import { normalDensity, normalDistribution } from "../../numbers/normal.js";

/** A European option on one unit of an asset. */
export interface EuropeanOption<N> {
  readonly right: "call" | "put";
  readonly strikeUsd: N;
  readonly yearsToExpiry: N;
}

export interface OptionMarket<N> {
  readonly spotUsd: N;
  /** Standard deviation of a year's log return. */
  readonly volatility: N;
  /** Continuous, per year. */
  readonly rate: N;
  /** What the asset itself yields, continuous, per year. */
  readonly yieldRate: N;
}

export interface OptionValue<N> {
  readonly valueUsd: N;
  /** Units of the asset that move with the option: ∂value/∂spot. */
  readonly delta: N;
  /** ∂delta/∂spot, units per USD. */
  readonly gamma: N;
}

/**
 * Value, delta and gamma of a European option.
 *
 * call = S·e^(−qT)·Φ(d₁) − K·e^(−rT)·Φ(d₂), put = K·e^(−rT)·Φ(−d₂) − S·e^(−qT)·Φ(−d₁), d₁ = (ln(S/K) + (r − q + σ²/2)T)/(σ√T),
 * d₂ = d₁ − σ√T; Γ = e^(−qT)·φ(d₁)/(S·σ√T). Without time, volatility or spot it is worth the discounted difference, if over 0; at the
 * strike, delta is then 0. Source: F. Black, M. Scholes (1973), J. Polit. Econ. 81(3); R. Merton (1973), Bell J. Econ. 4(1).
 */
export function blackScholes<N>(n: Arithmetic<N>, option: EuropeanOption<N>, market: OptionMarket<N>): OptionValue<N> {
  const { strikeUsd, yearsToExpiry } = option;
  const { spotUsd, volatility, rate, yieldRate } = market;
  const discount = (perYear: N): N => n.exp(n.sub(n.zero, n.mul(perYear, yearsToExpiry)));
  const kept = discount(yieldRate);
  const assetUsd = n.mul(spotUsd, kept);
  const paidUsd = n.mul(strikeUsd, discount(rate));
  const isCall = option.right === "call";
  const signed = (value: N): N => (isCall ? value : n.sub(n.zero, value));
  const deviation = n.mul(volatility, n.sqrt(yearsToExpiry));
  if (!isPositive(n, deviation) || !isPositive(n, spotUsd) || !isPositive(n, strikeUsd)) {
    const valueUsd = positivePart(n, signed(n.sub(assetUsd, paidUsd)));
    return { valueUsd, delta: isPositive(n, valueUsd) ? signed(kept) : n.zero, gamma: n.zero };
  }
  const drift = n.mul(n.sub(rate, yieldRate), yearsToExpiry);
  const halfVariance = n.div(n.mul(deviation, deviation), n.parse("2"));
  const d1 = n.div(n.add(n.ln(n.div(spotUsd, strikeUsd)), n.add(drift, halfVariance)), deviation);
  const d2 = n.sub(d1, deviation);
  const [inAsset, inCash] = [normalDistribution(n, signed(d1)), normalDistribution(n, signed(d2))];
  return {
    valueUsd: positivePart(n, signed(n.sub(n.mul(assetUsd, inAsset), n.mul(paidUsd, inCash)))),
    delta: signed(n.mul(kept, inAsset)),
    gamma: n.div(n.mul(kept, normalDensity(n, d1)), n.mul(spotUsd, deviation)),
  };
}
