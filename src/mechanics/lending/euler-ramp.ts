import { type Arithmetic, positivePart } from "../../numbers/arithmetic.js";

/** A liquidation LTV on its way down; `start` and `duration` in one unit of time, e.g. rounds. */
export interface LtvRamp<N> {
  readonly from: N;
  readonly to: N;
  readonly start: N;
  readonly duration: N;
}

/**
 * Liquidation LTV at a time: it falls in a straight line, so that accounts become liquidatable with no price moving.
 *
 * to + (from − to)·(time left)/duration, time left = min(max(start + duration − now, 0), duration). `to` from the end of the ramp
 * on; `from` before it starts. Source: euler-vault-kit src/EVault/shared/types/LTVConfig.sol getLTV.
 */
export function rampedLtv<N>(n: Arithmetic<N>, { from, to, start, duration }: LtvRamp<N>, now: N): N {
  const left = n.min(positivePart(n, n.sub(n.add(start, duration), now)), duration);
  return n.add(to, n.mul(n.sub(from, to), n.div(left, duration)));
}
