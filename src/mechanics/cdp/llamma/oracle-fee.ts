import { type Arithmetic, positivePart, ratio } from "../../../numbers/arithmetic.js";

export interface OracleMove<N> {
  readonly oldPrice: N;
  /** As limited: at most 1.25 times more or less; see `oracles/limits.ts`. */
  readonly newPrice: N;
  /** The fee that the last move left. */
  readonly oldFee: N;
  readonly elapsedSeconds: N;
  /** 120. */
  readonly windowSeconds: N;
}

/**
 * The least fee right after the oracle has moved, so that borrowers do not lose by the jump itself: (old fee + 1 − r³)·(T − t)/T with
 * r the smaller price over the larger; nothing once the window T is over. The fee charged is the larger of it and the pool's own.
 * Source: curve-stablecoin AMM.vy, limit_p_o.
 */
export function oracleFee<N>(n: Arithmetic<N>, move: OracleMove<N>): N {
  const r = ratio(n, n.min(move.oldPrice, move.newPrice), n.max(move.oldPrice, move.newPrice), n.one);
  const left = n.div(positivePart(n, n.sub(move.windowSeconds, move.elapsedSeconds)), move.windowSeconds);
  const lost = n.sub(n.one, n.mul(r, n.mul(r, r)));
  return n.min(n.mul(n.add(move.oldFee, lost), left), n.parse("0.999999999999999999"));
}
