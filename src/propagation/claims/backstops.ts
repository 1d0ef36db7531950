import { nodeKey } from "../../model/network.js";
import type { BackstopLayer } from "../../model/scenario.js";
import { at, isPositive } from "../../numbers/arithmetic.js";
import { scaledOf } from "../accounts/account.js";
import type { Books } from "../books/books.js";
import type { Stake, State } from "../state.js";
import type { World } from "../world.js";

/** What an actor's stake gave for bad debt, in units of the reserve's asset. */
export interface Slashed<N> {
  readonly actor: number;
  readonly units: N;
}

interface Layer extends BackstopLayer {
  readonly reserve: number;
}

function layersOf<N>({ scenario, reserves }: World<N>): Layer[] {
  return scenario.markets.flatMap((market, place) =>
    "reserves" in market && market.kind === "aave-v3"
      ? market.reserves.flatMap(({ asset, backstop = [] }) =>
          backstop.map((layer) => ({ ...layer, reserve: reserves.of(place, asset) })),
        )
      : [],
  );
}

/** Supply claims that stand behind a reserve's bad debt, in the order in which they are slashed. */
export const openStakes = <N>(world: World<N>): Stake<N>[] =>
  layersOf(world).map(({ actor, units, reserve }) => ({
    ...{ actor: world.places.actor(actor), reserve, scaled: world.n.parse(units) },
  }));

/** Units of a reserve that are staked at the start. */
export const stakedAtStart = <N>(world: World<N>, place: number): N =>
  world.n.total(layersOf(world).flatMap(({ reserve, units }) => (reserve === place ? [world.n.parse(units)] : [])));

/**
 * Covers a reserve's deficit out of what is staked behind it: the first layer until it is used up, then the next. A slashed claim is
 * burned, so that supply claims and deficit fall by the same amount and no cash moves. What is left over is borne by all suppliers.
 */
export function slash<N>(world: World<N>, state: State<N>, books: Books<N>, place: number): readonly Slashed<N>[] {
  const { n, scenario } = world;
  const reserve = at(state.reserves, place);
  return state.stakes.flatMap((stake): Slashed<N>[] => {
    if (stake.reserve !== place) return [];
    const units = n.min(n.mul(stake.scaled, reserve.supplyIndex), reserve.deficit);
    if (!isPositive(n, units)) return [];
    const scaled = scaledOf(n, stake.scaled, reserve.supplyIndex, units);
    stake.scaled = n.sub(stake.scaled, scaled);
    reserve.supplied = n.sub(reserve.supplied, units);
    reserve.deficit = n.sub(reserve.deficit, units);
    const staker = nodeKey("actor", at(scenario.actors, stake.actor).id);
    const market = nodeKey("market", at(scenario.markets, at(world.reserves.list, place).market).id);
    books.supply(staker, market, place, scaled);
    return [{ actor: stake.actor, units }];
  });
}
