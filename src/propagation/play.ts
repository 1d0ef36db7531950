import { nodeKey } from "../model/network.js";
import type { Scenario } from "../model/scenario.js";
import { beginRun, type Recorder } from "./books/recorder.js";
import { worldAtRound } from "./news/terms.js";
import { playRound } from "./round.js";
import type { State } from "./state.js";
import { isQuiet, lastScheduledRound, type StopReason } from "./stop.js";
import type { World } from "./world.js";

/** A run that has come to its end. */
export interface PlayedOut<N> {
  /** With the terms that interventions have left in force. */
  readonly world: World<N>;
  readonly recorder: Recorder<N>;
  readonly reason: StopReason;
}

/** Plays rounds until nothing moves, nothing more can be sold, or the round limit; the state is left as the last round leaves it. */
export function playOut<N>(
  opened: World<N>,
  state: State<N>,
  onRound?: (progress: { readonly round: number }) => void,
): PlayedOut<N> {
  const { scenario } = opened;
  const recorder = beginRun(opened, state);
  recorder.log.add({
    ...{ kind: "start", from: startNode(scenario), to: startNode(scenario) },
    text: `The scenario "${scenario.title}" begins`,
  });
  const lastDue = lastScheduledRound(opened);
  let world = opened;
  let reason: StopReason = "round-limit";
  for (; state.round <= scenario.clock.maxRounds; state.round += 1) {
    world = worldAtRound(world, state.round);
    const played = playRound(world, state, recorder);
    onRound?.({ round: state.round });
    const quiet = state.round >= lastDue && isQuiet(world, state, recorder, played);
    if (quiet) reason = played.traded.declined > 0 || played.traded.unfilledUsd > 0 ? "exhausted" : "quiescent";
    if (quiet || state.round === scenario.clock.maxRounds) break;
    for (const asset of state.assets) asset.heldUsd = asset.marketUsd;
  }
  return { world: world === opened ? opened : { ...world, scenario }, recorder, reason };
}

/** The start happens to the whole scenario; it is logged at its first asset. */
const startNode = (scenario: Scenario) => nodeKey("asset", scenario.assets[0]?.id ?? "none");
