import type { NodeKey } from "../model/network.js";
import type { Event } from "../model/result.js";

export type NewEvent = Omit<Event, "id" | "round" | "cause" | "valueUsd" | "lossUsd"> & {
  /** Absent: the latest event that touched `from`. */
  readonly cause?: number;
  readonly valueUsd?: number;
  readonly lossUsd?: number;
};

/** The event log of one run. Event 0 is the start; every later event names an earlier one as its cause. */
export interface EventLog {
  readonly events: readonly Event[];
  beginRound(round: number): void;
  add(event: NewEvent): number;
  /** The latest event that a node acted in or felt; 0 when nothing has happened to it yet. */
  latest(node: NodeKey): number;
}

export function eventLog(): EventLog {
  const events: Event[] = [];
  const latestOf = new Map<NodeKey, number>();
  let round = 0;
  const latest = (node: NodeKey): number => latestOf.get(node) ?? 0;
  return {
    events,
    latest,
    beginRound: (next) => {
      round = next;
    },
    add: ({ cause, valueUsd = 0, lossUsd = 0, ...rest }) => {
      const id = events.length;
      const causeOrLatest = id === 0 ? {} : { cause: cause ?? latest(rest.from) };
      events.push({ id, round, ...causeOrLatest, ...rest, valueUsd, lossUsd });
      if (id > 0) {
        latestOf.set(rest.from, id);
        latestOf.set(rest.to, id);
      }
      return id;
    },
  };
}
