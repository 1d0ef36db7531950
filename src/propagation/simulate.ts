import type { CustomRules } from "../mechanics/lending/index.js";
import { nodeKey } from "../model/network.js";
import type { CompletedRun } from "../model/result.js";
import type { Scenario } from "../model/scenario.js";
import { networkShape } from "../network/shape.js";
import { type Arithmetic, at } from "../numbers/arithmetic.js";
import { decimal } from "../numbers/decimal.js";
import { float } from "../numbers/float.js";
import { openState } from "./open.js";
import { beginRun } from "./recorder.js";
import { playRound } from "./round.js";
import { isQuiet, lastScheduledRound, type StopReason } from "./stop.js";
import { summarise } from "./summarise.js";
import { worldAtRound } from "./terms.js";
import { compileWorld } from "./world.js";

export interface SimulateOptions {
  /** Default "float". */
  readonly numbers?: "float" | "decimal";
  /** Rules for markets of kind "custom", by the name that these give. */
  readonly rules?: CustomRules;
  /** Called after every round. */
  readonly onRound?: (progress: { readonly round: number }) => void;
}

/**
 * Runs a scenario until nothing moves, nothing more can be sold, or its round limit: see docs/model.md for what a round is.
 *
 * The same scenario, seed and number system give the same result, bit for bit.
 */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): CompletedRun {
  return options.numbers === "decimal" ? simulateIn(decimal, scenario, options) : simulateIn(float, scenario, options);
}

function simulateIn<N>(n: Arithmetic<N>, scenario: Scenario, options: SimulateOptions): CompletedRun {
  let world = compileWorld(n, scenario, options.rules);
  const state = openState(world);
  const prices = new Map(scenario.assets.map(({ id }, a) => [id, n.toNumber(at(state.assets, a).marketUsd)]));
  const shape = networkShape(scenario, (asset) => prices.get(asset) ?? 0);
  const recorder = beginRun(world, state);
  recorder.log.add({
    ...{ kind: "start", from: startNode(scenario), to: startNode(scenario) },
    text: `The scenario "${scenario.title}" begins`,
  });
  const lastDue = lastScheduledRound(scenario);
  let reason: StopReason = "round-limit";
  for (; state.round <= scenario.clock.maxRounds; state.round += 1) {
    world = worldAtRound(world, state.round);
    const played = playRound(world, state, recorder);
    options.onRound?.({ round: state.round });
    const quiet = state.round >= lastDue && isQuiet(world, state, recorder, played);
    if (quiet) reason = played.declined > 0 || played.unfilledUsd > 0 ? "exhausted" : "quiescent";
    if (quiet || state.round === scenario.clock.maxRounds) break;
    for (const asset of state.assets) asset.heldUsd = asset.marketUsd;
  }
  return { scenario, shape, result: summarise({ ...world, scenario }, state, recorder, reason) };
}

/** The start happens to the whole scenario; it is logged at its first asset. */
const startNode = (scenario: Scenario) => nodeKey("asset", scenario.assets[0]?.id ?? "none");
