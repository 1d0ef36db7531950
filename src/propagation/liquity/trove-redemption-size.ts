import { fallingRoot } from "../../mechanics/venues/root.js";
import { splitSale } from "../../mechanics/venues/route.js";
import { at, isPositive, isZero } from "../../numbers/arithmetic.js";
import { beyondRounding } from "../accounts/cash.js";
import type { State } from "../state.js";
import { findRoute, type Hop, saleLegs } from "../trading/routes.js";
import type { World } from "../world.js";

/** What an amount of stablecoin redeems: falling in the amount. */
export interface RedemptionValue<N> {
  /** USD for the next unit after `units`. */
  readonly next: (units: N) => N;
  /** USD for all of them, at the fee that they are charged together. */
  readonly all: (units: N) => N;
  /** The most that can be redeemed. */
  readonly mostUnits: N;
}

/**
 * Units of `payWith` that redeemers spend: they buy until the next unit costs what it redeems, or until no more can be redeemed.
 *
 * Solves next(bought(x)) = price of the next unit after x; none where no venue trades the pair, or where all of it would not pay for a
 * liquidator's gas and least profit.
 */
export function purchaseUnits<N>(
  world: World<N>,
  state: State<N>,
  payWith: number,
  stablecoin: number,
  { next, all, mostUnits }: RedemptionValue<N>,
): N {
  const { n } = world;
  const route = findRoute(world, state, payWith, stablecoin);
  const isDirect = route !== undefined && route.bought === stablecoin && route.next === undefined;
  const payUsd = at(state.assets, payWith).marketUsd;
  if (!isDirect || route.legs.length === 0 || !isPositive(n, payUsd) || !isPositive(n, mostUnits)) return n.zero;
  const gain = (spent: N): N => {
    const { bought, costUsd } = afterSpending(world, state, route, spent, payUsd);
    if (costUsd === undefined || isPositive(n, n.sub(bought, mostUnits))) return n.sub(n.zero, n.one);
    return n.sub(next(bought), costUsd);
  };
  if (!isPositive(n, gain(n.zero))) return n.zero;
  const mostSpent = n.div(n.mul(mostUnits, next(n.zero)), payUsd);
  const wanted = isPositive(n, gain(mostSpent)) ? mostSpent : fallingRoot(n, gain, n.zero, mostSpent).low;
  const spent = beyondRounding(n, wanted, mostSpent);
  const { bought } = afterSpending(world, state, route, spent, payUsd);
  const { gasUsd, minimumProfitUsd } = world.scenario.liquidators;
  const costsUsd = n.total([n.mul(spent, payUsd), n.parse(gasUsd), n.parse(minimumProfitUsd)]);
  return isPositive(n, n.sub(all(bought), costsUsd)) ? spent : n.zero;
}

/** What spending buys, and what the next unit then costs, fees included; no cost where nothing more is for sale. */
function afterSpending<N>(
  world: World<N>,
  state: State<N>,
  hop: Hop,
  spent: N,
  payUsd: N,
): { readonly bought: N; readonly costUsd?: N } {
  const { n } = world;
  const legs = saleLegs(world, state, hop);
  const sold = isZero(n, spent) ? undefined : splitSale(n, legs, spent);
  const perUnit = legs
    .map(({ terms, state: before, tokenIn, tokenOut, outsideUsd }, k) => {
      const after = sold === undefined ? before : at(sold.legs, k).fill.after;
      return n.mul(terms.marginalPrice(after, tokenIn, tokenOut, outsideUsd), n.sub(n.one, terms.fee));
    })
    .reduce((best, each) => n.max(best, each), n.zero);
  const bought = sold?.out ?? n.zero;
  const isSoldOut = (sold !== undefined && isPositive(n, sold.unfilled)) || !isPositive(n, perUnit);
  return isSoldOut ? { bought } : { bought, costUsd: n.div(payUsd, perUnit) };
}
