import type { NodeKey } from "../../model/network.js";
import type { Event, EventKind, EventSummary } from "../../model/result.js";
import { inner, kept } from "../nested.js";

export type NewEvent = Omit<Event, "id" | "round" | "cause" | "valueUsd" | "lossUsd" | "count" | "text"> & {
  /** Absent: the latest event that touched `from`. */
  readonly cause?: number;
  readonly valueUsd?: number;
  readonly lossUsd?: number;
  /** The sentence, or how to put it together: that is left undone for an event that is not kept by itself. */
  readonly text: string | (() => string);
};

/** News is whatever can make somebody act: not the interest that runs anyway, nor that others have withdrawn. */
export const isNews = (kind: EventKind): boolean => kind !== "interest" && kind !== "withdrawal";

/** The event log of one run. Event 0 is the start; every later event names an earlier one as its cause. */
export interface EventLog {
  readonly events: readonly Event[];
  /** How many events there were, those that were put together counted one by one. */
  readonly count: number;
  /** From which round on events of accounts were put together; undefined: never. */
  readonly summary: EventSummary | undefined;
  beginRound(round: number): void;
  add(event: NewEvent): number;
  /** The latest event that a node acted in or felt, of the kinds that `counts` (default: all); 0 when there was none. */
  latest(node: NodeKey, counts?: (kind: EventKind) => boolean): number;
}

/** A log of this many events goes on with those of accounts of populations put together. */
export const EVENT_LIMIT = 100_000;

type Kept = { -readonly [Field in keyof Event]: Event[Field] };

/**
 * A log that keeps every event by itself up to `limit` events. From then on, events of groups of accounts (`isGroup`) are put together by
 * round, kind, both nodes and asset: units, values and losses are added up, and the cause is that of the first.
 */
export function eventLog(limit: number = EVENT_LIMIT, isGroup: (node: NodeKey) => boolean = () => false): EventLog {
  const events: Kept[] = [];
  const latestOf = new Map<NodeKey, Map<EventKind, number>>();
  /** By group: the first of each sort of events of this round. */
  const firstOf = new Map<NodeKey, Kept[]>();
  let [round, count] = [0, 0];
  let aggregatedFrom: number | undefined;
  const latest = (node: NodeKey, counts: (kind: EventKind) => boolean = () => true): number => {
    let last = 0;
    for (const [kind, id] of latestOf.get(node) ?? []) if (id > last && counts(kind)) last = id;
    return last;
  };
  const groupIn = ({ from, to }: NewEvent): NodeKey | undefined =>
    isGroup(to) ? to : isGroup(from) ? from : undefined;
  const keep = ({ cause, valueUsd = 0, lossUsd = 0, text, ...rest }: NewEvent): Kept => {
    const id = events.length;
    const causeOrLatest = id === 0 ? {} : { cause: cause ?? latest(rest.from) };
    const words = typeof text === "string" ? text : text();
    const event = { id, round, ...causeOrLatest, ...rest, text: words, valueUsd, lossUsd };
    events.push(event);
    if (id > 0) for (const node of [rest.from, rest.to]) inner(latestOf, node).set(rest.kind, id);
    return event;
  };
  return {
    events,
    latest,
    get count() {
      return count;
    },
    get summary() {
      return aggregatedFrom === undefined ? undefined : { limit, aggregatedFrom };
    },
    beginRound: (next) => {
      round = next;
      firstOf.clear();
    },
    add: (event) => {
      count += 1;
      const group = events.length < limit ? undefined : groupIn(event);
      if (group === undefined) return keep(event).id;
      aggregatedFrom ??= round;
      const firsts = kept(firstOf, group, () => []);
      const first = firsts.find((each) => isAlike(each, event));
      if (first !== undefined) return putTogether(first, event);
      const only = keep(event);
      firsts.push(only);
      return only.id;
    },
  };
}

/** A log for a run whose events nobody reads: it counts them and keeps none. All of them are event 0. */
export function countingLog(): EventLog {
  let count = 0;
  return {
    events: [],
    summary: undefined,
    latest: () => 0,
    get count() {
      return count;
    },
    beginRound: () => undefined,
    add: () => {
      count += 1;
      return 0;
    },
  };
}

const isAlike = (a: Kept, b: NewEvent): boolean =>
  a.kind === b.kind && a.asset === b.asset && a.from === b.from && a.to === b.to;

function putTogether(first: Kept, { units, valueUsd = 0, lossUsd = 0 }: NewEvent): number {
  if (first.count === undefined) first.text = `${first.text}; and others alike`;
  first.count = (first.count ?? 1) + 1;
  if (units !== undefined) first.units = (first.units ?? 0) + units;
  first.valueUsd += valueUsd;
  first.lossUsd += lossUsd;
  return first.id;
}
