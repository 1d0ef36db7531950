import type { Conventions } from "./conventions.js";
import type { Convergence } from "./convergence.js";

/** Holders that sell down to a target once over a leverage limit. By holder, then by asset. USD. */
export interface LeverageConstrained {
  readonly securitiesUsd: readonly (readonly number[])[];
  /** Assets that cannot be sold, after the shock. */
  readonly illiquidUsd: readonly number[];
  /** After the shock. */
  readonly capitalUsd: readonly number[];
  readonly price: readonly number[];
  /** The price that no sale can break. */
  readonly floorPrice: readonly number[];
  /** See `marketDepth`. */
  readonly depthUsd: readonly number[];
  /** Assets/capital above which a holder sells, and to which it returns. */
  readonly leverageLimit: number;
  readonly leverageTarget: number;
  /** Share of the price move that sellers lose on what they sell; 0.5 where prices move evenly while they do. */
  readonly sellerShare: number;
}

/** One round: state at its start, sales, and state at its end. */
export interface SaleRound {
  readonly leverage: readonly number[];
  /** Share of its securities that each holder sells. */
  readonly soldShare: readonly number[];
  readonly salesUsd: readonly number[];
  readonly priceFall: readonly number[];
  readonly lossUsd: readonly number[];
  readonly capitalUsd: readonly number[];
  readonly price: readonly number[];
  readonly securitiesUsd: readonly (readonly number[])[];
}

export interface SaleRounds {
  readonly conventions: Conventions;
  /** Residual: the largest share of securities that anyone still wants to sell. */
  readonly convergence: Convergence;
  readonly rounds: readonly SaleRound[];
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const item = (values: readonly number[], i: number): number => values[i] ?? Number.NaN;

/** D = c·(traded volume a day)/(volatility a day)·√days: USD of sales that moves the price by a fraction of order 1. */
export const marketDepth = (scale: number, dailyVolumeUsd: number, dailyVolatility: number, days: number): number =>
  ((scale * dailyVolumeUsd) / dailyVolatility) * Math.sqrt(days);

/**
 * Rounds of deleveraging with price impact, until nobody is over the limit or `maximumRounds` are over.
 *
 * Γ = min(1, (assets − target·capital)/securities) where assets > limit·capital, else 0; sales q = Σ Γ·Π; fall
 * Ψ = (1 − B/S)(1 − e^(−q/δ)) with δ = (1 − B/S(0))·D; loss = (1 − (1 − sellerShare)·Γ)·Σ Π·Ψ; then Π ← (1 − Γ)Π(1 − Ψ). A holder
 * without capital sells everything. Source: R. Cont, E. Schaanning, Fire sales, indirect contagion and systemic stress testing,
 * Norges Bank Working Paper 2/2017.
 */
export function deleveragingRounds(start: LeverageConstrained, maximumRounds = 1000): SaleRounds {
  const rounds: SaleRound[] = [];
  let state: Pick<SaleRound, "capitalUsd" | "price" | "securitiesUsd"> = start;
  for (;;) {
    const soldShare = soldShares(start, state);
    const largest = Math.max(0, ...soldShare);
    if (largest === 0 || rounds.length >= maximumRounds) {
      return {
        conventions: {
          model: "Cont–Schaanning 2017",
          recovery: `sellers lose ${start.sellerShare} of the fall on what they sell`,
          rule: "leverage = assets/capital; over the limit sell down to the target; floor price; simultaneous",
        },
        convergence: { tolerance: 0, residual: largest, iterations: rounds.length },
        rounds,
      };
    }
    const round = roundOf(start, state, soldShare);
    rounds.push(round);
    state = round;
  }
}

function soldShares(
  { illiquidUsd, leverageLimit, leverageTarget }: LeverageConstrained,
  { securitiesUsd, capitalUsd }: Pick<SaleRound, "capitalUsd" | "securitiesUsd">,
): readonly number[] {
  return securitiesUsd.map((held, i) => {
    const capital = item(capitalUsd, i);
    const securities = total(held);
    const assets = securities + item(illiquidUsd, i);
    if (securities === 0 || !(assets > leverageLimit * capital)) return 0;
    return Math.min(1, (assets - leverageTarget * capital) / securities);
  });
}

function roundOf(
  start: LeverageConstrained,
  { securitiesUsd, capitalUsd, price }: Pick<SaleRound, "capitalUsd" | "price" | "securitiesUsd">,
  soldShare: readonly number[],
): SaleRound {
  const salesUsd = price.map((_, k) => total(securitiesUsd.map((held, i) => item(soldShare, i) * item(held, k))));
  const priceFall = price.map((now, k) => {
    const scale = (1 - item(start.floorPrice, k) / item(start.price, k)) * item(start.depthUsd, k);
    return (1 - item(start.floorPrice, k) / now) * -Math.expm1(-item(salesUsd, k) / scale);
  });
  const lossUsd = securitiesUsd.map((held, i) => {
    const bornShare = 1 - (1 - start.sellerShare) * item(soldShare, i);
    return bornShare * total(held.map((value, k) => value * item(priceFall, k)));
  });
  return {
    leverage: securitiesUsd.map((held, i) => (total(held) + item(start.illiquidUsd, i)) / item(capitalUsd, i)),
    soldShare,
    salesUsd,
    priceFall,
    lossUsd,
    capitalUsd: capitalUsd.map((capital, i) => capital - item(lossUsd, i)),
    price: price.map((now, k) => now * (1 - item(priceFall, k))),
    securitiesUsd: securitiesUsd.map((held, i) =>
      held.map((value, k) => (1 - item(soldShare, i)) * value * (1 - item(priceFall, k))),
    ),
  };
}
