import { type NodeKey, nodeKey } from "../../model/network.js";
import type { Market } from "../../model/scenario.js";
import { at, isPositive } from "../../numbers/arithmetic.js";
import type { Screened } from "../accounts/health.js";
import { who } from "../accounts/who.js";
import { causeOf } from "../actors/policies.js";
import type { Bearer } from "../books/bearers.js";
import { mark } from "../books/losses.js";
import { rebook } from "../books/rebook.js";
import type { Recorder } from "../books/recorder.js";
import { splitOffRun } from "../books/suffer.js";
import { liquidateTroves } from "../liquity/trove-liquidation.js";
import { logBranch, type TakenBranch, tookOverFrom } from "../liquity/trove-settlement.js";
import { auctionOffers } from "../maker/auctions.js";
import { debtAuctionOffers } from "../maker/debt-auctions.js";
import { seizeVault } from "../maker/maker.js";
import { isPaused } from "../news/controls.js";
import type { State } from "../state.js";
import type { Traded } from "../trading/batch.js";
import type { OfferOrder } from "../trading/order.js";
import { worstFirst } from "../trading/worst-first.js";
import type { World } from "../world.js";
import { absorbAccount, storefrontOffers } from "./comet.js";
import { logProtocolLoss } from "./protocol-loss.js";
import type { Seizure } from "./seizure.js";

/** How a market takes positions over one by one. */
interface Taker<N> {
  /** Undefined where it cannot take this one now. */
  readonly takeOver: (screened: Screened<N>) => Seizure<N> | undefined;
  /** What it has for sale in this round. */
  readonly offers: () => readonly OfferOrder<N>[];
}

/** Undefined of a market that leaves unhealthy positions to liquidators. */
function takerOf<N>(world: World<N>, state: State<N>, recorder: Recorder<N>, market: Market): Taker<N> | undefined {
  switch (market.kind) {
    case "compound-v3":
      return {
        takeOver: (screened) => absorbAccount(world, state, recorder, market, screened),
        offers: () => storefrontOffers(world, state, recorder, market),
      };
    case "maker":
      return {
        takeOver: (screened) => seizeVault(world, state, recorder, market, screened),
        offers: () => [
          ...auctionOffers(world, state, recorder, market),
          ...debtAuctionOffers(world, state, recorder, market),
        ],
      };
    default:
      return undefined;
  }
}

/** What protocols have for sale in this round. */
export function protocolOffers<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): OfferOrder<N>[] {
  return world.scenario.markets.flatMap((market, place) =>
    isPaused(state.controls, place) ? [] : (takerOf(world, state, recorder, market)?.offers() ?? []),
  );
}

export interface TakenOver<N> {
  /** Positions that are left to liquidators. */
  readonly left: readonly Screened<N>[];
  /** Absent where nothing was taken over. */
  readonly traded?: Traded;
}

/**
 * Lets protocols that do so take unhealthy positions over at once, without a venue, and books who loses by it. Those of the lowest
 * health go first, which matters where a protocol limits what it takes at a time.
 */
export function takeOverPositions<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  liquidatable: readonly Screened<N>[],
): TakenOver<N> {
  const takers = world.scenario.markets.map((market) => takerOf(world, state, recorder, market));
  const marketOf = ({ position }: Screened<N>): number => at(world.positions.market, position);
  const within = liquidatable.filter((screened) => takers[marketOf(screened)] !== undefined);
  const seizures = worstFirst(world, within).flatMap((screened): Seizure<N>[] => {
    const place = marketOf(screened);
    if (isPaused(state.controls, place)) return [];
    const seizure = takers[place]?.takeOver(screened);
    return seizure === undefined ? [] : [seizure];
  });
  const branches = liquidateTroves(world, state, recorder, liquidatable);
  seizures.push(...branches.flatMap((branch) => branch.seizures));
  const liquidatedUsd = seizures.reduce((sum, seizure) => sum + logSeizure(world, state, recorder, seizure), 0);
  for (const branch of branches) logBranch(world, state, recorder, branch);
  if (seizures.length === 0) return { left: liquidatable };
  bookSeizures(world, state, recorder, seizures, branches);
  const liquidated = seizures.map(({ position }) => position);
  const gone = new Set(liquidated);
  const left = liquidatable.filter(({ position }) => !gone.has(position));
  const nothing = { declined: 0, repaidUsd: 0, soldUsd: 0, filledOrders: 0, unfilledUsd: 0, exhaustedVenues: [] };
  return { left, traded: { ...nothing, liquidations: liquidated.length, liquidated, liquidatedUsd } };
}

/** Logs one seizure, and what the protocol pays for it beyond its value; returns the collateral's value. */
function logSeizure<N>(world: World<N>, state: State<N>, recorder: Recorder<N>, seizure: Seizure<N>): number {
  const { n } = world;
  const { position, shortUsd, text } = seizure;
  const { key: to, id, market } = who(world, position);
  const from = nodeKey("market", market);
  const valueUsd = n.toNumber(seizure.seizedUsd);
  recorder.liquidated.add(position);
  recorder.log.add({
    ...{ kind: "liquidation", cause: causeOf(world, recorder.log, position), from, to, channel: "price", valueUsd },
    ...{ lossUsd: n.toNumber(seizure.penaltyUsd), text: `${market} takes over from ${id}: ${text}` },
  });
  if (isPositive(n, shortUsd)) logProtocolLoss(world, state, recorder, position, shortUsd);
  return valueUsd;
}

/** What borrowers lose is a penalty of a forced sale; what markets and their lenders lose is bad debt that has reached them. */
function bookSeizures<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  seizures: readonly Seizure<N>[],
  branches: readonly TakenBranch<N>[],
): void {
  const { n, scenario } = world;
  const { losses, lossesOfRound } = recorder;
  const hit = new Map(
    seizures.map(({ position }) => {
      const { key, market } = who(world, position);
      return [key, nodeKey("market", market)];
    }),
  );
  const markets = new Set(seizures.map(({ position }) => at(world.positions.market, position)));
  const source = (bearer: Bearer): NodeKey | undefined => {
    const { kind, place, key } = bearer;
    const taken = hit.get(key) ?? tookOverFrom(world, branches, bearer);
    if (taken !== undefined || kind === "position" || kind === "group") return taken;
    if (kind !== "vault") return undefined;
    const supplied = at(state.vaults, place).places.map(({ reserve }) => at(world.reserves.list, reserve).market);
    const market = supplied.find((each) => markets.has(each));
    return market === undefined ? undefined : nodeKey("market", at(scenario.markets, market).id);
  };
  const marked = mark(world, state, losses, "price", source);
  lossesOfRound.price.push(marked.totalUsd);
  losses.bearers.forEach((bearer, b) => {
    const { kind, key } = bearer;
    const lossUsd = at(marked.lossUsd, b);
    const isBorrower = kind === "position" || kind === "group";
    const isOwn = isBorrower && (hit.has(key) || tookOverFrom(world, branches, bearer) === undefined);
    if (isOwn || !isPositive(n, lossUsd)) return;
    rebook(world, recorder, b, "price", "claim", lossUsd);
  });
  splitOffRun(world, state, recorder, marked);
}
