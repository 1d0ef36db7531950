import { splitSale } from "../../mechanics/venues/route.js";
import { at, isPositive, ratio } from "../../numbers/arithmetic.js";
import type { State } from "../state.js";
import { type Hop, type Route, saleLegs } from "../trading/routes.js";
import type { World } from "../world.js";

/** What one more unit fetches on a hop after `units` have been sold there, and what these fetched; both in units of what it buys. */
function afterSale<N>(world: World<N>, state: State<N>, hop: Hop, units: N): { readonly next: N; readonly fetched: N } {
  const { n } = world;
  if (hop.legs.length === 0) return { next: n.one, fetched: units };
  const legs = saleLegs(world, state, hop);
  const sale = isPositive(n, units) ? splitSale(n, legs, units) : undefined;
  const prices = legs.map(({ terms, state: before, tokenIn, tokenOut, outsideUsd }, k) => {
    const after = sale === undefined ? before : at(sale.legs, k).fill.after;
    const room = terms.amountToReach(after, tokenIn, tokenOut, n.zero, outsideUsd);
    const marginal = terms.marginalPrice(after, tokenIn, tokenOut, outsideUsd);
    return isPositive(n, room) ? n.mul(marginal, n.sub(n.one, terms.fee)) : n.zero;
  });
  return { next: prices.reduce((best, price) => n.max(best, price), n.zero), fetched: sale?.out ?? n.zero };
}

/** Units of `want` that one more unit fetches on a route, after fees, when `units` have been sold there; 0 where nobody takes more. */
export function lastPrice<N>(world: World<N>, state: State<N>, route: Route, want: number, units: N): N {
  const { n } = world;
  const here = afterSale(world, state, route, units);
  if (route.next !== undefined) return n.mul(here.next, lastPrice(world, state, route.next, want, here.fetched));
  if (route.bought === want) return here.next;
  const rate = ratio(n, at(state.assets, route.bought).marketUsd, at(state.assets, want).marketUsd, n.zero);
  return n.mul(here.next, rate);
}
