import type { Account, Call } from "../mechanics/lending/rule.js";
import { at, isPositive, isZero, ratio } from "../numbers/arithmetic.js";
import { lift, lower } from "../numbers/decide.js";
import { liftAccount } from "./account.js";
import type { Screened } from "./health.js";
import type { LiquidationOrder } from "./order.js";
import type { State } from "./state.js";
import type { World } from "./world.js";

/** A call under the market's rule. Where the rule came near a tie in float, the call is worked out again in decimal. */
function largestCall<N>(world: World<N>, market: number, account: Account<N>, share: N): Call<N> | undefined {
  const { n } = world;
  const call = at(world.lending, market).call(account, share);
  if (!world.watched.tookNearTie()) return call;
  const exact = at(world.exact.lending, market).call(liftAccount(world, account), lift(n, share));
  world.ties.nearTies += 1;
  if ((exact === undefined) !== (call === undefined)) world.ties.overturned += 1;
  if (exact === undefined) return undefined;
  return {
    debtAsset: exact.debtAsset,
    collateralAsset: exact.collateralAsset,
    repaidUnits: lower(n, exact.repaidUnits),
    seizedUnits: lower(n, exact.seizedUnits),
    protocolFeeUnits: lower(n, exact.protocolFeeUnits),
  };
}

/** A liquidator's order for a share of the largest call; undefined where the market admits none. */
export function liquidationOrder<N>(
  world: World<N>,
  screened: Screened<N>,
  share: N,
  cause: number,
): LiquidationOrder<N> | undefined {
  const { n } = world;
  const market = at(world.positions.market, screened.position);
  const call = largestCall(world, market, screened.account, share);
  if (call === undefined) return undefined;
  const units = n.sub(call.seizedUnits, call.protocolFeeUnits);
  if (!isPositive(n, units) || !isPositive(n, call.repaidUnits)) return undefined;
  return { kind: "liquidation", assetIn: call.collateralAsset, want: call.debtAsset, units, cause, screened, call };
}

/**
 * Cuts calls down, all alike, to what liquidators can repay in a round and to what the markets hold of the collateral: a seizure is
 * paid out of a pooled reserve's cash.
 */
export function limitCalls<N>(
  world: World<N>,
  state: State<N>,
  orders: readonly LiquidationOrder<N>[],
): LiquidationOrder<N>[] {
  const { n, scenario } = world;
  const repaidUsd = n.total(
    orders.map((order) => n.mul(order.call.repaidUnits, at(state.assets, order.want).marketUsd)),
  );
  const { capacityUsdPerRound } = scenario.liquidators;
  const capacity = capacityUsdPerRound === undefined ? n.one : ratio(n, n.parse(capacityUsdPerRound), repaidUsd, n.one);
  const reserveOf = (order: LiquidationOrder<N>): number =>
    world.reserves.of(at(world.positions.market, order.screened.position), at(scenario.assets, order.assetIn).id);
  const asked = new Map<number, N[]>();
  for (const order of orders) asked.set(reserveOf(order), [...(asked.get(reserveOf(order)) ?? []), order.units]);
  const shares = new Map(
    [...asked].map(([reserve, units]) => [reserve, ratio(n, at(state.reserves, reserve).cash, n.total(units), n.one)]),
  );
  return orders.flatMap((order) => {
    const share = n.min(n.min(n.one, capacity), shares.get(reserveOf(order)) ?? n.one);
    if (isZero(n, n.sub(share, n.one))) return [order];
    const smaller = liquidationOrder(world, order.screened, share, order.cause);
    return smaller === undefined ? [] : [smaller];
  });
}
