import type { CustomRules } from "../mechanics/lending/index.js";
import type { NetworkShape } from "../model/network.js";
import type { Id, Scenario } from "../model/scenario.js";
import { groupPopulations, withGroups } from "../network/group-populations.js";
import { networkShape } from "../network/shape.js";
import { type Arithmetic, at } from "../numbers/arithmetic.js";
import { sumGroups } from "./accounts/groups.js";
import { bearersOf } from "./books/bearers.js";
import { openWorld } from "./open.js";
import { openScreens, type Screening } from "./screen/screens.js";
import type { State } from "./state.js";
import type { World } from "./world.js";

export interface OpenOptions {
  /** Rules for markets of kind "custom", by the name that these give. */
  readonly rules?: CustomRules;
  /** How accounts of populations are screened; default "ladder". The result is the same. */
  readonly screening?: Screening;
  /** Past how many events those of accounts are put together; default 100,000. Nothing but the log depends on it. */
  readonly eventLimit?: number;
}

/** A scenario compiled, and its state before round 0. */
export interface Opened<N> {
  readonly world: World<N>;
  readonly state: State<N>;
  /** The scenario with a position for every group of accounts, and its graph. */
  readonly shown: Scenario;
  readonly shape: NetworkShape;
}

/** Compiles a scenario and opens it; accounts of populations are put in groups at opening prices. */
export function openRun<N>(n: Arithmetic<N>, scenario: Scenario, options: OpenOptions): Opened<N> {
  const { world: compiled, state } = openWorld(n, scenario, options.rules);
  const prices = new Map(scenario.assets.map(({ id }, a) => [id, n.toNumber(at(state.assets, a).marketUsd)]));
  const priceUsd = (asset: Id): number => prices.get(asset) ?? 0;
  const { eventLimit = compiled.eventLimit } = options;
  const groups = groupPopulations(scenario, priceUsd);
  const world = { ...compiled, groups, bearers: bearersOf(scenario, groups), eventLimit };
  state.groups = sumGroups(world);
  state.screens = openScreens(world, state, options.screening ?? "ladder");
  const shown = withGroups(scenario, world.groups);
  return { world, state, shown, shape: networkShape(shown, priceUsd) };
}
