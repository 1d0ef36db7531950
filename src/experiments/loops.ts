import { doubleCounting } from "../measures/double-counting.js";
import { passThroughs } from "../measures/pass-through.js";
import { leverAlongChain, maxLeverage, rehypothecationMultiplier } from "../mechanics/loops/loop.js";
import { unwindRounds } from "../mechanics/loops/unwind.js";
import type { AccountLoop, CycleLoop, LoopChain, LoopStudy, Rehypothecation, Unwinding } from "../model/loop-study.js";
import { type NetworkEdge, type NetworkShape, type NodeKey, nodeKey } from "../model/network.js";
import type { Id, Scenario } from "../model/scenario.js";
import { ownerChains } from "../network/chains.js";
import { dependencyCycles, dependencyGraph, type LoopedPosition, loopedPositions } from "../network/index.js";
import { shortestPath, valueSteps } from "../network/value-paths.js";
import { float } from "../numbers/float.js";
import { neumaierTotal } from "../numbers/sums.js";
import { openingHealth, openingRun } from "./opening.js";
import { saleCost } from "./sale-cost.js";

/**
 * Every recursive-leverage loop of a scenario as it opens: within one account, along the accounts of one owner, and over balance sheets.
 *
 * Multiplier = 1 / (1 − gain), the gain being what one round hands on of a dollar: loan-to-values multiplied along accounts, shares
 * of losses borne along balance sheets. Amounts in USD at market prices, health at oracle prices. Source of the forms for accounts:
 * geometric series (`mechanics/loops/loop.ts`).
 */
export function studyLoops(scenario: Scenario): LoopStudy {
  const run = openingRun(scenario);
  const { shape } = run;
  const health = openingHealth(run);
  const edges = edgesByPosition(shape);
  const looped = throughLargest(loopedPositions(shape), shape, edges);
  const graph = dependencyGraph(shape);
  const chains = ownerChains(shape);
  const { cycles, cut = chains.cut } = dependencyCycles(graph);
  const prices = new Map(run.result.rounds[0]?.assets.map(({ id, referenceUsd }) => [id, referenceUsd]) ?? []);
  const priceUsd = (asset: Id): number => prices.get(asset) ?? 0;
  return {
    title: scenario.title,
    scenarioHash: run.result.provenance.scenarioHash,
    accounts: looped
      .map((loop) => accountLoop(loop, edges, health.get(loop.position), scenario, priceUsd))
      .toSorted((a, b) => b.collateralUsd - a.collateralUsd),
    chains: chains.chains.map(({ owner, positions, closed }) => chainOf(owner, positions, closed, shape, edges)),
    cycles: cyclesOf(cycles, shape, scenario),
    ...(cut === undefined ? {} : { cut }),
    doubleCounting: doubleCounting(scenario, shape),
    rehypothecation: rehypothecationOf(looped, shape, edges),
  };
}

type EdgesOf = ReadonlyMap<NodeKey, readonly NetworkEdge[]>;

function edgesByPosition(shape: NetworkShape): EdgesOf {
  const edges = new Map<NodeKey, NetworkEdge[]>();
  for (const edge of shape.edges) {
    if (!edge.from.startsWith("position:")) continue;
    const known = edges.get(edge.from);
    if (known === undefined) edges.set(edge.from, [edge]);
    else known.push(edge);
  }
  return edges;
}

const sumOf = (edges: readonly NetworkEdge[], relation: NetworkEdge["relation"]): number =>
  neumaierTotal(edges.filter((edge) => edge.relation === relation).map(({ valueUsd }) => valueUsd));

/** Each loop by the collateral of which most is posted, of those that lead to its debt: the shortest way may be a small one. */
function throughLargest(
  loops: readonly LoopedPosition[],
  shape: NetworkShape,
  edges: EdgesOf,
): readonly LoopedPosition[] {
  const steps = valueSteps(shape);
  return loops.map((loop) => {
    const key = nodeKey("position", loop.position);
    const posted = (edges.get(key) ?? [])
      .filter(({ relation }) => relation === "collateral")
      .toSorted((a, b) => b.valueUsd - a.valueUsd);
    for (const { to, asset } of posted) {
      const path = shortestPath(steps, to, nodeKey("asset", loop.debt));
      if (asset === undefined || path === undefined) continue;
      return {
        ...loop,
        collateral: asset,
        members: [key, ...path.members],
        relations: ["collateral" as const, ...path.steps.map(({ relation }) => relation)],
      };
    }
    return loop;
  });
}

function accountLoop(
  loop: LoopedPosition,
  edges: EdgesOf,
  health: number | undefined,
  scenario: Scenario,
  priceUsd: (asset: Id) => number,
): AccountLoop {
  const { position, market, collateral, debt, members, relations, collateralUsd, debtUsd } = loop;
  const equityUsd = collateralUsd - debtUsd;
  const own = edges.get(nodeKey("position", position)) ?? [];
  // What is posted and owed in one asset has no price between them.
  const isOneAsset = own.every(({ asset }) => asset === debt);
  const ratio = health === undefined || isOneAsset ? {} : { liquidationPriceRatio: 1 / health };
  return {
    ...{ position, market, collateral, debt, members, relations, collateralUsd, debtUsd },
    ltv: collateralUsd > 0 ? debtUsd / collateralUsd : 0,
    ...(equityUsd > 0
      ? { grossLeverage: collateralUsd / equityUsd, netLeverage: netCollateralUsd(own) / equityUsd }
      : {}),
    ...(health === undefined ? {} : { health }),
    ...ratio,
    unwinding: unwindingOf(loop, health, saleCost(scenario, priceUsd, collateral, debt)),
  };
}

/** What is held of each asset beyond what is owed of it. */
function netCollateralUsd(edges: readonly NetworkEdge[]): number {
  const net = new Map<Id, number>();
  for (const { relation, asset, valueUsd } of edges) {
    if (asset !== undefined) net.set(asset, (net.get(asset) ?? 0) + (relation === "collateral" ? valueUsd : -valueUsd));
  }
  return neumaierTotal([...net.values()].map((value) => Math.max(0, value)));
}

function unwindingOf(
  { collateralUsd, debtUsd }: LoopedPosition,
  health: number | undefined,
  cost: ReturnType<typeof saleCost>,
): Unwinding {
  // The threshold that its health amounts to at market prices.
  const threshold = health === undefined || collateralUsd === 0 ? undefined : (health * debtUsd) / collateralUsd;
  const rounds =
    threshold === undefined || threshold >= 1
      ? undefined
      : unwindRounds(float, { collateral: collateralUsd, debt: debtUsd }, threshold);
  const atOnceUsd = cost?.atOnceUsd(debtUsd);
  const inRoundsUsd = rounds === undefined ? undefined : cost?.inLotsUsd(rounds.map(({ withdrawn }) => withdrawn));
  return {
    ...(rounds === undefined ? {} : { rounds: rounds.length }),
    ...(atOnceUsd === undefined ? {} : { atOnceUsd }),
    ...(inRoundsUsd === undefined ? {} : { inRoundsUsd }),
  };
}

function chainOf(owner: Id, positions: readonly Id[], closed: boolean, shape: NetworkShape, edges: EdgesOf): LoopChain {
  const ltvs = positions.map((id) => {
    const own = edges.get(nodeKey("position", id)) ?? [];
    const collateralUsd = sumOf(own, "collateral");
    return collateralUsd > 0 ? sumOf(own, "lending") / collateralUsd : 0;
  });
  const gain = ltvs.reduce((product, ltv) => product * ltv, 1);
  const once = leverAlongChain(float, 1, closed ? ltvs.slice(0, -1) : ltvs).leverage;
  const multiplier = closed ? (gain < 1 ? once * maxLeverage(float, gain) : undefined) : once;
  return {
    owner,
    positions,
    markets: positions.flatMap((id) => shape.nodes.find(({ key }) => key === nodeKey("position", id))?.market ?? []),
    ltvs,
    gain,
    ...(multiplier === undefined ? {} : { multiplier }),
    closed,
  };
}

function cyclesOf(
  cycles: ReturnType<typeof dependencyCycles>["cycles"],
  shape: NetworkShape,
  scenario: Scenario,
): readonly CycleLoop[] {
  const debtsUsd = new Map(
    scenario.issuers.map(({ id, liabilities }) => [
      nodeKey("issuer", id),
      neumaierTotal(liabilities.map(({ valueUsd }) => Number(valueUsd))),
    ]),
  );
  const share = passThroughs(shape, debtsUsd);
  return cycles.map(({ members, relations, narrowestUsd }) => {
    const shares = members.map((from, i) => share(from, members[(i + 1) % members.length] ?? from));
    const gain = shares.reduce((product, each) => product * each, 1);
    return {
      members,
      relations,
      ...(narrowestUsd === undefined ? {} : { narrowestUsd }),
      passThroughs: shares,
      gain,
      ...(gain < 1 ? { multiplier: maxLeverage(float, gain) } : {}),
    };
  });
}

function rehypothecationOf(
  looped: readonly LoopedPosition[],
  shape: NetworkShape,
  edges: EdgesOf,
): readonly Rehypothecation[] {
  const markets = [...new Set(looped.map(({ market }) => market))];
  return markets.map((market) => {
    const own = shape.nodes.filter((node) => node.market === market).flatMap(({ key }) => edges.get(key) ?? []);
    const owedUsd = sumOf(own, "lending");
    const ltv = owedUsd / sumOf(own, "collateral");
    const loopedUsd = neumaierTotal(
      looped
        .filter((loop) => loop.market === market)
        .flatMap(({ position, debt }) =>
          (edges.get(nodeKey("position", position)) ?? [])
            .filter(({ relation, asset }) => relation === "lending" && asset === debt)
            .map(({ valueUsd }) => valueUsd),
        ),
    );
    const redepositedShare = owedUsd > 0 ? loopedUsd / owedUsd : 0;
    const multiplier = rehypothecationMultiplier(float, ltv, redepositedShare);
    return { market, ltv, redepositedShare, ...(ltv * redepositedShare < 1 ? { multiplier } : {}) };
  });
}
