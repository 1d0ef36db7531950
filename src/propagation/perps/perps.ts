import { fundingRate, fundingUsd } from "../../mechanics/perps/funding.js";
import { absolute } from "../../mechanics/perps/margin.js";
import { type NodeKey, nodeKey } from "../../model/network.js";
import { isPerp } from "../../model/perps.js";
import type { PerpMarket } from "../../model/scenario.js";
import { at, isPositive, isZero, ratio } from "../../numbers/arithmetic.js";
import type { Bearer } from "../books/bearers.js";
import { mark } from "../books/losses.js";
import { rebook } from "../books/rebook.js";
import type { Recorder } from "../books/recorder.js";
import { isPaused } from "../news/controls.js";
import type { State } from "../state.js";
import type { Traded } from "../trading/batch.js";
import type { MakersHedge } from "../trading/order.js";
import type { World } from "../world.js";
import { belowMaintenance, closeDydx } from "./dydx.js";
import { belowMinimum, closeGmx, deleverageGmx } from "./gmx.js";
import { belowMargin, closeHyperliquid, closeVault } from "./hyperliquid.js";
import { bookAround } from "./perp-book.js";
import { beginPerpRound, idOf, type PerpRound } from "./perp-round.js";
import { noteMarks } from "./perp-state.js";
import type { OpenPerp } from "./perp-venue.js";

/** What perpetual venues did in a round. */
export interface PerpsClosed<N> {
  /** Absent where there are no venues. */
  readonly traded?: Traded;
  /** What their makers trade on spot in the same round. */
  readonly hedges: readonly MakersHedge<N>[];
}

/** Equity over maintenance of an account that can be closed; undefined of a healthy one. */
function shortOf<N>(round: PerpRound<N>, market: PerpMarket, open: OpenPerp<N>): N | undefined {
  const { n } = round.world;
  if (isZero(n, open.size)) return undefined;
  const judged =
    market.kind === "gmx-v2"
      ? belowMinimum(round, market, open)
      : market.kind === "dydx-v4"
        ? belowMaintenance(round, market, open)
        : belowMargin(round, market, open);
  return judged && ratio(n, judged.equity, judged.maintenance, n.zero);
}

/** Accounts that can be closed, those with the least equity for their maintenance first, then by id. */
function worstFirst<N>(round: PerpRound<N>, market: PerpMarket): readonly OpenPerp<N>[] {
  const { n } = round.world;
  const short = round.venue.accounts.flatMap((open) => {
    const health = shortOf(round, market, open);
    return health === undefined ? [] : [{ open, health, id: idOf(round, open) }];
  });
  return short.sort((a, b) => n.sign(n.sub(a.health, b.health)) || (a.id < b.id ? -1 : 1)).map(({ open }) => open);
}

function closeVenue<N>(round: PerpRound<N>, market: PerpMarket): void {
  const accounts = worstFirst(round, market);
  if (market.kind === "gmx-v2") {
    for (const open of accounts) if (!isZero(round.world.n, open.size)) closeGmx(round, market, open);
    deleverageGmx(round, market);
    return;
  }
  const book = bookAround(round.world.n, market.book, round.markUsd);
  for (const open of accounts) {
    if (isZero(round.world.n, open.size)) continue;
    if (market.kind === "dydx-v4") closeDydx(round, market, book, open);
    else closeHyperliquid(round, market, book, open);
  }
  if (market.kind === "hyperliquid") closeVault(round, book);
}

/** How far the average price of what the book took is from the mark, relative to it. */
function premiumOf<N>({ world: { n }, taken, markUsd }: PerpRound<N>): N {
  const units = n.total(taken.map(({ size }) => absolute(n, size)));
  const paidUsd = n.total(taken.map(({ size, priceUsd }) => n.mul(absolute(n, size), priceUsd)));
  return isPositive(n, units) ? n.sub(n.div(n.div(paidUsd, units), markUsd), n.one) : n.zero;
}

/** What the makers trade on spot of what they took over: longs they sell, for shorts they buy. */
function hedgeOf<N>(round: PerpRound<N>, market: PerpMarket): MakersHedge<N>[] {
  const { world, state, venue, marginAsset } = round;
  const { n, places } = world;
  const net = n.mul(n.total(round.taken.map(({ size }) => size)), n.parse(market.hedgedOnSpotShare));
  if (isZero(n, net)) return [];
  const underlying = places.asset(market.underlying);
  const order = { kind: "makers-hedge", market: venue.market, cause: round.event ?? 0 } as const;
  if (isPositive(n, net)) return [{ ...order, assetIn: underlying, want: marginAsset, units: net }];
  const [price, unit] = [at(state.assets, underlying).marketUsd, at(state.assets, marginAsset).marketUsd];
  const units = ratio(n, n.mul(absolute(n, net), price), unit, n.zero);
  return [{ ...order, assetIn: marginAsset, want: underlying, units }];
}

/**
 * Every perpetual venue closes what it must, at the marks of this round, and notes who loses by it. Rules: `dydx.ts`,
 * `hyperliquid.ts`, `gmx.ts`.
 */
export function closePerps<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): PerpsClosed<N> {
  if (state.perps.venues.size === 0) return { hedges: [] };
  const rounds: PerpRound<N>[] = [];
  const hedges: MakersHedge<N>[] = [];
  for (const venue of state.perps.venues.values()) {
    const market = at(world.scenario.markets, venue.market);
    if (!isPerp(market) || isPaused(state.controls, venue.market)) continue;
    const round = beginPerpRound(world, state, recorder, venue, market);
    closeVenue(round, market);
    venue.premium = premiumOf(round);
    hedges.push(...hedgeOf(round, market));
    rounds.push(round);
  }
  noteMarks(world, state);
  if (rounds.some(({ liquidated, deleveraged, taken }) => liquidated.size + deleveraged.size + taken.length > 0))
    bookClosings(world, state, recorder, rounds);
  const liquidated = rounds.flatMap((round) => [...round.liquidated]);
  const waiting = rounds.reduce((sum, round) => sum + round.waiting.size, 0);
  const nothing = { repaidUsd: 0, soldUsd: 0, filledOrders: 0, unfilledUsd: 0, exhaustedVenues: [] };
  const liquidatedUsd = rounds.reduce((sum, { closedUsd }) => sum + closedUsd, 0);
  const traded = { ...nothing, liquidations: liquidated.length, declined: waiting, liquidated, liquidatedUsd };
  return { traded, hedges };
}

/** What owners of closed positions lose is a price below the mark; what those closed against them and the venue lose has reached them. */
function bookClosings<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  rounds: readonly PerpRound<N>[],
): void {
  const { n, scenario } = world;
  const { losses, lossesOfRound } = recorder;
  const deleveraged = new Set(rounds.flatMap((round) => [...round.deleveraged]));
  const touched = new Set([...deleveraged, ...rounds.flatMap((round) => [...round.liquidated])]);
  const venues = new Set(rounds.map(({ venue }) => venue.market));
  const source = ({ kind, place }: Bearer): NodeKey | undefined =>
    kind === "position" && touched.has(place) ? nodeKey("market", at(scenario.positions, place).market) : undefined;
  const marked = mark(world, state, losses, "price", source);
  lossesOfRound.price.push(marked.totalUsd);
  losses.bearers.forEach(({ kind, place }, b) => {
    const lossUsd = at(marked.lossUsd, b);
    const isPassedOn = (kind === "position" && deleveraged.has(place)) || (kind === "market" && venues.has(place));
    if (!isPassedOn || !isPositive(n, lossUsd)) return;
    rebook(world, recorder, b, "price", "claim", lossUsd);
  });
}

/** Lets longs and shorts pay each other for the seconds of a round, at the mark: what the listed do not pay, others do. */
export function accrueFunding<N>(world: World<N>, state: State<N>): void {
  const { n, secondsPerRound } = world;
  for (const venue of state.perps.venues.values()) {
    const market = at(world.scenario.markets, venue.market);
    if (!isPerp(market) || market.kind === "gmx-v2" || market.funding === undefined) continue;
    const { interestRate, clamp, cap, periodSeconds } = market.funding;
    const rate = fundingRate(n, {
      ...{ premium: venue.premium, interestRate: n.parse(interestRate), clamp: n.parse(clamp) },
      ...(cap === undefined ? {} : { cap: n.parse(cap) }),
    });
    const periods = n.div(secondsPerRound, n.parse(periodSeconds));
    for (const open of venue.accounts) {
      open.accruedUsd = n.add(open.accruedUsd, fundingUsd(n, open.size, venue.markUsd, rate, periods));
    }
    venue.vaultQuoteUsd = n.add(venue.vaultQuoteUsd, fundingUsd(n, venue.vaultSize, venue.markUsd, rate, periods));
  }
}
