import { uniform } from "../../numbers/random.js";
import type { Screened } from "../accounts/health.js";
import { who } from "../accounts/who.js";
import type { Recorder } from "../books/recorder.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { type Traded, together, tradeBatch } from "./batch.js";
import type { Order } from "./order.js";
import { worstFirst } from "./worst-first.js";

/** Trades a round's orders: all liquidations at once, or one after another under the other sequencings. */
export function trade<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  others: readonly Order<N>[],
  liquidatable: readonly Screened<N>[],
): Traded {
  const { sequencing } = world.scenario;
  if (sequencing === "simultaneous") return tradeBatch(world, state, recorder, others, liquidatable, 0);
  const batches = [tradeBatch(world, state, recorder, others, [], 0)];
  for (const screened of inSequence(world, state, liquidatable)) {
    const repaidUsd = batches.reduce((sum, batch) => sum + batch.repaidUsd, 0);
    batches.push(tradeBatch(world, state, recorder, [], [screened], repaidUsd));
  }
  return batches.reduce(together);
}

function inSequence<N>(world: World<N>, state: State<N>, liquidatable: readonly Screened<N>[]): Screened<N>[] {
  return world.scenario.sequencing === "worst-first"
    ? worstFirst(world, liquidatable)
    : drawnOrder(world, state.round, liquidatable);
}

/** Another order in every round, drawn by what a position is called, so that the order of the file does not matter. */
function drawnOrder<N>(world: World<N>, round: number, liquidatable: readonly Screened<N>[]): Screened<N>[] {
  const drawn = liquidatable.map((found) => {
    const { market, id } = who(world, found.position);
    const name = `${market} ${id}`;
    return { found, name, draw: uniform(world.scenario.seed, `sequence of round ${round}: ${name}`, 0) };
  });
  drawn.sort((a, b) => a.draw - b.draw || (a.name < b.name ? -1 : 1));
  return drawn.map(({ found }) => found);
}
