/** A position in a perpetual venue; its margin lies in its slot of collateral. */
export interface OpenPerp<N> {
  readonly position: number;
  /** Over 0 when long, under 0 when short, 0 when closed. */
  size: N;
  readonly entryPriceUsd: N;
  /** Funding received less paid, to be settled when the position closes. */
  accruedUsd: N;
  /** The latest round in which only a part of it was sent to the book. */
  partialRound?: number;
}

export interface PerpVenue<N> {
  readonly market: number;
  readonly accounts: readonly OpenPerp<N>[];
  /** The mark at which the round before closed positions. */
  markUsd: N;
  /** Average price of the latest forced closes over their mark, less 1. */
  premium: N;
  /** What a liquidator vault has taken over: its size, and what it has been paid for it. */
  vaultSize: N;
  vaultQuoteUsd: N;
}

export interface Perps<N> {
  readonly venues: ReadonlyMap<number, PerpVenue<N>>;
  readonly byPosition: ReadonlyMap<number, OpenPerp<N>>;
}
