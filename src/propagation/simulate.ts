import type { CustomRules } from "../mechanics/lending/index.js";
import { nodeKey } from "../model/network.js";
import type { CompletedRun } from "../model/result.js";
import type { Id, Scenario } from "../model/scenario.js";
import { groupPopulations, withGroups } from "../network/group-populations.js";
import { networkShape } from "../network/shape.js";
import { type Arithmetic, at } from "../numbers/arithmetic.js";
import { decimal } from "../numbers/decimal.js";
import { float } from "../numbers/float.js";
import { sumGroups } from "./groups.js";
import { openState } from "./open.js";
import { beginRun } from "./recorder.js";
import { playRound } from "./round.js";
import { openScreens, type Screening } from "./screen/screens.js";
import type { State } from "./state.js";
import { isQuiet, lastScheduledRound, type StopReason } from "./stop.js";
import { summarise } from "./summarise.js";
import { worldAtRound } from "./terms.js";
import { compileWorld, type World } from "./world.js";

export interface SimulateOptions {
  /** Default "float". */
  readonly numbers?: "float" | "decimal";
  /** Rules for markets of kind "custom", by the name that these give. */
  readonly rules?: CustomRules;
  /** How accounts of populations are screened; default "ladder". The result is the same. */
  readonly screening?: Screening;
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
  const opened = compileWorld(n, scenario, options.rules);
  const state = openState(opened);
  const prices = new Map(scenario.assets.map(({ id }, a) => [id, n.toNumber(at(state.assets, a).marketUsd)]));
  const priceUsd = (asset: Id): number => prices.get(asset) ?? 0;
  let world = openGroups(opened, state, priceUsd, options.screening ?? "ladder");
  const shown = withGroups(scenario, world.groups);
  const shape = networkShape(shown, priceUsd);
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
  const accounts = world.positions.count - world.positions.listed;
  const { evaluations } = state.screens.counter;
  return {
    ...{ scenario: shown, shape, result: summarise({ ...world, scenario }, state, recorder, reason) },
    ...(accounts === 0 ? {} : { screened: { accounts, evaluations } }),
  };
}

/** Puts accounts of populations in groups, at opening prices, and opens their screens. */
function openGroups<N>(
  world: World<N>,
  state: State<N>,
  priceUsd: (asset: Id) => number,
  screening: Screening,
): World<N> {
  const grouped = { ...world, groups: groupPopulations(world.scenario, priceUsd) };
  state.groups = sumGroups(grouped);
  state.screens = openScreens(grouped, state, screening);
  return grouped;
}

/** The start happens to the whole scenario; it is logged at its first asset. */
const startNode = (scenario: Scenario) => nodeKey("asset", scenario.assets[0]?.id ?? "none");
