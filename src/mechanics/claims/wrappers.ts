import type { Arithmetic } from "../../numbers/arithmetic.js";

/** Balances, prices and supply of a liquidity-pool token of two assets. */
export interface PairToken<N> {
  readonly reserve0: N;
  readonly reserve1: N;
  readonly price0: N;
  readonly price1: N;
  readonly supply: N;
}

/** (x·p₀ + y·p₁)/S: what the reserves are worth as they stand, which a large trade can move. */
export const pairTokenSpotValue = <N>(n: Arithmetic<N>, token: PairToken<N>): N =>
  n.div(n.add(n.mul(token.reserve0, token.price0), n.mul(token.reserve1, token.price1)), token.supply);

/** 2·√(x·y·p₀·p₁)/S: what the reserves are worth once arbitraged to the given prices. Source: Alpha Finance, fair LP pricing. */
export function pairTokenFairValue<N>(n: Arithmetic<N>, token: PairToken<N>): N {
  const product = n.mul(n.mul(token.reserve0, token.reserve1), n.mul(token.price0, token.price1));
  const root = n.sqrt(product);
  return n.div(n.add(root, root), token.supply);
}

/** D/S: the value of one token of a stableswap pool if every coin were worth 1. Source: curve-contract, get_virtual_price. */
export const virtualPrice = <N>(n: Arithmetic<N>, invariant: N, supply: N): N => n.div(invariant, supply);

/** virtual price × the least of the coins' prices: the value that a run on the weakest coin leaves. `prices` must not be empty. */
export const stablePoolTokenValue = <N>(n: Arithmetic<N>, virtual: N, prices: readonly N[]): N =>
  n.mul(
    virtual,
    prices.reduce((low, price) => n.min(low, price)),
  );
