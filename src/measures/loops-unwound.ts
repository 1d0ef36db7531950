import { type NetworkShape, nodeKey } from "../model/network.js";
import type { Result } from "../model/result.js";
import { loopedPositions } from "../network/loops.js";
import { valueTouching } from "./touched.js";

/**
 * How many recursive loops were undone entirely: looped positions (`loopedPositions`) that were liquidated, deleveraged or written off
 * and end with nothing, or of which as much was, in USD when it happened, as they owed at the start. A loop that is merely under
 * water, with nobody acting on it, still stands.
 */
export function loopsUnwound(shape: NetworkShape, result: Result): number {
  const closed = valueTouching(shape, result.events, ["liquidation", "deleverage", "bad-debt"]);
  const outcomes = new Map(result.nodes.map((outcome) => [outcome.key, outcome]));
  return loopedPositions(shape).filter(({ position, debtUsd }) => {
    const key = nodeKey("position", position);
    const closedUsd = closed.get(key);
    return closedUsd !== undefined && (closedUsd >= debtUsd || outcomes.get(key)?.endUsd === 0);
  }).length;
}
