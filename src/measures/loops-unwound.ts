import { type NetworkShape, nodeKey } from "../model/network.js";
import type { Result } from "../model/result.js";
import { loopedPositions } from "../network/loops.js";
import { valueTouching } from "./touched.js";

/**
 * How many recursive loops were undone entirely: looped positions (`loopedPositions`) that end with nothing, or of which as much was
 * liquidated or deleveraged, in USD when it happened, as they owed at the start.
 */
export function loopsUnwound(shape: NetworkShape, result: Result): number {
  const closed = valueTouching(shape, result.events, ["liquidation", "deleverage"]);
  const outcomes = new Map(result.nodes.map((outcome) => [outcome.key, outcome]));
  return loopedPositions(shape).filter(({ position, debtUsd }) => {
    const key = nodeKey("position", position);
    return outcomes.get(key)?.endUsd === 0 || (closed.get(key) ?? 0) >= debtUsd;
  }).length;
}
