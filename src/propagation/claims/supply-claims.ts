import { risksOwnFunds } from "../../model/reserves.js";
import { at, positivePart, ratio } from "../../numbers/arithmetic.js";
import type { ReserveState, State } from "../state.js";
import type { World } from "../world.js";

/** Whether what a protocol owns of a reserve stands behind its loans: it takes collateral over. */
export const isAtRisk = <N>({ reserves, scenario }: World<N>, place: number): boolean =>
  risksOwnFunds(at(scenario.markets, at(reserves.list, place).market));

/** Indexed without `at`, which reads lists of all kinds and is slow where reserve after reserve is valued. */
const reserveAt = <N>({ reserves }: State<N>, place: number): ReserveState<N> => reserves[place] as ReserveState<N>;

/** The share of supply claims on a reserve that its deficit leaves covered: 1 − deficit / supplied. */
export function covered<N>(world: World<N>, state: State<N>, place: number): N {
  const { n } = world;
  const { deficit, supplied } = reserveAt(state, place);
  return positivePart(n, n.sub(n.one, ratio(n, deficit, supplied, n.zero)));
}

/** What one scaled claim on a reserve is backed by, in units: its index, as far as a deficit leaves it covered. */
export const backing = <N>(world: World<N>, state: State<N>, place: number): N =>
  world.n.mul(reserveAt(state, place).supplyIndex, covered(world, state, place));

/** Supply claims on a reserve that no listed position or vault owns, in units. */
export function otherLendersUnits<N>(world: World<N>, state: State<N>, place: number): N {
  const { others, supplyIndex } = reserveAt(state, place);
  return world.n.mul(others, supplyIndex);
}
