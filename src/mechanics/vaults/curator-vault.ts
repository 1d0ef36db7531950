import { type Arithmetic, positivePart, ratio } from "../../numbers/arithmetic.js";

/** A vault's supply in one market, and what the market could pay out now (supplied − borrowed). */
export interface VaultPlacement<N> {
  readonly suppliedUnits: N;
  readonly marketCashUnits: N;
}

export interface VaultLiquidity<N> {
  readonly withdrawableUnits: N;
  readonly lockedUnits: N;
}

/** What depositors can take out now, idle + Σ min(supplied, market cash), and the rest, in units of the loan asset. */
export function vaultLiquidity<N>(
  n: Arithmetic<N>,
  idleUnits: N,
  placements: readonly VaultPlacement<N>[],
): VaultLiquidity<N> {
  const payable = placements.map(({ suppliedUnits, marketCashUnits }) =>
    n.min(suppliedUnits, positivePart(n, marketCashUnits)),
  );
  const locked = placements.map(({ suppliedUnits, marketCashUnits }) =>
    positivePart(n, n.sub(suppliedUnits, positivePart(n, marketCashUnits))),
  );
  return { withdrawableUnits: n.total([idleUnits, ...payable]), lockedUnits: n.total(locked) };
}

/** What a vault counts and owes, in units of its loan asset. */
export interface VaultBooks<N> {
  /** Idle money and supplies, before bad debt. */
  readonly assetsUnits: N;
  /** Its part of bad debt in the markets it supplies. */
  readonly badDebtUnits: N;
  readonly sharesSupply: N;
  /** Whether bad debt lowers the share price, or is tracked apart. */
  readonly realisesBadDebt: boolean;
}

/**
 * Units of the loan asset for one share: (assets − bad debt)/shares, at least 0, where bad debt is realised, assets/shares where it
 * is not; 1 where there are no shares. Source: MetaMorpho v1.0 and v1.1, README.
 */
export function vaultSharePrice<N>(n: Arithmetic<N>, books: VaultBooks<N>): N {
  const lost = books.realisesBadDebt ? books.badDebtUnits : n.zero;
  return ratio(n, positivePart(n, n.sub(books.assetsUnits, lost)), books.sharesSupply, n.one);
}
