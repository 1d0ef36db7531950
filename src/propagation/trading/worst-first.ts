import type { Screened } from "../accounts/health.js";
import { who } from "../accounts/who.js";
import type { World } from "../world.js";

/** Positions of the lowest health first; of equals by id, so that the order of the file does not matter. */
export function worstFirst<N>(world: World<N>, positions: readonly Screened<N>[]): Screened<N>[] {
  const { n } = world;
  const named = positions.map((found) => ({ found, id: who(world, found.position).id }));
  named.sort((a, b) => n.sign(n.sub(a.found.health, b.found.health)) || (a.id < b.id ? -1 : 1));
  return named.map(({ found }) => found);
}
