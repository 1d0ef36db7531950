import type { Conventions } from "./conventions.js";
import { type Convergence, finite } from "./convergence.js";
import { times } from "./matrix-algebra.js";
import { read, type SparseMatrix, transposed } from "./sparse-matrix.js";

/** Portfolios of leveraged holders. */
export interface Portfolios {
  /** Row n: shares of the assets of n in each asset, adding up to 1. */
  readonly weights: SparseMatrix;
  readonly assetsUsd: Float64Array;
  readonly equityUsd: Float64Array;
  /** Price fall per USD sold, by asset. */
  readonly priceImpactPerUsd: Float64Array;
}

export interface FireSaleVulnerability {
  readonly conventions: Conventions;
  readonly convergence: Convergence;
  /** b = debt/equity. */
  readonly leverage: Float64Array;
  /** R1 = M·f: return of each portfolio under the shock; R2 = M·F2: its return from the sales. */
  readonly shockReturn: Float64Array;
  readonly saleReturn: Float64Array;
  /** a·b·(−R1), by holder, and the same by asset; negative: purchases. */
  readonly salesUsd: Float64Array;
  readonly assetSalesUsd: Float64Array;
  /** F2 = −l·sales, by asset. */
  readonly assetReturn: Float64Array;
  readonly saleLossUsd: Float64Array;
  /** AV = Σ losses from sales / Σ equity. */
  readonly aggregateVulnerability: number;
  /** γ_n = Σ_k l_k·m_nk·Σ_m a_m·m_mk. */
  readonly connectedness: Float64Array;
  /** S_n = γ_n·(a_n/E)·b_n·(−R1_n): share of AV that the sales of n cause. */
  readonly systemicness: Float64Array;
  /** Losses over equity, by the shock itself and by everybody's sales. */
  readonly directVulnerability: Float64Array;
  readonly indirectVulnerability: Float64Array;
}

/**
 * One round of fire sales by holders that return to their leverage, at prices that fall in proportion to sales.
 *
 * `assetShock` is a return by asset (−0.05 is a fall of 5 %). One round, no limit on sales, linear in the shock. USD. Source:
 * R. Greenwood, A. Landier, D. Thesmar, Vulnerable banks, Journal of Financial Economics 115 (2015).
 */
export function fireSaleVulnerability(portfolios: Portfolios, assetShock: Float64Array): FireSaleVulnerability {
  const { weights, assetsUsd, equityUsd, priceImpactPerUsd } = portfolios;
  const byAsset = transposed(weights);
  const totalEquityUsd = equityUsd.reduce((total, equity) => total + equity, 0);
  const leverage = assetsUsd.map((assets, n) => (assets - read(equityUsd, n)) / read(equityUsd, n));
  const shockReturn = times(weights, assetShock);
  const salesUsd = assetsUsd.map((assets, n) => assets * read(leverage, n) * -read(shockReturn, n));
  const assetSalesUsd = times(byAsset, salesUsd);
  const assetReturn = assetSalesUsd.map((sales, k) => -read(priceImpactPerUsd, k) * sales);
  const saleReturn = times(weights, assetReturn);
  const saleLossUsd = assetsUsd.map((assets, n) => -assets * read(saleReturn, n));
  const heldImpact = times(byAsset, assetsUsd).map((held, k) => held * read(priceImpactPerUsd, k));
  const connectedness = times(weights, heldImpact);
  return {
    conventions: {
      model: "Greenwood–Landier–Thesmar 2015",
      impacts: "as given",
      rule: "sales = assets·(debt/equity)·loss; price fall = impact·sales; one round; AV over equity",
    },
    convergence: finite(1),
    leverage,
    shockReturn,
    saleReturn,
    salesUsd,
    assetSalesUsd,
    assetReturn,
    saleLossUsd,
    aggregateVulnerability: saleLossUsd.reduce((total, loss) => total + loss, 0) / totalEquityUsd,
    connectedness,
    systemicness: salesUsd.map((sales, n) => (read(connectedness, n) * sales) / totalEquityUsd),
    directVulnerability: assetsUsd.map((assets, n) => (assets * -read(shockReturn, n)) / read(equityUsd, n)),
    indirectVulnerability: saleLossUsd.map((loss, n) => loss / read(equityUsd, n)),
  };
}
