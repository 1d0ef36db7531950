import { at, isPositive } from "../../numbers/arithmetic.js";
import type { Books } from "../books/books.js";
import type { EventLog } from "../books/log.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { hasMoved } from "./moved.js";
import { outsideUsd, setVenue } from "./prices.js";

/** Lets outside arbitrage close each venue's stated share of the gap to the reference prices, and logs the venues it moved. */
export function restoreVenues<N>(world: World<N>, state: State<N>, books: Books<N>, log: EventLog): void {
  const { n, scenario } = world;
  scenario.venues.forEach(({ id }, venue) => {
    const share = at(world.arbitrageShares, venue);
    if (!isPositive(n, share) || state.controls.closed.has(venue)) return;
    const before = at(state.venues, venue);
    const after = at(world.venues, venue).restore(before, share, outsideUsd(world, state, venue));
    setVenue(world, state, books, venue, after);
    if (!after.some((value, place) => hasMoved(n.toNumber(at(before, place)), n.toNumber(value)))) return;
    const key = at(world.keys.venues, venue);
    const text = (): string => `Outside arbitrage closes ${(n.toNumber(share) * 100).toFixed(0)} % of the gap at ${id}`;
    log.add({ kind: "arbitrage", from: key, to: key, text });
  });
}
