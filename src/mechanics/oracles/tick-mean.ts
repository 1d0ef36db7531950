import { type Arithmetic, at, positivePart } from "../../numbers/arithmetic.js";

/** A tick that holds from `seconds` on, until the next observation. */
export interface TickObservation<N> {
  readonly seconds: N;
  readonly tick: N;
}

/** Σ tick·Δt from the first observation to `atSeconds`; observations in the order of time. Source: Uniswap v3-core, Oracle.sol. */
export function tickCumulative<N>(n: Arithmetic<N>, observations: readonly TickObservation<N>[], atSeconds: N): N {
  const parts = observations.map(({ seconds, tick }, k) => {
    const until = k + 1 < observations.length ? n.min(at(observations, k + 1).seconds, atSeconds) : atSeconds;
    return n.mul(tick, positivePart(n, n.sub(until, seconds)));
  });
  return n.total(parts);
}

/** The price of a tick: 1.0001^tick. The price of a mean tick is the geometric mean of prices over time. */
export const priceAtTick = <N>(n: Arithmetic<N>, tick: N): N => n.pow(n.parse("1.0001"), tick);
