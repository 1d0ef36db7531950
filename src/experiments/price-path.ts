import { SECONDS_PER_YEAR } from "../mechanics/rates/accrual.js";
import type { BacktestPath } from "../model/backtest.js";
import { normal } from "../numbers/random.js";

type Motion = Extract<BacktestPath, { readonly kind: "gbm" }>;

/**
 * Prices of rounds 0 to `rounds` of one path: S_t+1 = S_t · e^((μ − σ²/2)Δt + σ√Δt·z), Δt = the length of a round in years of 365 days.
 *
 * Path and round alone decide z, so that a path is the same whatever else is drawn. USD. Source: P. Glasserman, Monte Carlo Methods in
 * Financial Engineering (2003), section 3.2.
 */
export function motionPrices(
  startUsd: number,
  secondsPerRound: number,
  motion: Motion,
  path: number,
): readonly number[] {
  const { drift, volatility, rounds, seed, asset } = motion;
  const years = secondsPerRound / Number(SECONDS_PER_YEAR);
  const prices = [startUsd];
  let log = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const z = normal(seed, `motion of ${asset}`, path * rounds + round - 1);
    log += (drift - volatility ** 2 / 2) * years + volatility * Math.sqrt(years) * z;
    prices.push(startUsd * Math.exp(log));
  }
  return prices;
}
