import type { NetworkShape, NodeKey, NodeKind } from "../model/network.js";
import type { Report } from "../model/report.js";
import type { Result } from "../model/result.js";
import { compareText, type Seat, seatPositions } from "./group.js";
import { edgesOf, flowsOf, type MapEdge, type MapFlow, seatKey } from "./map-edges.js";

/** What the map shows before it has coordinates: nodes or groups of positions, dependencies, and losses passed on. */
export interface MapGraph {
  readonly nodes: readonly MapGraphNode[];
  readonly edges: readonly MapEdge[];
  readonly flows: readonly MapFlow[];
  /** Nodes of the network that are not on the map. */
  readonly leftOut: number;
}

export interface MapGraphNode {
  /** A node key, or "group:…" for several positions. */
  readonly key: string;
  readonly kind: NodeKind;
  readonly label: string;
  /** How many nodes of the network it stands for. */
  readonly count: number;
  readonly valueUsd: number;
  /** Everything that its members lost. */
  readonly lossUsd: number;
  /** Value of the members that failed, by round, first round first. */
  readonly failures: readonly Failure[];
  /** The round in which a shock first hit it. */
  readonly shockRound?: number;
}

export interface Failure {
  readonly round: number;
  readonly valueUsd: number;
  readonly count: number;
}

const KIND_ORDER: readonly NodeKind[] = ["asset", "issuer", "vault", "market", "venue", "oracle", "actor", "position"];

/**
 * The graph of the map, in an order that does not depend on the order of the scenario: by kind, then value, then key.
 *
 * Left out: an oracle, unless it passed a loss on; and any node that has no dependence on a node of the map and neither failed, nor
 * lost, nor was shocked.
 */
export function mapGraph(shape: NetworkShape, result: Result, report: Report, positionLimit: number): MapGraph {
  const seats = seatPositions(shape, positionLimit);
  const flows = flowsOf(report, seats);
  const active = new Set(flows.flatMap((flow) => [flow.from, flow.to]));
  const candidates = membersOf(shape, result, report, seats).filter((n) => n.kind !== "oracle" || active.has(n.key));
  const known = new Set(candidates.map((node) => node.key));
  const edges = edgesOf(shape, seats).filter((edge) => known.has(edge.from) && known.has(edge.to));
  const linked = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  const plays = (node: MapGraphNode): boolean =>
    linked.has(node.key) ||
    active.has(node.key) ||
    node.failures.length > 0 ||
    node.lossUsd > 0 ||
    node.shockRound !== undefined;
  const nodes = candidates.filter(plays).sort(canonical);
  const shown = new Set(nodes.map((node) => node.key));
  return {
    nodes,
    edges,
    flows: flows.filter((flow) => shown.has(flow.from) && shown.has(flow.to)),
    leftOut: shape.nodes.length - nodes.reduce((total, node) => total + node.count, 0),
  };
}

const canonical = (a: MapGraphNode, b: MapGraphNode): number =>
  KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || b.valueUsd - a.valueUsd || compareText(a.key, b.key);

function membersOf(
  shape: NetworkShape,
  result: Result,
  report: Report,
  seats: ReadonlyMap<NodeKey, Seat>,
): MapGraphNode[] {
  const failedRound = new Map<NodeKey, number>();
  for (const node of result.nodes) if (node.failedRound !== undefined) failedRound.set(node.key, node.failedRound);
  const lossUsd = new Map(report.nodes.map((node) => [node.key, node.totalLossUsd]));
  const shockRound = new Map<NodeKey, number>();
  for (const event of result.events) {
    if (event.kind !== "shock") continue;
    shockRound.set(event.to, Math.min(event.round, shockRound.get(event.to) ?? event.round));
  }
  const nodes = new Map<string, MapGraphNode>();
  for (const node of [...shape.nodes].sort((a, b) => compareText(a.key, b.key))) {
    const key = seatKey(node.key, seats);
    const before = nodes.get(key);
    const failed = failedRound.get(node.key);
    const shock = shockRound.get(node.key) ?? before?.shockRound;
    nodes.set(key, {
      key,
      kind: node.kind,
      label: seats.get(node.key)?.label ?? node.id,
      count: (before?.count ?? 0) + 1,
      valueUsd: (before?.valueUsd ?? 0) + node.valueUsd,
      lossUsd: (before?.lossUsd ?? 0) + (lossUsd.get(node.key) ?? 0),
      failures:
        failed === undefined ? (before?.failures ?? []) : withFailure(before?.failures ?? [], failed, node.valueUsd),
      ...(shock === undefined ? {} : { shockRound: shock }),
    });
  }
  return [...nodes.values()];
}

function withFailure(failures: readonly Failure[], round: number, valueUsd: number): readonly Failure[] {
  const same = failures.find((failure) => failure.round === round);
  const merged = { round, valueUsd: (same?.valueUsd ?? 0) + valueUsd, count: (same?.count ?? 0) + 1 };
  return [...failures.filter((failure) => failure !== same), merged].sort((a, b) => a.round - b.round);
}
