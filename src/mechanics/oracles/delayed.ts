import type { Arithmetic } from "../../numbers/arithmetic.js";

/** A price in force and the one that takes its place at the next poke. */
export interface DelayedPrice<N> {
  readonly currentUsd: N;
  readonly nextUsd: N;
  /** Time of the last poke; absent before the first. */
  readonly pokedAtSeconds?: N;
}

/**
 * A poke of a delayed feed: the next price comes into force and the one read now waits for its turn; nothing happens sooner than
 * `hopSeconds` after the last poke. Source: Maker, Oracle Security Module, one hour.
 */
export function pokeDelayed<N>(
  n: Arithmetic<N>,
  price: DelayedPrice<N>,
  seen: { readonly priceUsd: N; readonly atSeconds: N; readonly hopSeconds: N },
): DelayedPrice<N> {
  const { pokedAtSeconds } = price;
  if (pokedAtSeconds !== undefined && n.less(n.sub(seen.atSeconds, pokedAtSeconds), seen.hopSeconds)) return price;
  return { currentUsd: price.nextUsd, nextUsd: seen.priceUsd, pokedAtSeconds: seen.atSeconds };
}
