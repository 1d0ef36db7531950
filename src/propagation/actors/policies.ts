import { type DeleverageInputs, sizeToTargetHealth } from "../../mechanics/actors/deleverage.js";
import type { Holding } from "../../mechanics/lending/rule.js";
import { nodeKey } from "../../model/network.js";
import type { Policy } from "../../model/scenario.js";
import { at, isPositive, positivePart, ratio } from "../../numbers/arithmetic.js";
import { decideLess, lift, type Sides } from "../../numbers/decide.js";
import type { Decimal } from "../../numbers/decimal.js";
import { forEachSlot, liftAccount } from "../accounts/account.js";
import type { Screened } from "../accounts/health.js";
import { marketKeyOf, who } from "../accounts/who.js";
import type { EventLog } from "../books/log.js";
import { isLess } from "../less.js";
import type { State } from "../state.js";
import type { DeleverageOrder, Order } from "../trading/order.js";
import { averagePriceUsd, findRoute } from "../trading/routes.js";
import type { World } from "../world.js";
import { isDue } from "./due.js";
import { hedgeOrders } from "./hedges.js";

type Deleverage = Extract<Policy, { readonly kind: "deleverage" }>;
type StopLoss = Extract<Policy, { readonly kind: "stop-loss" }>;

function largest<N>(world: World<N>, holdings: readonly Holding<N>[]): Holding<N> | undefined {
  const { n } = world;
  const valueUsd = (held: Holding<N>): N => n.mul(held.units, held.oraclePriceUsd);
  return holdings.reduce<Holding<N> | undefined>(
    (best, held) => (best === undefined || isPositive(n, n.sub(valueUsd(held), valueUsd(best))) ? held : best),
    undefined,
  );
}

/**
 * Orders of actors under their own policies. Positions that can be liquidated in this round are left to the liquidators: the owner
 * has acted too late.
 */
export function policyOrders<N>(
  world: World<N>,
  state: State<N>,
  log: EventLog,
  healthy: readonly Screened<N>[],
): Order<N>[] {
  return world.scenario.actors.flatMap(({ id, policies }, actor) => {
    const owned = healthy.filter(({ position }) => who(world, position).owner === id);
    const claimed = new Set<number>();
    const left = [...at(state.actors, actor).holdings];
    return policies.flatMap((policy, place): Order<N>[] => {
      if (policy.kind === "redeem" || !isDue(policy, state.round)) return [];
      const free = owned.filter(({ position }) => !claimed.has(position));
      const orders =
        policy.kind === "deleverage"
          ? free.flatMap((screened) => deleverageOrder(world, state, log, policy, screened, actor))
          : policy.kind === "delta-hedge"
            ? hedgeOrders(world, state, log, policy, actor, left)
            : stopLossOrders(world, state, log, policy, free, actor, place, left);
      for (const order of orders) {
        if ("position" in order) claimed.add(order.position);
        else left[order.assetIn] = world.n.sub(at(left, order.assetIn), order.units);
      }
      return orders;
    });
  });
}

/** How often the size of a sale is worked out again at the price that the last size would fetch. */
const SIZING_STEPS = 10;

/** Sells what brings the position back to its target at the price the sale itself would fetch, but no more than the debt takes. */
function deleverageOrder<N>(
  world: World<N>,
  state: State<N>,
  log: EventLog,
  policy: Deleverage,
  screened: Screened<N>,
  actor: number,
): DeleverageOrder<N>[] {
  const { n } = world;
  const trigger = n.parse(policy.whenHealthBelow);
  const { account, position } = screened;
  if (!isBelowHealth(world, screened, trigger)) return [];
  const collateral = largest(world, account.collateral);
  const debt = largest(world, account.debt);
  if (collateral === undefined || debt === undefined || !isPositive(n, collateral.oraclePriceUsd)) return [];
  const route = findRoute(world, state, collateral.asset, debt.asset);
  if (route === undefined) return [];
  const inputs = { ...backing(world, screened, collateral), targetHealth: n.parse(policy.toHealth) };
  const owedUsd = n.mul(debt.units, debt.oraclePriceUsd);
  const unitsFor = (slippage: N): N => {
    const { sellUsd, reachesTarget } = sizeToTargetHealth(n, { ...inputs, slippage });
    const takesAll = !reachesTarget && isPositive(n, sellUsd);
    const units = takesAll ? collateral.units : n.div(sellUsd, collateral.oraclePriceUsd);
    const paidFor = n.mul(collateral.oraclePriceUsd, n.sub(n.one, slippage));
    return n.min(n.min(collateral.units, units), ratio(n, owedUsd, paidFor, collateral.units));
  };
  const slippageOf = (units: N): N =>
    positivePart(n, n.sub(n.one, n.div(averagePriceUsd(world, state, route, units), collateral.oraclePriceUsd)));
  let units = unitsFor(n.zero);
  for (let step = 0; step < SIZING_STEPS && isPositive(n, units); step += 1) units = unitsFor(slippageOf(units));
  if (!isPositive(n, units)) return [];
  const key = nodeKey("actor", at(world.scenario.actors, actor).id);
  const to = who(world, position).key;
  const text = `${key.slice("actor:".length)} deleverages ${to.slice("position:".length)} towards health ${policy.toHealth}`;
  const cause = log.add({
    kind: "deleverage",
    cause: causeOf(world, log, position),
    from: key,
    to,
    units: n.toNumber(units),
    text,
  });
  return [{ kind: "deleverage", assetIn: collateral.asset, want: debt.asset, units, cause, position, actor }];
}

/**
 * An account as if the collateral that is sold were all that backs it: its own threshold, and the value at which that gives the
 * account's whole capacity. Selling a dollar of it then takes away as much capacity as it does in the account.
 */
function backing<N>(
  world: World<N>,
  { account, position }: Screened<N>,
  sold: Holding<N>,
): Pick<DeleverageInputs<N>, "collateralUsd" | "debtUsd" | "liquidationThreshold"> {
  const { n } = world;
  const terms = at(world.lending, at(world.positions.market, position));
  const { capacityUsd, debtUsd } = terms.health(account);
  const ofSold = terms.health({ ...account, collateral: [sold] }).capacityUsd;
  const liquidationThreshold = ratio(n, ofSold, n.mul(sold.units, sold.oraclePriceUsd), n.zero);
  return { collateralUsd: ratio(n, capacityUsd, liquidationThreshold, n.zero), debtUsd, liquidationThreshold };
}

/** Whether capacity < trigger · debt: health below the trigger, strictly. */
function isBelowHealth<N>(world: World<N>, { account, position }: Screened<N>, trigger: N): boolean {
  const { n } = world;
  const market = at(world.positions.market, position);
  const { capacityUsd, debtUsd } = at(world.lending, market).health(account);
  const again = (): Sides<Decimal> => {
    const exact = at(world.exact.lending, market).health(liftAccount(world, account));
    return { left: exact.capacityUsd, right: exact.debtUsd.times(lift(n, trigger)) };
  };
  return decideLess(n, { left: capacityUsd, right: n.mul(trigger, debtUsd) }, again, world.ties);
}

/** `left` is what earlier policies of this round leave of the actor's tokens: two stop-losses never sell the same unit. */
function stopLossOrders<N>(
  world: World<N>,
  state: State<N>,
  log: EventLog,
  policy: StopLoss,
  owned: readonly Screened<N>[],
  actor: number,
  place: number,
  left: readonly N[],
): Order<N>[] {
  const { n, places, scenario } = world;
  const { triggered } = at(state.actors, actor);
  const asset = places.asset(policy.asset);
  const triggerUsd = n.parse(policy.priceUsd);
  const { marketUsd } = at(state.assets, asset);
  const stillAbove = isLess(world, triggerUsd, marketUsd);
  if (triggered.has(place) || stillAbove) return [];
  triggered.add(place);
  const from = nodeKey("asset", policy.asset);
  const key = nodeKey("actor", at(scenario.actors, actor).id);
  const text = `Stop-loss of ${key.slice("actor:".length)}: ${policy.asset} is at or below ${policy.priceUsd} USD`;
  const cause = log.add({ kind: "stop-loss", from, to: key, asset: policy.asset, text });
  const share = n.parse(policy.share);
  const own = n.mul(at(left, asset), share);
  const fromHoldings: Order<N>[] = isPositive(n, own)
    ? [{ kind: "stop-loss", assetIn: asset, want: places.asset(policy.into), units: own, cause, actor }]
    : [];
  const fromPositions = owned.flatMap(({ account, position }): Order<N>[] => {
    const held = account.collateral.find((each) => each.asset === asset);
    const debt = largest(world, account.debt);
    if (held === undefined || debt === undefined || !isPositive(n, held.units)) return [];
    const units = n.mul(held.units, share);
    return [{ kind: "stop-loss-position", assetIn: asset, want: debt.asset, units, cause, position, actor }];
  });
  return [...fromHoldings, ...fromPositions];
}

/** What last changed a position's health: its market's interest or terms, or one of the oracles that judge it. */
export function causeOf<N>(world: World<N>, log: EventLog, position: number): number {
  const { keys, reserves } = world;
  let cause = log.latest(marketKeyOf(world, position), (kind) => kind === "interest" || kind === "intervention");
  for (const side of ["collateral", "debt"] as const)
    forEachSlot(world, position, side, (_, place) => {
      cause = Math.max(cause, log.latest(at(keys.oracles, at(reserves.list, place).oracle)));
    });
  return cause;
}
