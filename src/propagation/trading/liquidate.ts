import type { Account, Call, Pair } from "../../mechanics/lending/rule.js";
import { type Arithmetic, at, isPositive } from "../../numbers/arithmetic.js";
import { lift, lower } from "../../numbers/decide.js";
import type { Decimal } from "../../numbers/decimal.js";
import { liftAccount } from "../accounts/account.js";
import type { Screened } from "../accounts/health.js";
import type { World } from "../world.js";
import type { LiquidationOrder } from "./order.js";

/** A call under the market's rule. Where the rule came near a tie in float, the call is worked out again in decimal. */
function largestCall<N>(
  world: World<N>,
  market: number,
  account: Account<N>,
  share: N,
  pair: Pair | undefined,
): Call<N> | undefined {
  const { n } = world;
  world.watched.tookNearTie(); // forgets ties of earlier rules, which are not this call's
  const call = at(world.lending, market).call(account, share, pair);
  if (!world.watched.tookNearTie()) return call;
  const exact = at(world.exact.lending, market).call(liftAccount(world, account), lift(n, share), pair);
  world.ties.nearTies += 1;
  if ((exact === undefined) !== (call === undefined)) world.ties.overturned += 1;
  if (exact === undefined) return undefined;
  return {
    debtAsset: exact.debtAsset,
    collateralAsset: exact.collateralAsset,
    repaidUnits: lower(n, exact.repaidUnits),
    seizedUnits: lower(n, exact.seizedUnits),
    protocolFeeUnits: lower(n, exact.protocolFeeUnits),
    ...(exact.fromBands === undefined ? {} : { fromBands: lowerParts(n, exact.fromBands) }),
  };
}

const lowerParts = <N>(
  n: Arithmetic<N>,
  parts: NonNullable<Call<Decimal>["fromBands"]>,
): Call<N>["fromBands"] & object => ({
  removed: lower(n, parts.removed),
  usedUnits: lower(n, parts.usedUnits),
  excessUnits: lower(n, parts.excessUnits),
});

/** A liquidator's order for a share of the largest call on a pair; undefined where the market admits none. */
export function liquidationOrder<N>(
  world: World<N>,
  screened: Screened<N>,
  share: N,
  cause: number,
  pair?: Pair,
): LiquidationOrder<N> | undefined {
  const { n } = world;
  const market = at(world.positions.market, screened.position);
  const call = largestCall(world, market, screened.account, share, pair);
  if (call === undefined) return undefined;
  const units = n.sub(call.seizedUnits, call.protocolFeeUnits);
  if (!isPositive(n, units) || !(isPositive(n, call.repaidUnits) || isPositive(n, call.fromBands?.usedUnits ?? n.zero)))
    return undefined;
  return {
    kind: "liquidation",
    assetIn: call.collateralAsset,
    want: call.debtAsset,
    units,
    cause,
    screened,
    share,
    call,
  };
}
