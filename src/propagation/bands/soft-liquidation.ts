import { exchange, type FeeTerms, type Trade, tradeToPrice } from "../../mechanics/cdp/llamma/amm.js";
import { readPoolOracle } from "../../mechanics/cdp/llamma/oracle-step.js";
import type { Direction } from "../../mechanics/cdp/llamma/side.js";
import { fallingRoot } from "../../mechanics/venues/root.js";
import { nodeKey } from "../../model/network.js";
import { at, isPositive, isZero } from "../../numbers/arithmetic.js";
import { beyondRounding } from "../accounts/cash.js";
import type { Recorder } from "../books/recorder.js";
import { isLess } from "../less.js";
import { isPaused } from "../news/controls.js";
import type { State } from "../state.js";
import { reservationUsd } from "../trading/accept.js";
import type { OfferOrder } from "../trading/order.js";
import { averagePriceUsd, findRoute, type Route } from "../trading/routes.js";
import type { World } from "../world.js";
import { bandsOf, feesOf, shareOut } from "./band-market.js";
import type { BandMarket, Token } from "./band-pool.js";
import { lastPrice } from "./last-price.js";
import { seenPrice } from "./open-bands.js";

/** Prices closer than this, relatively, count as the same price: where there is no gas, arbitrage would never end. */
const PRICE_RESOLUTION = "1e-9";

/** Lets the pools of bands read their oracles. Rule: `mechanics/cdp/llamma/oracle-step.ts`. */
export function updateBandOracles<N>(world: World<N>, state: State<N>): void {
  const { n } = world;
  const elapsedSeconds = state.round === 0 ? n.zero : world.secondsPerRound;
  for (const pool of state.bands.values()) {
    pool.oracle = readPoolOracle(n, pool.oracle, { price: seenPrice(world, state, pool), elapsedSeconds });
  }
}

/** Whether no pool of bands waits to follow its oracle, or for its fee after a jump to come down. */
export const bandsAreSettled = <N>(world: World<N>, state: State<N>): boolean =>
  [...state.bands.values()].every((pool) => {
    const { n } = world;
    const isBehind = !isZero(n, n.sub(pool.oracle.price, seenPrice(world, state, pool)));
    return !isBehind && !isPositive(n, n.sub(pool.oracle.fee, pool.fee));
  });

/** What traders take out of the bands, and what they pay in. */
const sides = <N>(pool: BandMarket<N>, direction: Direction): { readonly out: Token; readonly paid: Token } =>
  direction === "buy-collateral"
    ? { out: pool.collateral, paid: pool.stable }
    : { out: pool.stable, paid: pool.collateral };

/** What a pool sells until its price, fee included, is the last price of selling on: in units of what is paid in for one taken out. */
function tradeAt<N>(world: World<N>, pool: BandMarket<N>, direction: Direction, lastFetched: N): Trade<N> | undefined {
  const { n } = world;
  const fees = feesOf(world, pool);
  const oraclePrice = pool.oracle.price;
  if (!isPositive(n, lastFetched) || !isPositive(n, oraclePrice)) return undefined;
  const afterFee = n.mul(lastFetched, n.sub(n.one, fees.fee));
  const price = direction === "buy-collateral" ? afterFee : n.div(n.one, afterFee);
  return tradeToPrice(n, bandsOf(pool), { direction, price, oraclePrice }, fees);
}

/**
 * What arbitrageurs take out of the bands: as much as makes the last unit, bought from the pools and sold on over the venues, earn
 * nothing. Pools that sell the same asset for the same other reach that price together: q with q = last price after Σ trades(q). A pool is
 * traded one way a round, out of collateral first. Nobody comes for less than gas and minimum profit, or for what rounding has left. Rule: `mechanics/cdp/llamma/soft-liquidation.ts`.
 */
export function softLiquidations<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): OfferOrder<N>[] {
  const pools = [...state.bands.values()].filter(({ market }) => !isPaused(state.controls, market));
  const down = tradesOf(world, state, recorder, pools, "buy-collateral");
  const traded = new Set(down.map(({ market }) => market));
  const others = pools.filter(({ market }) => !traded.has(market));
  return [...down, ...tradesOf(world, state, recorder, others, "sell-collateral")];
}

/** All trades in one direction, pair by pair. */
function tradesOf<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  pools: readonly BandMarket<N>[],
  direction: Direction,
): OfferOrder<N>[] {
  const byPair = new Map<string, BandMarket<N>[]>();
  for (const pool of pools) {
    const { out, paid } = sides(pool, direction);
    const key = `${out.asset}>${paid.asset}`;
    byPair.set(key, [...(byPair.get(key) ?? []), pool]);
  }
  return [...byPair.values()].flatMap((group) => offersOf(world, state, recorder, group, direction));
}

function offersOf<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  group: readonly BandMarket<N>[],
  direction: Direction,
): OfferOrder<N>[] {
  const { n } = world;
  const [some] = group;
  if (some === undefined) return [];
  const { out, paid } = sides(some, direction);
  const route = findRoute(world, state, out.asset, paid.asset);
  if (route === undefined) return [];
  const taken = (q: N): N => n.total(group.map((pool) => tradeAt(world, pool, direction, q)?.got ?? n.zero));
  const spare = (q: N): N => n.sub(lastPrice(world, state, route, paid.asset, taken(q)), q);
  const now = lastPrice(world, state, route, paid.asset, n.zero);
  if (!isPositive(n, taken(now))) return [];
  const { low } = fallingRoot(n, spare, n.zero, now);
  return group.flatMap((pool) => {
    const trade = tradeAt(world, pool, direction, low);
    if (trade === undefined) return [];
    const offer = offerOf(world, state, recorder, pool, trade);
    return offer !== undefined && isWorthIt(world, state, route, offer) ? [offer] : [];
  });
}

function isWorthIt<N>(world: World<N>, state: State<N>, route: Route, offer: OfferOrder<N>): boolean {
  const { n } = world;
  const neededUsd = n.mul(reservationUsd(world, state, offer), n.add(n.one, n.parse(PRICE_RESOLUTION)));
  return isLess(world, neededUsd, averagePriceUsd(world, state, route, offer.units));
}

function offerOf<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  pool: BandMarket<N>,
  trade: Trade<N>,
): OfferOrder<N> | undefined {
  const { n, scenario } = world;
  const { log, books } = recorder;
  const { out, paid } = sides(pool, trade.direction);
  const lying = at(state.reserves, out.reserve).supplied;
  if (!isPositive(n, beyondRounding(n, trade.got, lying)) || !isPositive(n, trade.paid)) return undefined;
  const { id } = at(scenario.markets, pool.market);
  const oracle = at(scenario.oracles, at(world.reserves.list, pool.collateral.reserve).oracle).id;
  return {
    ...{ kind: "offer", market: pool.market, assetIn: out.asset, want: paid.asset },
    ...{ units: trade.got, priceUnits: n.div(trade.paid, trade.got), paidUnits: trade.paid, unpaidUnits: n.zero },
    ...{ name: `${id} ${trade.direction} ${state.round}`, rank: pool.market, owners: [...pool.stakes.keys()] },
    cause: Math.max(
      log.latest(nodeKey("oracle", oracle)),
      log.latest(nodeKey("asset", at(scenario.assets, out.asset).id)),
    ),
    part: (share) => {
      const amount = n.mul(trade.paid, share);
      if (!isPositive(n, amount)) return undefined;
      return offerOf(world, state, recorder, pool, smaller(world, pool, trade, amount, feesOf(world, pool)));
    },
    settle: () => {
      const [left, gained] = [at(state.reserves, out.reserve), at(state.reserves, paid.reserve)];
      left.supplied = n.max(n.sub(left.supplied, trade.got), n.zero);
      left.cash = n.max(n.sub(left.cash, trade.got), n.zero);
      gained.supplied = n.add(gained.supplied, n.sub(trade.paid, trade.adminFee));
      gained.cash = n.add(gained.cash, trade.paid);
      gained.treasury = n.add(gained.treasury, trade.adminFee);
      pool.held = trade.after.held;
      shareOut(world, state, books, pool);
    },
  };
}

/** The same trade for less. */
const smaller = <N>(
  { n }: World<N>,
  pool: BandMarket<N>,
  { direction }: Trade<N>,
  amount: N,
  fees: FeeTerms<N>,
): Trade<N> => exchange(n, bandsOf(pool), { direction, amount, oraclePrice: pool.oracle.price }, fees);
