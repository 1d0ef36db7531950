import type { Holding } from "../../mechanics/lending/rule.js";
import { type Arithmetic, at, isPositive } from "../../numbers/arithmetic.js";
import type { Screened } from "../accounts/health.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { reservationUsd } from "./accept.js";
import { liquidationOrder } from "./liquidate.js";
import type { LiquidationOrder } from "./order.js";
import { averagePriceUsd, type Ways, waysNow } from "./routes.js";

/** Profits closer than this, relatively, count as equal. */
const PROFIT_RESOLUTION = 1e-9;

/** A call with what it would earn if it were the only one. */
interface Weighed<N> {
  readonly order: LiquidationOrder<N>;
  readonly profitUsd: N;
}

/**
 * The call that would earn a liquidator most if it were the only one in the round: over every collateral and debt of the account,
 * proceeds of selling the seizure where it is sold now, less repayment and gas. Of equal profits the smaller sale by value wins, then
 * the one of more units, so that the order of the account does not matter. Undefined where the market admits no call.
 */
export function bestOrder<N>(
  world: World<N>,
  state: State<N>,
  screened: Screened<N>,
  cause: number,
  ways = waysNow(world, state),
): LiquidationOrder<N> | undefined {
  const { n } = world;
  const { account } = screened;
  if (heldOf(n, account.collateral) <= 1 && heldOf(n, account.debt) <= 1)
    return liquidationOrder(world, screened, n.one, cause);
  let best: Weighed<N> | undefined;
  for (const taken of account.collateral) {
    if (!isPositive(n, taken.units)) continue;
    for (const repaid of account.debt) {
      if (!isPositive(n, repaid.units)) continue;
      const pair = { collateralAsset: taken.asset, debtAsset: repaid.asset };
      const order = liquidationOrder(world, screened, n.one, cause, pair);
      if (order === undefined) continue;
      const weighed = { order, profitUsd: soloProfitUsd(world, state, order, ways) };
      if (best === undefined || isBetter(world, state, weighed, best)) best = weighed;
    }
  }
  return best?.order;
}

/** How many of these are not empty. */
function heldOf<N>(n: Arithmetic<N>, holdings: readonly Holding<N>[]): number {
  let held = 0;
  for (const { units } of holdings) if (isPositive(n, units)) held += 1;
  return held;
}

/** units · (average price alone on its route − price it needs); what nothing trades fetches nothing. */
function soloProfitUsd<N>(world: World<N>, state: State<N>, order: LiquidationOrder<N>, ways: Ways<N>): N {
  const { n } = world;
  const route = ways.find(order.assetIn, order.want);
  const fetched = route === undefined ? n.zero : averagePriceUsd(world, state, route, order.units, ways.legsOf);
  return n.mul(order.units, n.sub(fetched, reservationUsd(world, state, order)));
}

function isBetter<N>(world: World<N>, state: State<N>, one: Weighed<N>, other: Weighed<N>): boolean {
  const { n } = world;
  const soldUsd = ({ order }: Weighed<N>): N => n.mul(order.units, at(state.assets, order.assetIn).marketUsd);
  const byProfit = compare(n, one.profitUsd, other.profitUsd);
  if (byProfit !== 0) return byProfit > 0;
  const bySale = compare(n, soldUsd(other), soldUsd(one));
  if (bySale !== 0) return bySale > 0;
  return compare(n, one.order.units, other.order.units) > 0;
}

/** Sign of a − b, or 0 where they are as good as equal. */
function compare<N>(n: Arithmetic<N>, a: N, b: N): -1 | 0 | 1 {
  const size = n.max(magnitude(n, a), magnitude(n, b));
  const gap = n.sub(a, b);
  const isClear = isPositive(n, n.sub(magnitude(n, gap), n.mul(n.fromNumber(PROFIT_RESOLUTION), size)));
  return isClear ? n.sign(gap) : 0;
}

const magnitude = <N>(n: Arithmetic<N>, value: N): N => n.max(value, n.sub(n.zero, value));
