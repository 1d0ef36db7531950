/** What keeps markets and venues from acting, apart from money. */
export interface Controls<N> {
  /** Markets that an intervention has paused. */
  readonly paused: Set<number>;
  /** Markets that a stale oracle keeps from acting in this round. */
  readonly stale: Set<number>;
  /** Venues that a circuit breaker keeps closed, with the round in which they open again. */
  readonly closed: Map<number, number>;
  /** Venues with a breaker: the prices of their tokens when it last looked. */
  readonly pricesSeen: Map<number, readonly N[]>;
}

/** Whether a market is kept from liquidating and from paying anything out. */
export const isPaused = <N>({ paused, stale }: Controls<N>, market: number): boolean =>
  paused.has(market) || stale.has(market);
