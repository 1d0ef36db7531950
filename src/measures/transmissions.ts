import type { Transmission } from "../model/report.js";
import type { Event } from "../model/result.js";
import { neumaierTotal } from "../numbers/sums.js";

interface Carried {
  readonly first: Event;
  readonly losses: number[];
}

/** Loss carried from one node to another by one channel, summed over the events that name a channel; in order of first appearance. */
export function transmissions(events: readonly Event[]): readonly Transmission[] {
  const byEdge = new Map<string, Carried>();
  for (const event of events) {
    if (event.channel === undefined || event.lossUsd === 0) continue;
    const key = `${event.channel}\n${event.from}\n${event.to}`;
    const known = byEdge.get(key);
    if (known === undefined) byEdge.set(key, { first: event, losses: [event.lossUsd] });
    else known.losses.push(event.lossUsd);
  }
  return [...byEdge.values()].flatMap(({ first, losses }) =>
    first.channel === undefined
      ? []
      : [
          {
            from: first.from,
            to: first.to,
            channel: first.channel,
            firstRound: first.round,
            lossUsd: neumaierTotal(losses),
          },
        ],
  );
}
