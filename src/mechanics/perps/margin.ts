import type { Arithmetic } from "../../numbers/arithmetic.js";

/** A perpetual position: `size` in contracts, over 0 when long, under 0 when short; prices in USD. */
export interface PerpPosition<N> {
  readonly size: N;
  readonly entryPriceUsd: N;
  /** What the owner has put in, without profit or loss. */
  readonly depositUsd: N;
}

export const absolute = <N>(n: Arithmetic<N>, value: N): N => n.max(value, n.sub(n.zero, value));

/** Profit or loss at a price: s·(p − entry), in USD. */
export const pnlUsd = <N>(n: Arithmetic<N>, position: Omit<PerpPosition<N>, "depositUsd">, priceUsd: N): N =>
  n.mul(position.size, n.sub(priceUsd, position.entryPriceUsd));

/** Equity at a price: deposit + s·(p − entry), in USD; under 0 when the account owes more than it has. */
export const equityUsd = <N>(n: Arithmetic<N>, position: PerpPosition<N>, priceUsd: N): N =>
  n.add(position.depositUsd, pnlUsd(n, position, priceUsd));

/** Equity that must be left at a price: |s|·p·MMF, with MMF the maintenance margin fraction. */
export const maintenanceUsd = <N>(n: Arithmetic<N>, size: N, priceUsd: N, maintenanceFraction: N): N =>
  n.mul(n.mul(absolute(n, size), priceUsd), maintenanceFraction);

/** Whether equity is below maintenance, strictly: at equality the account is safe. Source: dYdX and Hyperliquid documentation. */
export const isBelowMaintenance = <N>(n: Arithmetic<N>, equity: N, maintenance: N): boolean =>
  n.less(equity, maintenance);

/** The price at which equity is 0: entry − deposit/s. Closing there costs the owner all and nobody else anything. `size` is not 0. */
export const bankruptcyPriceUsd = <N>(n: Arithmetic<N>, position: PerpPosition<N>): N =>
  n.sub(position.entryPriceUsd, n.div(position.depositUsd, position.size));
