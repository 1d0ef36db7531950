import type { Observation, OracleState } from "../../mechanics/oracles/rule.js";
import { at } from "../../numbers/arithmetic.js";
import { lift, lower } from "../../numbers/decide.js";
import type { Decimal } from "../../numbers/decimal.js";
import { hasMoved } from "../prices/moved.js";
import type { World } from "../world.js";

/** An oracle's state after it has looked. Where its rule came near a tie in float, it is worked out again in decimal. */
export function stepOracle<N>(
  world: World<N>,
  oracle: number,
  state: OracleState<N>,
  seen: Observation<N>,
): OracleState<N> {
  const { n, watched, ties, exact } = world;
  const terms = at(world.oracles, oracle);
  watched.tookNearTie(); // forgets ties of earlier rules, which are not this oracle's
  const next = terms.step(state, seen);
  if (!watched.tookNearTie()) return next;
  const lifted = state.map((value) => lift(n, value));
  const again = at(exact.oracles, oracle)
    .step(lifted, liftObservation(world, seen))
    .map((value) => lower(n, value));
  ties.nearTies += 1;
  if (hasMoved(n.toNumber(terms.priceUsd(next)), n.toNumber(terms.priceUsd(again)))) ties.overturned += 1;
  return again;
}

function liftObservation<N>({ n }: World<N>, seen: Observation<N>): Observation<Decimal> {
  return {
    marketUsd: lift(n, seen.marketUsd),
    heldUsd: lift(n, seen.heldUsd),
    elapsedSeconds: lift(n, seen.elapsedSeconds),
    clockSeconds: lift(n, seen.clockSeconds),
    underlyingUsd: lift(n, seen.underlyingUsd),
    navUsd: lift(n, seen.navUsd),
    readUsd: seen.readUsd.map((value) => lift(n, value)),
  };
}
