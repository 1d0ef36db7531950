import { type NetworkEdge, type NetworkShape, type NodeKey, nodeKey, type Relation } from "../model/network.js";
import type { Id } from "../model/scenario.js";
import { neumaierTotal } from "../numbers/sums.js";

/** A position whose collateral is, or is made of, what it owes. */
export interface LoopedPosition {
  readonly position: Id;
  readonly market: Id;
  readonly collateral: Id;
  readonly debt: Id;
  /** From the position over its collateral to the asset it owes. */
  readonly members: readonly NodeKey[];
  /** One per step between members. */
  readonly relations: readonly Relation[];
  readonly collateralUsd: number;
  readonly debtUsd: number;
  /** collateral / (collateral − debt), over the whole account; absent when it owes as much as it holds. */
  readonly leverage?: number;
  /** The least of the debt and the amounts along the path, in USD; pricing steps carry none. */
  readonly narrowestUsd: number;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Step {
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
function valueSteps(shape: NetworkShape): ReadonlyMap<NodeKey, readonly Step[]> {
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

interface Path {
  readonly members: readonly NodeKey[];
  readonly steps: readonly Step[];
}

/** Shortest path along value steps; among equals the one whose nodes come first by key. */
function shortestPath(steps: ReadonlyMap<NodeKey, readonly Step[]>, from: NodeKey, to: NodeKey): Path | undefined {
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

interface Account {
  readonly collateral: NetworkEdge[];
  readonly debt: NetworkEdge[];
}

function accounts(shape: NetworkShape): ReadonlyMap<NodeKey, Account> {
  const byPosition = new Map<NodeKey, Account>();
  for (const { key, kind } of shape.nodes) if (kind === "position") byPosition.set(key, { collateral: [], debt: [] });
  for (const edge of shape.edges) {
    if (edge.relation === "collateral") byPosition.get(edge.from)?.collateral.push(edge);
    else if (edge.relation === "lending") byPosition.get(edge.from)?.debt.push(edge);
  }
  return byPosition;
}

/**
 * Recursive loops within one account: leveraged positions whose output is their own input.
 *
 * The typed edges alone do not close such a loop, because nothing depends on a borrower for its price. A position is looped when
 * some collateral C leads to some debt asset D (or is D) by the steps that C's value comes from: claim → issuer → holdings and loans,
 * the underlying of an exchange-rate oracle, the asset that it tracks: then the D it borrowed can be turned into more C, as leverage does and deleveraging
 * undoes. One entry per position, for its shortest path; positions in scenario order. Leverage = C / (C − D) at market prices.
 * A loop over assets that the scenario prices apart (no issuer, no exchange rate, no tracking) cannot be told from a plain loan and is not listed.
 */
export function loopedPositions(shape: NetworkShape): readonly LoopedPosition[] {
  const steps = valueSteps(shape);
  const paths = new Map<string, Path | undefined>();
  const pathBetween = (from: NodeKey, to: NodeKey): Path | undefined => {
    const key = `${from}\n${to}`;
    if (!paths.has(key)) paths.set(key, shortestPath(steps, from, to));
    return paths.get(key);
  };
  const byPosition = accounts(shape);
  return shape.nodes.flatMap(({ key, id, market }) => {
    const account = byPosition.get(key);
    return account === undefined || market === undefined ? [] : loopOf(id, market, account, pathBetween);
  });
}

function loopOf(
  position: Id,
  market: Id,
  { collateral, debt }: Account,
  pathBetween: (from: NodeKey, to: NodeKey) => Path | undefined,
): readonly LoopedPosition[] {
  const collateralUsd = neumaierTotal(collateral.map(({ valueUsd }) => valueUsd));
  const debtUsd = neumaierTotal(debt.map(({ valueUsd }) => valueUsd));
  const equityUsd = collateralUsd - debtUsd;
  const loops = collateral.flatMap((posted) =>
    debt.flatMap((owed): readonly LoopedPosition[] => {
      if (posted.asset === undefined || owed.asset === undefined) return [];
      const path = pathBetween(posted.to, nodeKey("asset", owed.asset));
      if (path === undefined) return [];
      const carrying = [posted, owed, ...path.steps.filter(({ relation }) => relation !== "pricing")];
      return [
        {
          position,
          market,
          collateral: posted.asset,
          debt: owed.asset,
          members: [nodeKey("position", position), ...path.members],
          relations: ["collateral", ...path.steps.map(({ relation }) => relation)],
          collateralUsd,
          debtUsd,
          ...(equityUsd > 0 ? { leverage: collateralUsd / equityUsd } : {}),
          narrowestUsd: Math.min(...carrying.map(({ valueUsd }) => valueUsd)),
        },
      ];
    }),
  );
  return loops.sort((a, b) => a.members.length - b.members.length || compareText(pathText(a), pathText(b))).slice(0, 1);
}

const pathText = ({ members }: LoopedPosition): string => members.join("\n");
