import type { Arithmetic } from "../../../numbers/arithmetic.js";

/** Factor by which a base rate falls a minute: a half-life of 12 h in Liquity v1. Source: liquity/dev TroveManager.MINUTE_DECAY_FACTOR. */
export const MINUTE_DECAY_V1 = "0.999037758833783";
/** A half-life of 6 h in Liquity v2. Source: liquity/bold Constants.REDEMPTION_MINUTE_DECAY_FACTOR. */
export const MINUTE_DECAY_V2 = "0.998076443575628800";
/** The least redemption rate. Source: liquity/dev TroveManager.REDEMPTION_FEE_FLOOR; the same in v2. */
export const RATE_FLOOR = "0.005";

/** What is left of a base rate after some whole minutes: decay^minutes. Source: liquity/dev TroveManager._calcDecayedBaseRate. */
export const decayFactor = <N>(n: Arithmetic<N>, minuteDecay: N, elapsedMinutes: N): N =>
  n.pow(minuteDecay, n.floor(elapsedMinutes));

export interface RedemptionSize<N> {
  /** The base rate as decayed until now. */
  readonly baseRate: N;
  readonly redeemed: N;
  /** All stablecoin before the redemption. */
  readonly totalSupply: N;
  /** 2 in v1, 1 in v2. */
  readonly beta: N;
}

/** The base rate that a redemption leaves: min(1, base + redeemed/supply/β). Source: liquity/dev TroveManager._updateBaseRateFromRedemption. */
export const raisedBaseRate = <N>(n: Arithmetic<N>, { baseRate, redeemed, totalSupply, beta }: RedemptionSize<N>): N =>
  n.min(n.one, n.add(baseRate, n.div(n.div(redeemed, totalSupply), beta)));

/** The share of what is redeemed that is kept: min(1, floor + base). Source: liquity/dev TroveManager._calcRedemptionRate. */
export const redemptionRate = <N>(n: Arithmetic<N>, baseRate: N, floor: N): N => n.min(n.one, n.add(floor, baseRate));
