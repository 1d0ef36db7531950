import { type Arithmetic, positivePart } from "../../numbers/arithmetic.js";
import { absolute } from "./margin.js";

/**
 * dYdX v4. An account is liquidatable when equity < Σ|s|·p·MMF, strictly (see `margin.ts`). Prices in USD, sizes in contracts, over 0
 * when long. Source: dYdX v4 documentation (concepts/trading/liquidations); v4-chain protocol/x/clob/keeper/liquidations.go.
 */
export interface DydxPosition<N> {
  readonly size: N;
  /** A price at which the equity is known. */
  readonly priceUsd: N;
  readonly equityUsd: N;
  readonly maintenanceFraction: N;
}

/**
 * The price at which equity equals maintenance: p′ = (e − s·p)/(|s|·MMF − s), s not 0. At most 0 for a long whose equity covers the
 * whole position: no price liquidates it.
 */
export function dydxLiquidationPriceUsd<N>(n: Arithmetic<N>, position: DydxPosition<N>): N {
  const { size, priceUsd, equityUsd, maintenanceFraction } = position;
  const perUsd = n.sub(n.mul(absolute(n, size), maintenanceFraction), size);
  return n.div(n.sub(equityUsd, n.mul(size, priceUsd)), perUsd);
}

/** Defaults of the chain: SMMR 1.5, BA 1; the penalty is at most 1.5 % of what is filled. */
export interface FillableTerms<N> {
  readonly spreadToMaintenance: N;
  readonly bankruptcyAdjustment: N;
}

/**
 * The limit price of a liquidation order: P·(1 ∓ ABR·SMMR·MMF), below the oracle price P for a long and above it for a short, with
 * ABR = BA·(1 − equity/maintenance) between 0 and 1. The help page prints the minus for both sides; the chain computes
 * (PNNV − ABR·SMMR·PMMR)/PS, whose sign follows the size.
 */
export function dydxFillablePriceUsd<N>(n: Arithmetic<N>, position: DydxPosition<N>, terms: FillableTerms<N>): N {
  const { size, priceUsd, equityUsd, maintenanceFraction } = position;
  const maintenance = n.mul(n.mul(absolute(n, size), priceUsd), maintenanceFraction);
  const shortfall = n.sub(n.one, n.div(equityUsd, maintenance));
  const rating = n.min(positivePart(n, n.mul(terms.bankruptcyAdjustment, shortfall)), n.one);
  const spread = n.mul(n.mul(rating, terms.spreadToMaintenance), maintenance);
  return n.div(n.sub(n.mul(size, priceUsd), spread), size);
}

export interface LiquidationFill<N> {
  /** What is closed, with the sign of the position. */
  readonly size: N;
  readonly fillPriceUsd: N;
  readonly bankruptcyPriceUsd: N;
  /** The most that the owner pays as penalty, as a share of what is filled. */
  readonly maxPenalty: N;
}

/**
 * What the insurance fund gets from a fill (over 0) or pays for it (under 0): min(s·(fill − bankruptcy), maxPenalty·|s|·fill), in USD.
 * Source: as above, GetLiquidationInsuranceFundDelta.
 */
export function insuranceDeltaUsd<N>(n: Arithmetic<N>, fill: LiquidationFill<N>): N {
  const over = n.mul(fill.size, n.sub(fill.fillPriceUsd, fill.bankruptcyPriceUsd));
  return n.min(over, n.mul(fill.maxPenalty, n.mul(absolute(n, fill.size), fill.fillPriceUsd)));
}
