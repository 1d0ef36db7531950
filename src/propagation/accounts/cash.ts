import { type Arithmetic, at, isPositive } from "../../numbers/arithmetic.js";
import { isPaused } from "../news/controls.js";
import type { State } from "../state.js";
import type { World } from "../world.js";

/** Of what is supplied to a reserve, the share that is below the last digits of its sums. */
const ROUNDING = "1e-12";

/** What a reserve can pay out: its cash, or nothing where its market is paused or all that is left is what rounding left over. */
export function payableCash<N>(world: World<N>, state: State<N>, place: number): N {
  const { n } = world;
  if (isPaused(state.controls, at(world.reserves.list, place).market)) return n.zero;
  const { cash, supplied, borrowed } = at(state.reserves, place);
  return beyondRounding(n, cash, n.max(supplied, borrowed));
}

/** An amount, or nothing where it is below the last digits of the whole that it is a rest of. */
export const beyondRounding = <N>(n: Arithmetic<N>, rest: N, whole: N): N =>
  isPositive(n, n.sub(rest, n.mul(n.parse(ROUNDING), whole))) ? rest : n.zero;
