import { allChannels } from "../measures/losses.js";
import { meanOf } from "../measures/sample-statistics.js";
import { constantLeverageEquity, volatilityDrag } from "../mechanics/loops/constant-leverage.js";
import type { BacktestPath, BacktestRow, BacktestRun, BacktestStudy } from "../model/backtest.js";
import { type NodeKey, nodeKey } from "../model/network.js";
import type { CompletedRun } from "../model/result.js";
import type { Actor, Id, Policy, Scenario, Shock } from "../model/scenario.js";
import { scenarioHash } from "../network/scenario-hash.js";
import { float } from "../numbers/float.js";
import { neumaierTotal } from "../numbers/sums.js";
import { prepare } from "../propagation/index.js";
import { openingRun } from "./opening.js";
import { motionPrices } from "./price-path.js";
import { literal } from "./shock-families.js";

export interface BacktestOptions {
  readonly actor: Id;
  /** Ascending numbers of rounds. */
  readonly every: readonly number[];
  readonly path: BacktestPath;
  readonly onRun?: (progress: { readonly run: number; readonly of: number }) => void;
}

const CONVENTIONS: readonly string[] = [
  "Equity is what the actor holds and its positions' collateral less debt, at market prices.",
  "The cost is the loss through forced sales of the actor and its positions: slippage, fees and falls of the market price, recoveries netted.",
  "Tracking error is the root mean square, over paths, of the difference in final equity to the shortest interval.",
  "Constant leverage is brought back both ways, without cost or interest; the deleverage policy only sells.",
];

const rebalances = (policy: Policy): boolean => policy.kind === "deleverage" || policy.kind === "delta-hedge";

/** Actors with a policy whose frequency can be set: deleverage or delta-hedge. */
export const rebalancers = ({ actors }: Scenario): readonly Actor[] =>
  actors.filter(({ policies }) => policies.some(rebalances));

const looking = (scenario: Scenario, actor: Id, everyRounds: number): Scenario => ({
  ...scenario,
  actors: scenario.actors.map((each) =>
    each.id !== actor
      ? each
      : {
          ...each,
          policies: each.policies.map((policy) =>
            policy.kind === "deleverage" || policy.kind === "delta-hedge" ? { ...policy, everyRounds } : policy,
          ),
        },
  ),
});

/**
 * An actor's policies at several frequencies on the same price paths: orders given, cost of trading, liquidations, final equity and its
 * tracking error, path by path and over all.
 *
 * A path of the scenario's own is played until it is quiet, a drawn one to its last round. Equity at the end is that of the start less
 * all losses of the actor and its positions; USD.
 */
export function backtest(scenario: Scenario, { actor, every, path, onRun }: BacktestOptions): BacktestStudy {
  const opening = openingRun(scenario);
  const { startUsd, leverage } = opened(scenario, opening, actor);
  const shocked = shocksOf(scenario, opening, path);
  const played: Scenario =
    path.kind === "own"
      ? scenario
      : { ...scenario, clock: { ...scenario.clock, maxRounds: path.rounds, runToMaxRounds: true } };
  const own = ownedBy(scenario, actor);
  const runs = every.flatMap((everyRounds, i) => {
    const prepared = prepare(looking(played, actor, everyRounds));
    return shocked.map(({ shocks, prices }, number): BacktestRun => {
      onRun?.({ run: i * shocked.length + number, of: every.length * shocked.length });
      return {
        ...{ path: number, everyRounds, ...outcomeOf(prepared.run(shocks), own, startUsd) },
        ...(prices === undefined || leverage === undefined
          ? {}
          : { constantLeverageUsd: startUsd * constantLeverageEquity(float, leverage, prices, everyRounds) }),
      };
    });
  });
  return {
    ...{ title: scenario.title, scenarioHash: scenarioHash(scenario), actor, path, startUsd },
    ...(leverage === undefined ? {} : { leverage }),
    ...(leverage === undefined || path.kind === "own"
      ? {}
      : { volatilityDrag: volatilityDrag(float, leverage, path.volatility) }),
    ...{ rows: every.map((k) => rowOf(k, runs, every[0] ?? k)), runs, conventions: CONVENTIONS },
  };
}

const ownedBy = ({ positions }: Scenario, actor: Id): ReadonlySet<NodeKey> =>
  new Set([
    nodeKey("actor", actor),
    ...positions.filter(({ owner }) => owner === actor).map(({ id }) => nodeKey("position", id)),
  ]);

/** Equity of an actor at the start, and collateral over equity of its positions. */
function opened(scenario: Scenario, { shape, result }: CompletedRun, actor: Id) {
  const own = ownedBy(scenario, actor);
  const sumOf = (wanted: string): number =>
    neumaierTotal(
      shape.edges.flatMap(({ from, relation, valueUsd }) =>
        from.startsWith("position:") && own.has(from) && relation === wanted ? [valueUsd] : [],
      ),
    );
  const [collateralUsd, debtUsd] = [sumOf("collateral"), sumOf("lending")];
  const heldUsd = result.nodes.find(({ key }) => key === nodeKey("actor", actor))?.startUsd ?? 0;
  const equityUsd = collateralUsd - debtUsd;
  return {
    startUsd: heldUsd + equityUsd,
    ...(debtUsd > 0 && equityUsd > 0 ? { leverage: collateralUsd / equityUsd } : {}),
  };
}

interface Shocked {
  readonly shocks: readonly Shock[];
  readonly prices?: readonly number[];
}

function shocksOf(scenario: Scenario, { result }: CompletedRun, path: BacktestPath): readonly Shocked[] {
  if (path.kind === "own") return [{ shocks: scenario.shocks }];
  const startUsd = result.rounds[0]?.assets.find(({ id }) => id === path.asset)?.referenceUsd ?? 0;
  return Array.from({ length: path.paths }, (_, number) => {
    const prices = motionPrices(startUsd, Number(scenario.clock.secondsPerRound), path, number);
    const points = prices.map((price, round) => ({ round, priceUsd: literal(price) }));
    return { prices, shocks: [{ kind: "price-path", round: 0, asset: path.asset, path: points }] };
  });
}

function outcomeOf({ result }: CompletedRun, own: ReadonlySet<NodeKey>, startUsd: number) {
  const nodes = result.nodes.filter(({ key }) => own.has(key));
  const ordered = result.events.filter(
    ({ kind, from, to }) => (kind === "deleverage" && own.has(from)) || (kind === "hedge" && own.has(to)),
  );
  const struck = result.events.filter(({ kind, to }) => kind === "liquidation" && own.has(to));
  return {
    orders: ordered.length,
    costUsd: neumaierTotal(nodes.map(({ lossUsd }) => lossUsd.price)),
    liquidated: new Set(struck.map(({ to }) => to)).size,
    endUsd: startUsd - neumaierTotal(nodes.map(({ lossUsd }) => allChannels(lossUsd))),
  };
}

function rowOf(everyRounds: number, all: readonly BacktestRun[], shortest: number): BacktestRow {
  const runs = all.filter((run) => run.everyRounds === everyRounds);
  const reference = all.filter((run) => run.everyRounds === shortest);
  const over = (value: (run: BacktestRun) => number): number => meanOf(runs.map(value));
  const endUsd = over((run) => run.endUsd);
  const spread = runs.reduce((sum, run) => sum + (run.endUsd - endUsd) ** 2, 0);
  const ideal = runs.flatMap(({ constantLeverageUsd }) => constantLeverageUsd ?? []);
  return {
    ...{ everyRounds, orders: over(({ orders }) => orders), costUsd: over(({ costUsd }) => costUsd) },
    liquidatedShare: over(({ liquidated }) => (liquidated > 0 ? 1 : 0)),
    endUsd,
    deviationUsd: runs.length < 2 ? 0 : Math.sqrt(spread / (runs.length - 1)),
    trackingErrorUsd: Math.sqrt(over(({ endUsd: end, path }) => (end - (reference[path]?.endUsd ?? end)) ** 2)),
    ...(ideal.length === 0 ? {} : { constantLeverageUsd: meanOf(ideal) }),
  };
}
