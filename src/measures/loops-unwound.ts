import { type NetworkShape, nodeKey } from "../model/network.js";
import type { Result } from "../model/result.js";
import { loopedPositions } from "../network/loops.js";

/**
 * How many recursive loops were undone entirely: looped positions (`loopedPositions`) whose last debt was repaid or written off. A
 * loop that is merely under water, with nobody acting on it, still stands.
 */
export function loopsUnwound(shape: NetworkShape, result: Result): number {
  const outcomes = new Map(result.nodes.map((outcome) => [outcome.key, outcome]));
  const closed = loopedPositions(shape).filter(
    ({ position }) => outcomes.get(nodeKey("position", position))?.closedRound !== undefined,
  );
  return closed.length;
}
