import type { Oracle } from "../../model/scenario.js";
import { type Arithmetic, at, isPositive, isZero } from "../../numbers/arithmetic.js";
import type { OracleRule } from "./rule.js";

/** A price in force and the one that takes its place at the next poke. */
export interface DelayedPrice<N> {
  readonly currentUsd: N;
  readonly nextUsd: N;
  /** Time of the last poke; absent before the first. */
  readonly pokedAtSeconds?: N;
}

/**
 * A poke of a delayed feed: the next price comes into force and the one read now waits for its turn; nothing happens sooner than
 * `hopSeconds` after the last poke. Source: Maker, makerdao/osm, src/osm.sol, poke; one hour.
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

/**
 * A feed that is poked at every whole hop, first at the opening, before anything happens: what moves in round 0 is read one hop later
 * and in force after two. A poke between rounds reads the price that stood then; one at the start of a round reads its price.
 * State: price in force, next price, seconds since the last poke.
 */
export const delayed: OracleRule<Extract<Oracle, { kind: "delayed" }>> = {
  kind: "delayed",
  terms: (n, oracle) => {
    const hopSeconds = n.parse(oracle.hopSeconds);
    return {
      opening: ({ marketUsd }) => [marketUsd, marketUsd, n.zero],
      step: (state, { marketUsd, heldUsd, elapsedSeconds }) => {
        const waited = n.add(at(state, 2), elapsedSeconds);
        const hops = n.floor(n.div(waited, hopSeconds));
        const sincePoke = n.sub(waited, n.mul(hops, hopSeconds));
        if (!isPositive(n, hops)) return [at(state, 0), at(state, 1), waited];
        const latest = isZero(n, sincePoke) ? marketUsd : heldUsd;
        const read = isPositive(n, n.sub(hops, n.one)) ? [heldUsd, latest] : [latest];
        let price: DelayedPrice<typeof latest> = { currentUsd: at(state, 0), nextUsd: at(state, 1) };
        for (const priceUsd of read) {
          const { currentUsd, nextUsd } = price;
          price = pokeDelayed(n, { currentUsd, nextUsd }, { priceUsd, atSeconds: waited, hopSeconds });
        }
        return [price.currentUsd, price.nextUsd, sincePoke];
      },
      priceUsd: (state) => at(state, 0),
    };
  },
};
