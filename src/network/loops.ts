import type { LoopMembers } from "../model/loop-study.js";
import { type NetworkEdge, type NetworkShape, type NodeKey, nodeKey } from "../model/network.js";
import type { Id } from "../model/scenario.js";
import { neumaierTotal } from "../numbers/sums.js";
import { compareText, type Path, shortestPath, valueSteps } from "./value-paths.js";

export interface LoopedPosition extends LoopMembers {
  /** collateral / (collateral − debt), over the whole account; absent when it owes as much as it holds. */
  readonly leverage?: number;
  /** The least of the debt and the amounts along the path, in USD; pricing steps carry none. */
  readonly narrowestUsd: number;
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
