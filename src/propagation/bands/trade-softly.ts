import type { Recorder } from "../books/recorder.js";
import type { State } from "../state.js";
import { type Traded, tradeBatch } from "../trading/batch.js";
import type { World } from "../world.js";
import { softLiquidations, updateBandOracles } from "./soft-liquidation.js";

/**
 * Lets the pools of price bands follow their oracles, and arbitrageurs trade with them, before anybody else acts in the round; undefined
 * where there was nothing to gain.
 */
export function tradeSoftly<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): Traded | undefined {
  if (state.bands.size === 0) return undefined;
  updateBandOracles(world, state);
  const offers = softLiquidations(world, state, recorder);
  return offers.length === 0 ? undefined : tradeBatch(world, state, recorder, offers, [], 0);
}
