import type { Channel } from "../../model/result.js";
import type { World } from "../world.js";
import { shift } from "./losses.js";
import type { Recorder } from "./recorder.js";

/** Moves part of what was just booked for a bearer to another channel, in its losses and in those of the round. */
export function rebook<N>(
  world: World<N>,
  { losses, lossesOfRound }: Recorder<N>,
  bearer: number,
  from: Channel,
  to: Channel,
  lossUsd: N,
): void {
  shift(world, losses, bearer, from, to, lossUsd);
  lossesOfRound[from].push(world.n.sub(world.n.zero, lossUsd));
  lossesOfRound[to].push(lossUsd);
}
