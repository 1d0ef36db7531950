import { isWhole, withdrawLiquidity } from "../../mechanics/venues/withdrawable.js";
import { nodeKey } from "../../model/network.js";
import type { ProviderExit } from "../../model/scenario.js";
import { at } from "../../numbers/arithmetic.js";
import type { Books } from "../books/books.js";
import type { EventLog } from "../books/log.js";
import { poolValueUsd } from "../books/recorder.js";
import { isLess } from "../less.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { setVenue } from "./prices.js";

function goesOff<N>(world: World<N>, state: State<N>, { trigger }: ProviderExit): boolean {
  if (trigger.kind === "round") return state.round >= trigger.round;
  const { marketUsd } = at(state.assets, world.places.asset(trigger.asset));
  return isLess(world, marketUsd, world.n.parse(trigger.priceUsd));
}

/**
 * Lets providers of liquidity leave the venues where they said they would, once, after the news of a round and before its sales. They
 * take every token alike, so that no price moves: what changes is what the next sale does to it.
 */
export function withdrawProviders<N>(world: World<N>, state: State<N>, books: Books<N>, log: EventLog): void {
  const { n, scenario, places } = world;
  scenario.venues.forEach((venue, place) => {
    const exit = "providers" in venue ? venue.providers : undefined;
    const before = at(state.venues, place);
    if (exit === undefined || !isWhole(n, before) || !goesOff(world, state, exit)) return;
    const valueUsd = poolValueUsd(world, state, place);
    setVenue(world, state, books, place, withdrawLiquidity(n, before, n.parse(exit.withdrawShare)));
    const key = nodeKey("venue", venue.id);
    const share = Number(exit.withdrawShare);
    const cause =
      exit.trigger.kind === "price-below"
        ? log.latest(nodeKey("asset", at(scenario.assets, places.asset(exit.trigger.asset)).id))
        : 0;
    log.add({
      ...{ kind: "withdrawal", cause, from: key, to: key, channel: "run", valueUsd: valueUsd * share },
      text: `Providers take ${(share * 100).toPrecision(4)} % of the liquidity out of ${venue.id}`,
    });
  });
}
