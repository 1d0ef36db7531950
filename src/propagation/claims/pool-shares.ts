import { pairTokenFairValue, stablePoolTokenValue, virtualPrice } from "../../mechanics/claims/wrappers.js";
import { invariantOf } from "../../mechanics/venues/stableswap-curve.js";
import { at, isPositive } from "../../numbers/arithmetic.js";
import type { State } from "../state.js";
import type { World } from "../world.js";

/** A pool that an asset is a share of: its balances and assets, and the shares in existence. */
interface SharedPool<N> {
  readonly venue: number;
  readonly balances: readonly N[];
  readonly assets: readonly number[];
  readonly supply: N;
}

function poolOf<N>(world: World<N>, state: State<N>, asset: number): SharedPool<N> | undefined {
  const { pool } = at(world.scenario.assets, asset);
  if (pool === undefined) return undefined;
  const venue = world.places.venue(pool.venue);
  const balances = at(world.venues, venue).balances(at(state.venues, venue));
  if (balances === undefined) return undefined;
  return { venue, balances, assets: at(world.pricing.tokens, venue), supply: world.n.parse(pool.supplyUnits) };
}

/** Σ balance·market price/supply: what leaving the pool with one share brings, USD; undefined where the asset is no share of a pool. */
export function poolShareUsd<N>(world: World<N>, state: State<N>, asset: number): N | undefined {
  const { n } = world;
  const pool = poolOf(world, state, asset);
  if (pool === undefined) return undefined;
  const { balances, assets, supply } = pool;
  const worth = assets.map((token, k) => n.mul(at(balances, k), at(state.assets, token).marketUsd));
  return n.div(n.total(worth), supply);
}

/**
 * The fair value of one share in USD, at the reference prices of the pool's tokens, which its own trades do not move: 2·√(x·y·p₀·p₁)/S
 * of a constant-product pool, D/S × the least price of a stableswap pool. Undefined where the asset is no share of a pool.
 */
export function poolShareFairUsd<N>(world: World<N>, state: State<N>, asset: number): N | undefined {
  const { n, scenario } = world;
  const pool = poolOf(world, state, asset);
  if (pool === undefined) return undefined;
  const { balances, assets, supply } = pool;
  const prices = assets.map((token) => at(state.assets, token).referenceUsd);
  const spec = at(scenario.venues, pool.venue);
  if (spec.kind !== "stableswap") {
    return pairTokenFairValue(n, {
      ...{ reserve0: at(balances, 0), reserve1: at(balances, 1), price0: at(prices, 0), price1: at(prices, 1), supply },
    });
  }
  if (!balances.every((balance) => isPositive(n, balance))) return n.zero;
  const ann = n.mul(n.parse(spec.amplification), n.fromNumber(balances.length));
  return stablePoolTokenValue(n, virtualPrice(n, invariantOf(n, { ann, balances }), supply), prices);
}
