import { uniform } from "../../numbers/random.js";
import type { Screened } from "../accounts/health.js";
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
  const { scenario } = world;
  if (scenario.sequencing === "worst-first") return worstFirst(world, liquidatable);
  const draw = ({ position }: Screened<N>): number =>
    uniform(scenario.seed, `sequence of round ${state.round}`, position);
  return [...liquidatable].sort((a, b) => draw(a) - draw(b));
}
