import { float } from "../../numbers/float.js";
import { normalDistribution } from "../../numbers/normal.js";

/**
 * Probability that external assets A, a geometric Brownian motion without drift of volatility s over the horizon, fall by E within it.
 *
 * Φ((b + s²/2)/s) + e^(−b)·Φ((b − s²/2)/s) with b = ln(1 − E/A); 1 for E ≤ 0, 0 for E ≥ A. Source: F. Black, J. Cox, Valuing
 * corporate securities, Journal of Finance 31 (1976), as used by Barucca et al. 2020.
 */
export function defaultProbability(equityUsd: number, externalAssetsUsd: number, volatility: number): number {
  if (equityUsd <= 0) return 1;
  if (equityUsd >= externalAssetsUsd) return 0;
  const barrier = Math.log1p(-equityUsd / externalAssetsUsd);
  const halfVariance = (volatility * volatility) / 2;
  const touched = normalDistribution(float, (barrier + halfVariance) / volatility);
  return Math.min(1, touched + Math.exp(-barrier) * normalDistribution(float, (barrier - halfVariance) / volatility));
}
