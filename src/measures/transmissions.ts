import type { Transmission } from "../model/report.js";
import type { Event } from "../model/result.js";
import { neumaierTotal } from "../numbers/sums.js";

/**
 * Loss carried from one node to another by one channel, gains set off, in USD; in order of first appearance. Edges that carried no
 * loss over the whole run are left out.
 */
export function transmissions(events: readonly Event[]): readonly Transmission[] {
  const byEdge = new Map<string, Event[]>();
  for (const event of events) {
    if (event.channel === undefined || event.lossUsd === 0) continue;
    const key = `${event.channel}\n${event.from}\n${event.to}`;
    const known = byEdge.get(key);
    if (known === undefined) byEdge.set(key, [event]);
    else known.push(event);
  }
  return [...byEdge.values()].flatMap((carried) => {
    const first = carried.find(({ lossUsd }) => lossUsd > 0);
    const lossUsd = neumaierTotal(carried.map((event) => event.lossUsd));
    if (first?.channel === undefined || lossUsd <= 0) return [];
    const { from, to, channel, round } = first;
    return [{ from, to, channel, firstRound: round, lossUsd }];
  });
}
