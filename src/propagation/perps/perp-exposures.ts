import { isPerp } from "../../model/perps.js";
import { at } from "../../numbers/arithmetic.js";
import type { State } from "../state.js";
import type { World } from "../world.js";

type Visit<N> = (asset: number, units: N) => void;

/** A perpetual position besides its margin, in signed units of assets: s of the underlying, and accrued − s·entry of the margin asset. */
export function forEachPerpExposure<N>(world: World<N>, state: State<N>, position: number, visit: Visit<N>): void {
  const open = state.perps.byPosition.get(position);
  if (open === undefined) return;
  const spec = at(world.scenario.markets, at(world.positions.market, position));
  if (!isPerp(spec)) return;
  const { n, places } = world;
  visit(places.asset(spec.underlying), open.size);
  visit(places.asset(spec.margin), n.sub(open.accruedUsd, n.mul(open.size, open.entryPriceUsd)));
}

/** What a venue itself stands on: a liquidator vault on what it has taken over, a pool on the other side of all listed positions. */
export function forEachVenueExposure<N>(world: World<N>, state: State<N>, market: number, visit: Visit<N>): void {
  const venue = state.perps.venues.get(market);
  const spec = at(world.scenario.markets, market);
  if (venue === undefined || !isPerp(spec)) return;
  const { n, places } = world;
  const [underlying, margin] = [places.asset(spec.underlying), places.asset(spec.margin)];
  visit(underlying, venue.vaultSize);
  visit(margin, venue.vaultQuoteUsd);
  if (spec.kind !== "gmx-v2") return;
  visit(underlying, n.sub(n.zero, n.total(venue.accounts.map(({ size }) => size))));
  visit(margin, n.total(venue.accounts.map(({ size, entryPriceUsd }) => n.mul(size, entryPriceUsd))));
}
