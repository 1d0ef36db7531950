import { type NodeKey, nodeKey } from "../model/network.js";
import type { Market } from "../model/scenario.js";
import { at, isPositive, positivePart } from "../numbers/arithmetic.js";
import type { Traded } from "./batch.js";
import type { Bearer } from "./bearers.js";
import { absorbAccount, storefrontOffers } from "./comet.js";
import { isPaused } from "./controls.js";
import type { Screened } from "./health.js";
import { carry, mark, shift } from "./losses.js";
import type { OfferOrder } from "./order.js";
import { causeOf } from "./policies.js";
import type { Recorder } from "./recorder.js";
import type { Seizure } from "./seizure.js";
import type { State } from "./state.js";
import { splitOffRun } from "./suffer.js";
import type { World } from "./world.js";

/** Takes one position over by the rule of its market; undefined where its market leaves that to liquidators. */
function takeOver<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  market: Market,
  screened: Screened<N>,
): Seizure<N> | undefined {
  return market.kind === "compound-v3" ? absorbAccount(world, state, recorder, market, screened) : undefined;
}

const offersOf = <N>(world: World<N>, state: State<N>, recorder: Recorder<N>, market: Market): OfferOrder<N>[] =>
  market.kind === "compound-v3" ? storefrontOffers(world, state, recorder, market) : [];

/** What protocols have for sale in this round. */
export function protocolOffers<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): OfferOrder<N>[] {
  return world.scenario.markets.flatMap((market, place) =>
    isPaused(state.controls, place) ? [] : offersOf(world, state, recorder, market),
  );
}

export interface TakenOver<N> {
  /** Positions that are left to liquidators. */
  readonly left: readonly Screened<N>[];
  readonly traded: Traded;
}

/** Lets protocols that do so take unhealthy positions over at once, without a venue, and books who loses by it. */
export function takeOverPositions<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  liquidatable: readonly Screened<N>[],
): TakenOver<N> {
  const left: Screened<N>[] = [];
  const seizures: Seizure<N>[] = [];
  for (const screened of liquidatable) {
    const place = at(world.positions.market, screened.position);
    const market = at(world.scenario.markets, place);
    const isOpen = !isPaused(state.controls, place);
    const seizure = isOpen ? takeOver(world, state, recorder, market, screened) : undefined;
    if (seizure === undefined) left.push(screened);
    else seizures.push(seizure);
  }
  const liquidatedUsd = seizures.reduce((sum, seizure) => sum + logSeizure(world, state, recorder, seizure), 0);
  if (seizures.length > 0) bookSeizures(world, state, recorder, seizures);
  const liquidated = seizures.map(({ position }) => position);
  const nothing = { declined: 0, repaidUsd: 0, soldUsd: 0, unfilledUsd: 0, exhaustedVenues: [] };
  return { left, traded: { ...nothing, liquidations: liquidated.length, liquidated, liquidatedUsd } };
}

/** Logs one seizure and the part of the debt that the collateral does not cover at market prices; returns the collateral's value. */
function logSeizure<N>(world: World<N>, state: State<N>, recorder: Recorder<N>, seizure: Seizure<N>): number {
  const { n, scenario } = world;
  const { position, seized, debtAsset, paidUnits } = seizure;
  const { id, market } = at(scenario.positions, position);
  const [from, to] = [nodeKey("market", market), nodeKey("position", id)];
  const usd = (asset: number, units: N): N => n.mul(units, at(state.assets, asset).marketUsd);
  const seizedUsd = n.total(seized.map(({ asset, units }) => usd(asset, units)));
  const paidUsd = usd(debtAsset, paidUnits);
  const valueUsd = n.toNumber(seizedUsd);
  recorder.liquidated.add(position);
  const list = seized.map(({ asset, units }) => `${n.toNumber(units).toPrecision(6)} ${at(scenario.assets, asset).id}`);
  const price = `${n.toNumber(paidUnits).toPrecision(6)} ${at(scenario.assets, debtAsset).id}`;
  recorder.log.add({
    ...{ kind: "liquidation", cause: causeOf(world, recorder.log, position), from, to, channel: "price", valueUsd },
    lossUsd: n.toNumber(positivePart(n, n.sub(seizedUsd, paidUsd))),
    text: `${market} takes ${list.join(", ")} of ${id} over for ${price}`,
  });
  const shortUsd = positivePart(n, n.sub(paidUsd, seizedUsd));
  if (!isPositive(n, shortUsd)) return valueUsd;
  const lossUsd = n.toNumber(shortUsd);
  const text = `${market} pays ${Math.round(lossUsd)} USD more for the collateral of ${id} than it is worth`;
  recorder.log.add({ kind: "bad-debt", from: to, to: from, channel: "claim", valueUsd: lossUsd, lossUsd, text });
  carry(recorder.losses, state.round, to, from, "claim", shortUsd);
  recorder.protocolLossUsd += lossUsd;
  if (!recorder.failedRound.has(from)) recorder.failedRound.set(from, state.round);
  return valueUsd;
}

/** What borrowers lose is a penalty of a forced sale; what markets and their lenders lose is bad debt that has reached them. */
function bookSeizures<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  seizures: readonly Seizure<N>[],
): void {
  const { n, scenario } = world;
  const { losses, lossesOfRound } = recorder;
  const hit = new Set(seizures.map(({ position }) => position));
  const markets = new Set(seizures.map(({ position }) => at(world.positions.market, position)));
  const source = ({ kind, place }: Bearer): NodeKey | undefined => {
    if (kind === "position" && hit.has(place)) return nodeKey("market", at(scenario.positions, place).market);
    if (kind !== "vault") return undefined;
    const supplied = at(state.vaults, place).places.map(({ reserve }) => at(world.reserves.list, reserve).market);
    const market = supplied.find((each) => markets.has(each));
    return market === undefined ? undefined : nodeKey("market", at(scenario.markets, market).id);
  };
  const marked = mark(world, state, losses, "price", source);
  lossesOfRound.price.push(marked.totalUsd);
  losses.bearers.forEach(({ kind }, b) => {
    const lossUsd = at(marked.lossUsd, b);
    if (kind === "position" || !isPositive(n, lossUsd)) return;
    shift(world, losses, b, "price", "claim", lossUsd);
    lossesOfRound.price.push(n.sub(n.zero, lossUsd));
    lossesOfRound.claim.push(lossUsd);
  });
  splitOffRun(world, state, recorder, marked);
}
