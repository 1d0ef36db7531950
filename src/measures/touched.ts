import type { NetworkShape, NodeKey } from "../model/network.js";
import { nodeKey } from "../model/network.js";
import type { Event, EventKind } from "../model/result.js";
import { neumaierTotal } from "../numbers/sums.js";

/** Value of the events of the given kinds, by every node at either end and, where that is a position, its market; in USD. */
export function valueTouching(
  shape: NetworkShape,
  events: readonly Event[],
  kinds: readonly EventKind[],
): ReadonlyMap<NodeKey, number> {
  const marketOf = new Map<NodeKey, NodeKey>();
  for (const { key, market } of shape.nodes) if (market !== undefined) marketOf.set(key, nodeKey("market", market));
  const values = new Map<NodeKey, number[]>();
  for (const { kind, from, to, valueUsd } of events) {
    if (!kinds.includes(kind)) continue;
    const ends = [from, to];
    const markets = ends.flatMap((end) => marketOf.get(end) ?? []);
    for (const key of new Set([...ends, ...markets])) {
      const known = values.get(key);
      if (known === undefined) values.set(key, [valueUsd]);
      else known.push(valueUsd);
    }
  }
  return new Map([...values].map(([key, list]) => [key, neumaierTotal(list)]));
}
