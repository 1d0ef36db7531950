import { type Arithmetic, isPositive } from "../../../numbers/arithmetic.js";

/** One vault: `ink` units of collateral against `art` units of normalised debt, which are worth art·rate DAI. */
export interface Urn<N> {
  readonly ink: N;
  readonly art: N;
}

/** What the system knows of one kind of collateral. */
export interface Ilk<N> {
  /** DAI owed for each unit of normalised debt: grows with the stability fee. */
  readonly rate: N;
  /** DAI that one unit of collateral may back; see `spotPrice`. */
  readonly spot: N;
}

/** DAI that a unit of collateral may back: price / par / mat, all ratios in units (mat 1.5 for 150 %). Source: dss src/spot.sol, poke. */
export const spotPrice = <N>(n: Arithmetic<N>, terms: { readonly priceUsd: N; readonly par: N; readonly mat: N }): N =>
  n.div(n.div(terms.priceUsd, terms.par), terms.mat);

/** DAI owed by a vault: art·rate. */
export const debtOf = <N>(n: Arithmetic<N>, urn: Urn<N>, rate: N): N => n.mul(urn.art, rate);

/** The most DAI that a vault's collateral may back: ink·spot. */
export const capacityOf = <N>(n: Arithmetic<N>, urn: Urn<N>, spot: N): N => n.mul(urn.ink, spot);

/**
 * Whether ink·spot < art·rate, strictly: at equality the vault is safe. Without a price (spot 0) nothing is seized.
 * Source: dss src/dog.sol, bark.
 */
export const isUnsafe = <N>(n: Arithmetic<N>, urn: Urn<N>, ilk: Ilk<N>): boolean =>
  isPositive(n, ilk.spot) && n.less(capacityOf(n, urn, ilk.spot), debtOf(n, urn, ilk.rate));
