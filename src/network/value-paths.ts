import { type NetworkShape, type NodeKey, nodeKey, type Relation } from "../model/network.js";

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** One step from what has value to what gives it. */
export interface Step {
  readonly to: NodeKey;
  readonly relation: Relation;
  readonly valueUsd: number;
}

/**
 * Where the value of an asset comes from, one step at a time: a claim from its issuer or vault, an issuer from what it holds, owns and
 * is owed, an owned position from its collateral, a vault from its loan asset, an asset that an exchange-rate oracle prices from the
 * underlying, and one that tracks another from that. Markets, venues and spot prices are left out: a common market does not make
 * two assets one. Steps are in the order of their ends, wider ones first, so that the order of the scenario does not matter.
 */
export function valueSteps(shape: NetworkShape): ReadonlyMap<NodeKey, readonly Step[]> {
  const steps = new Map<NodeKey, Step[]>();
  const add = (from: NodeKey, step: Step) => {
    const known = steps.get(from);
    if (known === undefined) steps.set(from, [step]);
    else known.push(step);
  };
  for (const { from, to, relation, valueUsd, asset } of shape.edges) {
    const isHolding = relation === "claim" || relation === "backing" || relation === "collateral";
    if (isHolding || (relation === "lending" && to.startsWith("issuer:"))) add(from, { to, relation, valueUsd });
    else if (relation === "pricing" && to.startsWith("asset:") && asset !== undefined) {
      const priced = nodeKey("asset", asset);
      if (priced !== to) add(priced, { to, relation, valueUsd });
    }
  }
  for (const list of steps.values()) list.sort((a, b) => compareText(a.to, b.to) || b.valueUsd - a.valueUsd);
  return steps;
}

/** A way along value steps: one more member than steps. */
export interface Path {
  readonly members: readonly NodeKey[];
  readonly steps: readonly Step[];
}

/** Shortest path along value steps; among equals the one whose nodes come first by key. */
export function shortestPath(
  steps: ReadonlyMap<NodeKey, readonly Step[]>,
  from: NodeKey,
  to: NodeKey,
): Path | undefined {
  const seen = new Set([from]);
  let frontier: readonly Path[] = [{ members: [from], steps: [] }];
  while (frontier.length > 0) {
    const next: Path[] = [];
    for (const path of frontier) {
      const end = path.members.at(-1);
      if (end === to) return path;
      for (const step of (end === undefined ? undefined : steps.get(end)) ?? []) {
        if (seen.has(step.to)) continue;
        seen.add(step.to);
        next.push({ members: [...path.members, step.to], steps: [...path.steps, step] });
      }
    }
    frontier = next;
  }
  return undefined;
}
