import type { Band, BandGrid } from "../../mechanics/cdp/llamma/band.js";
import type { PoolOracle } from "../../mechanics/cdp/llamma/oracle-step.js";

/**
 * A market whose collateral lies in price bands. All its accounts share the bands, as in the contract: an account owns a part of each
 * band, which no trade changes.
 */
export interface BandMarket<N> {
  readonly market: number;
  readonly collateral: Token;
  readonly stable: Token;
  /** The reserve that the stablecoin is lent out of. */
  readonly lent: number;
  readonly grid: BandGrid<N>;
  readonly fee: N;
  readonly adminShare: N;
  /** Number of the first band that anybody is in. */
  readonly first: number;
  /** What each band holds, and how many shares of it there are. */
  held: readonly Band<N>[];
  shares: readonly N[];
  /** By position. */
  readonly stakes: Map<number, Stake<N>>;
  oracle: PoolOracle<N>;
}

/** What lies in bands: an asset, and the reserve of what lies there. */
export interface Token {
  readonly asset: number;
  readonly reserve: number;
}

/** One account's shares of bands, from its first band down. */
export interface Stake<N> {
  readonly first: number;
  readonly shares: readonly N[];
}
