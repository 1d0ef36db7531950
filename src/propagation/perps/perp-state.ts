import { isPerp } from "../../model/perps.js";
import { at } from "../../numbers/arithmetic.js";
import { findSlot, slotUnits } from "../accounts/account.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { OpenPerp, Perps, PerpVenue } from "./perp-venue.js";

/** Perpetual venues and their positions before anything has happened; marks are those of `noteMarks`. */
export function openPerps<N>({ n, scenario, places }: World<N>): Perps<N> {
  const byPosition = new Map<number, OpenPerp<N>>();
  const byMarket = new Map<number, OpenPerp<N>[]>();
  scenario.positions.forEach(({ market, perp }, position) => {
    if (perp === undefined) return;
    const [size, entryPriceUsd] = [n.parse(perp.sizeUnits), n.parse(perp.entryPriceUsd)];
    const open: OpenPerp<N> = { position, size, entryPriceUsd, accruedUsd: n.zero };
    const place = places.market(market);
    byPosition.set(position, open);
    byMarket.set(place, [...(byMarket.get(place) ?? []), open]);
  });
  const venues = scenario.markets.flatMap((spec, market): PerpVenue<N>[] => {
    if (!isPerp(spec)) return [];
    const none = { premium: n.zero, vaultSize: n.zero, vaultQuoteUsd: n.zero };
    return [{ market, accounts: byMarket.get(market) ?? [], markUsd: n.zero, ...none }];
  });
  return { venues: new Map(venues.map((venue) => [venue.market, venue])), byPosition };
}

/** The price that a venue marks its positions at now, in USD. */
export function markUsdOf<N>(world: World<N>, state: State<N>, market: number): N {
  const spec = at(world.scenario.markets, market);
  if (!isPerp(spec)) return world.n.zero;
  return at(state.oracles, at(world.reserves.list, world.reserves.of(market, spec.underlying)).oracle).priceUsd;
}

/** Notes the marks of now as those that the next round calls the ones before. */
export function noteMarks<N>(world: World<N>, state: State<N>): void {
  for (const venue of state.perps.venues.values()) venue.markUsd = markUsdOf(world, state, venue.market);
}

/** The slot of collateral that holds a position's margin. */
export function marginSlot<N>(world: World<N>, position: number): number | undefined {
  const spec = at(world.scenario.markets, at(world.positions.market, position));
  return isPerp(spec) ? findSlot(world, position, "collateral", world.places.asset(spec.margin)) : undefined;
}

/** A position's margin with the funding that it is still to be paid, in USD: one unit of the margin asset counts as one. */
export function depositUsd<N>(world: World<N>, state: State<N>, { position, accruedUsd }: OpenPerp<N>): N {
  const slot = marginSlot(world, position);
  return slot === undefined ? accruedUsd : world.n.add(slotUnits(world, state, "collateral", slot), accruedUsd);
}
