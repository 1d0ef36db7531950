import type { NodeKey } from "../model/network.js";
import type { Event, EventKind } from "../model/result.js";
import { inner } from "./nested.js";

export type NewEvent = Omit<Event, "id" | "round" | "cause" | "valueUsd" | "lossUsd"> & {
  /** Absent: the latest event that touched `from`. */
  readonly cause?: number;
  readonly valueUsd?: number;
  readonly lossUsd?: number;
};

/** News is whatever can make somebody act: not the interest that runs anyway, nor that others have withdrawn. */
export const isNews = (kind: EventKind): boolean => kind !== "interest" && kind !== "withdrawal";

/** The event log of one run. Event 0 is the start; every later event names an earlier one as its cause. */
export interface EventLog {
  readonly events: readonly Event[];
  beginRound(round: number): void;
  add(event: NewEvent): number;
  /** The latest event that a node acted in or felt, of the kinds that `counts` (default: all); 0 when there was none. */
  latest(node: NodeKey, counts?: (kind: EventKind) => boolean): number;
}

export function eventLog(): EventLog {
  const events: Event[] = [];
  const latestOf = new Map<NodeKey, Map<EventKind, number>>();
  let round = 0;
  const latest = (node: NodeKey, counts: (kind: EventKind) => boolean = () => true): number => {
    let last = 0;
    for (const [kind, id] of latestOf.get(node) ?? []) if (id > last && counts(kind)) last = id;
    return last;
  };
  const note = (node: NodeKey, kind: EventKind, id: number): void => {
    inner(latestOf, node).set(kind, id);
  };
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
        note(rest.from, rest.kind, id);
        note(rest.to, rest.kind, id);
      }
      return id;
    },
  };
}
