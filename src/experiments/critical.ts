import { failedNodes, failedShare } from "../measures/failed-share.js";
import { forcedGenerations } from "../measures/generations.js";
import { measure } from "../measures/index.js";
import type { NodeKey } from "../model/network.js";
import type { CompletedRun } from "../model/result.js";
import type { Scenario } from "../model/scenario.js";
import type { Distance, Response, RoundMap, ShockFamily, TippingStudy } from "../model/tipping.js";
import { loopedPositions } from "../network/index.js";
import { neumaierTotal } from "../numbers/sums.js";
import { openingHealth, openingRun } from "./opening.js";
import { type Player, player } from "./player.js";
import { quiet } from "./quiet.js";
import { roundMap } from "./round-map.js";
import type { Family } from "./shock-families.js";
import { findThreshold } from "./threshold.js";

export interface CriticalOptions {
  readonly families: readonly Family[];
  /** Falls over which the map of a round is taken; default 1, 2, 5, 10 and 20 %. */
  readonly bands?: readonly number[];
  /** Width of a bracket over its upper end; default 0.001. */
  readonly relativeTolerance?: number;
  /** Share of value that has to fail for a shock to be systemic; default 0.05. */
  readonly systemicShare?: number;
  /** Called before every run. */
  readonly onRun?: (progress: { readonly what: string; readonly size: number }) => void;
}

const BANDS = [0.01, 0.02, 0.05, 0.1, 0.2];

/**
 * How far a scenario is from tipping.
 *
 * For each family of shocks: the response by size, the smallest size whose second round is not empty (`forcedGenerations`), and the
 * smallest that is systemic (`failedShare` at least `systemicShare`; 5 % as in P. Gai, S. Kapadia, Contagion in financial networks,
 * Proc. R. Soc. A 466 (2010)), nodes apart that fail without any shock. Beside: the round map at the start, and the distance of every position.
 */
export async function studyTipping(scenario: Scenario, options: CriticalOptions): Promise<TippingStudy> {
  const { families, relativeTolerance = 1e-3, systemicShare = 0.05, bands = BANDS, onRun } = options;
  const opening = openingRun(scenario);
  const play = player(scenario);
  const anyway = failedNodes(play(quiet(scenario)).result);
  const studied: ShockFamily[] = [];
  for (const family of families)
    studied.push(await studyFamily(family, { relativeTolerance, systemicShare, anyway, play, onRun }));
  const maps: RoundMap[] = bands.map((band) => {
    onRun?.({ what: "round map", size: band });
    return roundMap(scenario, band);
  });
  return {
    title: scenario.title,
    scenarioHash: opening.result.provenance.scenarioHash,
    relativeTolerance,
    systemicShare,
    families: studied,
    roundMaps: maps,
    distances: distancesOf(opening),
  };
}

interface Search {
  readonly relativeTolerance: number;
  readonly systemicShare: number;
  readonly anyway: ReadonlySet<NodeKey>;
  readonly play: Player;
  readonly onRun: CriticalOptions["onRun"];
}

async function studyFamily(
  { name, unit, grid, at }: Family,
  { relativeTolerance, systemicShare, anyway, play, onRun }: Search,
): Promise<ShockFamily> {
  const known = new Map<number, Response>();
  const respond = async (size: number): Promise<Response> => {
    const earlier = known.get(size);
    if (earlier !== undefined) return earlier;
    onRun?.({ what: name, size });
    const response = responseOf(size, play(await at(size)), anyway);
    known.set(size, response);
    return response;
  };
  const secondRound = await findThreshold(
    async (size) => (await respond(size)).secondRoundUsd > 0,
    grid,
    relativeTolerance,
  );
  const systemic = await findThreshold(
    async (size) => (await respond(size)).failedShare >= systemicShare,
    grid,
    relativeTolerance,
  );
  return {
    name,
    unit,
    responses: [...known.values()].toSorted((a, b) => a.size - b.size),
    ...(secondRound === undefined ? {} : { secondRound }),
    ...(systemic === undefined ? {} : { systemic }),
  };
}

function responseOf(size: number, { shape, result }: CompletedRun, anyway: ReadonlySet<NodeKey>): Response {
  const { totals } = measure(shape, result);
  const generations = forcedGenerations(result);
  return {
    size,
    totalLossUsd: totals.totalLossUsd,
    directLossUsd: totals.lossUsd.direct,
    secondRoundUsd: neumaierTotal(generations.slice(1).map(({ valueUsd }) => valueUsd)),
    generations: generations.length,
    failedShare: failedShare(shape, result, anyway),
    stop: result.stop.reason,
  };
}

/** Fall of all collateral at which health is 1, by position that owes anything; nearest first. */
function distancesOf(opening: CompletedRun): readonly Distance[] {
  const { scenario, shape } = opening;
  const loops = new Set(loopedPositions(shape).map(({ position }) => position));
  const sides = new Map<string, { collateralUsd: number[]; debtUsd: number[] }>();
  for (const { from, relation, valueUsd } of shape.edges) {
    if (!from.startsWith("position:")) continue;
    const id = from.slice("position:".length);
    const side = sides.get(id) ?? { collateralUsd: [], debtUsd: [] };
    side[relation === "collateral" ? "collateralUsd" : "debtUsd"].push(valueUsd);
    sides.set(id, side);
  }
  const markets = new Map(scenario.positions.map(({ id, market }) => [id, market]));
  return [...openingHealth(opening)]
    .flatMap(([position, health]): readonly Distance[] => {
      const market = markets.get(position);
      if (market === undefined) return [];
      const side = sides.get(position);
      return [
        {
          ...{ position, market, health, fall: 1 - 1 / health, isLoop: loops.has(position) },
          collateralUsd: neumaierTotal(side?.collateralUsd ?? []),
          debtUsd: neumaierTotal(side?.debtUsd ?? []),
        },
      ];
    })
    .toSorted((a, b) => a.fall - b.fall);
}
