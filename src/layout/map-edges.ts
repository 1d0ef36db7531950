import type { NetworkShape, NodeKey, Relation } from "../model/network.js";
import type { Report } from "../model/report.js";
import { byEnds, compareText, type Seat } from "./group.js";

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  readonly relation: Relation;
  readonly valueUsd: number;
}

export interface MapFlow {
  readonly from: string;
  readonly to: string;
  readonly firstRound: number;
  readonly lossUsd: number;
}

/** The key under which a node is drawn. */
export const seatKey = (key: NodeKey, seats: ReadonlyMap<NodeKey, Seat>): string => seats.get(key)?.key ?? key;

/** Dependencies between seats, parallel ones added up, in a fixed order. */
export function edgesOf(shape: NetworkShape, seats: ReadonlyMap<NodeKey, Seat>): MapEdge[] {
  const edges = new Map<string, MapEdge>();
  for (const edge of [...shape.edges].sort(byEnds)) {
    const from = seatKey(edge.from, seats);
    const to = seatKey(edge.to, seats);
    if (from === to) continue;
    const id = `${from}\n${to}`;
    const before = edges.get(id);
    edges.set(id, {
      from,
      to,
      relation: before?.relation ?? edge.relation,
      valueUsd: (before?.valueUsd ?? 0) + edge.valueUsd,
    });
  }
  return [...edges.values()].sort((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to));
}

/** Losses passed on between seats, added up, in a fixed order. */
export function flowsOf(report: Report, seats: ReadonlyMap<NodeKey, Seat>): MapFlow[] {
  const flows = new Map<string, MapFlow>();
  const listed = report.transmissions
    .filter((transmission) => transmission.lossUsd > 0)
    .toSorted((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to) || a.lossUsd - b.lossUsd);
  for (const transmission of listed) {
    const from = seatKey(transmission.from, seats);
    const to = seatKey(transmission.to, seats);
    if (from === to) continue;
    const id = `${from}\n${to}`;
    const before = flows.get(id);
    flows.set(id, {
      from,
      to,
      firstRound: Math.min(transmission.firstRound, before?.firstRound ?? transmission.firstRound),
      lossUsd: (before?.lossUsd ?? 0) + transmission.lossUsd,
    });
  }
  return [...flows.values()].sort((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to));
}
