import type { Id, Scenario } from "../model/scenario.js";
import { at } from "../numbers/arithmetic.js";
import { float } from "../numbers/float.js";
import { screen } from "./accounts/health.js";
import { who } from "./accounts/who.js";
import { type Opened, type OpenOptions, openRun } from "./open-run.js";
import { coverage, SUSPECT_BELOW } from "./screen/evaluate.js";
import { judgedFactors } from "./screen/factors.js";
import { NO_SCREENS } from "./screen/screen.js";
import { columnsOf } from "./screen/screens.js";
import type { State } from "./state.js";
import type { World } from "./world.js";

/** The positions, accounts of populations among them, that their markets may liquidate as the scenario opens, before any shock. */
export const liquidatableAtOpening = (scenario: Scenario, options: Pick<OpenOptions, "rules"> = {}): readonly Id[] =>
  liquidatableNow(openRun(float, scenario, options));

/** The same of what has just been opened, without a trace: neither the run's screens nor its count of near ties see anything of it. */
export function liquidatableNow<N>({ world, state }: Pick<Opened<N>, "world" | "state">): readonly Id[] {
  const apart = { ...world, ties: { nearTies: 0, overturned: 0 } };
  const screens = { ...NO_SCREENS, unscreened: suspectsNow(world, state) };
  return screen(apart, { ...state, screens }).liquidatable.map(({ position }) => who(world, position).id);
}

/** Accounts of populations that may be liquidatable, in rising order: none is missing. Each is looked at once, in the order it lies in. */
function suspectsNow<N>(world: World<N>, state: State<N>): readonly number[] {
  const { positions, scenario, lending } = world;
  const columns = columnsOf(world, state);
  const found: number[] = [];
  let position = positions.listed;
  for (const { eMode, accounts } of scenario.populations ?? []) {
    const factors = judgedFactors(world, state, eMode);
    const end = position + accounts.count;
    for (; position < end; position += 1) {
      const isRuledOut =
        columns !== undefined &&
        at(lending, at(positions.market, position)).isWeighted === true &&
        coverage(columns, factors, position) >= SUSPECT_BELOW;
      if (!isRuledOut) found.push(position);
    }
  }
  return found;
}
