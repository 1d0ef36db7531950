import { isLiquity, type LiquityMarket, type Redeemers } from "../../model/liquity.js";
import { nodeKey } from "../../model/network.js";
import { at, isPositive, positivePart } from "../../numbers/arithmetic.js";
import type { EventLog } from "../books/log.js";
import { isPaused } from "../news/controls.js";
import type { State } from "../state.js";
import type { ActorSale, RedeemersTrade } from "../trading/order.js";
import type { World } from "../world.js";
import {
  baseRateAfter,
  decayedRate,
  marketPerOracle,
  minters,
  type RedeemableBranch,
  rateOf,
  redeemableBranches,
} from "./redeemable-troves.js";
import { purchaseUnits, type RedemptionValue } from "./trove-redemption-size.js";
import { branchOf } from "./troves.js";

/** The last part of this size, of all that depositors ever gained, is sold at once. */
const LAST_SALE = "1e-4";

/** What Liquity brings to the venues: gains that depositors sell, stablecoin that redeemers buy, collateral that they got a round ago. */
export function liquityOrders<N>(
  world: World<N>,
  state: State<N>,
  log: EventLog,
): (ActorSale<N> | RedeemersTrade<N>)[] {
  return world.scenario.markets.flatMap((market, place) => {
    if (!isLiquity(market)) return [];
    return [
      ...gainSales(world, state, log, market, place),
      ...collateralSales(world, state, log, market, place),
      ...purchases(world, state, log, market, place),
    ];
  });
}

function gainSales<N>(
  world: World<N>,
  state: State<N>,
  log: EventLog,
  { stabilityPool, collateral }: LiquityMarket,
  place: number,
): ActorSale<N>[] {
  const { n, places } = world;
  const liquity = state.liquity.get(place);
  if (stabilityPool?.sell === undefined || liquity === undefined) return [];
  const { sharePerRound, into } = stabilityPool.sell;
  const [actor, assetIn] = [places.actor(stabilityPool.depositors), places.asset(collateral)];
  const held = n.min(liquity.gains, at(at(state.actors, actor).holdings, assetIn));
  const least = n.mul(n.parse(LAST_SALE), liquity.gained);
  const units = n.min(held, n.max(n.mul(n.parse(sharePerRound), held), least));
  if (!isPositive(n, units)) return [];
  const cause = log.latest(nodeKey("actor", stabilityPool.depositors));
  const settled = (sold: N): void => {
    liquity.gains = positivePart(n, n.sub(liquity.gains, sold));
  };
  return [{ kind: "stop-loss", assetIn, want: places.asset(into), units, cause, actor, settled }];
}

/** The market at which the redeemers of a stablecoin are stated, and what they do. */
const redeemersOf = <N>(world: World<N>, stablecoin: string): Redeemers | undefined =>
  minters(world, stablecoin).find(({ market }) => market.redeemers !== undefined)?.market.redeemers;

function collateralSales<N>(
  world: World<N>,
  state: State<N>,
  log: EventLog,
  { id, collateral, stablecoin }: LiquityMarket,
  place: number,
): RedeemersTrade<N>[] {
  const { n, places } = world;
  const liquity = state.liquity.get(place);
  const sellInto = redeemersOf(world, stablecoin)?.sellInto;
  if (liquity === undefined || sellInto === undefined || !isPositive(n, liquity.toSell)) return [];
  const cause = log.latest(nodeKey("market", id), (kind) => kind === "redemption");
  const settled = (sold: N): void => {
    liquity.toSell = positivePart(n, n.sub(liquity.toSell, sold));
  };
  const [assetIn, want] = [places.asset(collateral), places.asset(sellInto)];
  return [{ kind: "redeemers-trade", market: place, assetIn, want, units: liquity.toSell, cause, settled }];
}

function purchases<N>(
  world: World<N>,
  state: State<N>,
  log: EventLog,
  market: LiquityMarket,
  place: number,
): RedeemersTrade<N>[] {
  const { n, places } = world;
  const { redeemers, stablecoin } = market;
  if (redeemers === undefined || isPaused(state.controls, place)) return [];
  const { liquity } = branchOf(world, state, market, place);
  liquity.bought = n.zero;
  const [assetIn, want] = [places.asset(redeemers.payWith), places.asset(stablecoin)];
  if (!mayPay(world, state, market)) return [];
  const value = redemptionValue(world, state, market, redeemableBranches(world, state, stablecoin));
  const units = purchaseUnits(world, state, assetIn, want, value);
  if (!isPositive(n, units)) return [];
  const settled = (_: N, bought: N): void => {
    liquity.bought = bought;
  };
  const cause = log.latest(nodeKey("asset", stablecoin));
  return [{ kind: "redeemers-trade", market: place, assetIn, want, units, cause, settled }];
}

/** Whether the stablecoin is cheap enough for a redemption of some kind to be worth a closer look. */
function mayPay<N>(world: World<N>, state: State<N>, { stablecoin }: LiquityMarket): boolean {
  const { n, places } = world;
  const best = minters(world, stablecoin).map(({ market, place }) => {
    const { isShutDown } = branchOf(world, state, market, place).liquity;
    const bonus = isShutDown && market.kind === "liquity-v2" ? n.parse(market.urgentBonus) : n.zero;
    const { marketUsd } = at(state.assets, places.asset(market.collateral));
    const { priceUsd } = branchOf(world, state, market, place);
    return isPositive(n, priceUsd) ? n.mul(n.add(n.one, bonus), n.div(marketUsd, priceUsd)) : n.zero;
  });
  const { marketUsd } = at(state.assets, places.asset(stablecoin));
  return best.some((value) => isPositive(n, n.sub(value, marketUsd)));
}

/** What redeemers get for the next unit: in branches that are shut down first, where it is most, then in the others, less the rate. */
function redemptionValue<N>(
  world: World<N>,
  state: State<N>,
  market: LiquityMarket,
  branches: readonly RedeemableBranch<N>[],
): RedemptionValue<N> {
  const { n } = world;
  const { redeemers } = market;
  const of = (isUrgent: boolean) => branches.filter((branch) => branch.isUrgent === isUrgent);
  const units = (list: readonly RedeemableBranch<N>[]): N => n.total(list.map(({ mostUnits }) => mostUnits));
  const least = (list: readonly RedeemableBranch<N>[]): N =>
    list.map((branch) => perDollar(world, state, branch)).reduce((low, each) => n.min(low, each), n.parse("Infinity"));
  const [urgent, normal] = [of(true), of(false)];
  const [urgentUnits, urgentUsd, normalUsd] = [units(urgent), least(urgent), least(normal)];
  const all = n.add(urgentUnits, units(normal));
  const capacity = redeemers?.unitsPerRound;
  const { liquity } = branchOf(world, state, market, world.places.market(market.id));
  const { baseRate } = decayedRate(world, state, market, liquity);
  const rateAfter = (redeemed: N): N => rateOf(world, baseRateAfter(world, state, market, baseRate, redeemed));
  const normally = (units: N): N =>
    normal.length === 0 ? n.zero : n.mul(normalUsd, n.sub(n.one, rateAfter(positivePart(n, units))));
  return {
    mostUnits: capacity === undefined ? all : n.min(all, n.parse(capacity)),
    next: (bought) => {
      const beyond = n.sub(bought, urgentUnits);
      return urgent.length > 0 && (normal.length === 0 || !isPositive(n, beyond)) ? urgentUsd : normally(beyond);
    },
    all: (bought) => {
      const first = n.min(bought, urgentUnits);
      const rest = n.sub(bought, first);
      return n.add(isPositive(n, first) ? n.mul(first, urgentUsd) : n.zero, n.mul(rest, normally(rest)));
    },
  };
}

/** What a unit redeemed in a branch yields before the rate, in USD at market prices. */
function perDollar<N>(world: World<N>, state: State<N>, branch: RedeemableBranch<N>): N {
  const { n } = world;
  const value = marketPerOracle(world, state, branch);
  const { market, isUrgent } = branch;
  return isUrgent && market.kind === "liquity-v2" ? n.mul(value, n.add(n.one, n.parse(market.urgentBonus))) : value;
}
