import type { CompletedRun } from "../model/result.js";
import type { Id, Scenario } from "../model/scenario.js";
import { simulate } from "../propagation/index.js";
import { quiet } from "./quiet.js";

/** The scenario without shocks, stopped after its first round. */
export const openingRun = (scenario: Scenario): CompletedRun =>
  simulate({ ...quiet(scenario), clock: { ...scenario.clock, maxRounds: 0, runToMaxRounds: false } });

/** Health (capacity / debt at oracle prices) of every position that owes anything, as the scenario opens. */
export const openingHealth = ({ result }: CompletedRun): ReadonlyMap<Id, number> =>
  new Map(
    result.nodes.flatMap(({ key, lowestHealth }) =>
      lowestHealth === undefined || !key.startsWith("position:")
        ? []
        : [[key.slice("position:".length), lowestHealth] as const],
    ),
  );
