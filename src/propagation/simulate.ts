import type { CompletedRun } from "../model/result.js";
import type { Id, Scenario } from "../model/scenario.js";
import type { Arithmetic } from "../numbers/arithmetic.js";
import { decimal } from "../numbers/decimal.js";
import { float } from "../numbers/float.js";
import { summarise } from "./books/summarise.js";
import { liquidatableNow } from "./liquidatable-at-opening.js";
import { type Opened, type OpenOptions, openRun } from "./open-run.js";
import { type PlayedOut, playOut } from "./play.js";

export interface SimulateOptions extends OpenOptions {
  /** Default "float". */
  readonly numbers?: "float" | "decimal";
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
  const opened = openRun(n, scenario, options);
  const liquidatable = liquidatableNow(opened);
  return complete(opened, liquidatable, playOut(opened.world, opened.state, options.onRound));
}

/** All that later stages need of a run that has come to its end. */
export function complete<N>(
  { state, shown, shape }: Opened<N>,
  liquidatableAtOpening: readonly Id[],
  { world, recorder, reason }: PlayedOut<N>,
): CompletedRun {
  const accounts = world.positions.count - world.positions.listed;
  const { evaluations } = state.screens.counter;
  return {
    ...{ scenario: shown, shape, result: summarise(world, state, recorder, reason) },
    ...(liquidatableAtOpening.length === 0 ? {} : { liquidatableAtOpening }),
    ...(accounts === 0 ? {} : { screened: { accounts, evaluations } }),
  };
}
