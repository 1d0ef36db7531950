import { splitSale } from "../../mechanics/venues/route.js";
import { nodeKey } from "../../model/network.js";
import { at, isPositive, running, totalOfRunning } from "../../numbers/arithmetic.js";
import type { Books } from "../books/books.js";
import { hasMoved } from "../prices/moved.js";
import type { Leg } from "../prices/pricing.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { Order, VenueSale } from "./order.js";
import { type Hop, type Route, saleLegs } from "./routes.js";

/** What one order sells on one hop. */
export interface Part<N> {
  readonly order: Order<N>;
  /** With what it goes on to, where it is the first of two. */
  readonly hop: Route;
  readonly units: N;
  /** Where it is the second of two: the place of the first among all that the first sitting filled. */
  readonly goesOnFrom?: number;
}

/** What came of it. */
export interface PartFilled<N> {
  readonly part: Part<N>;
  readonly soldUnits: N;
  readonly unsoldUnits: N;
  /** Units of what the hop buys. */
  readonly receivedUnits: N;
}

/** Parts that met the venues together. */
export interface FlowsTraded<N> {
  readonly filled: readonly PartFilled<N>[];
  readonly venueSales: readonly VenueSale<N>[];
  /** What no venue took. */
  readonly unfilledUsd: number;
  /** The largest of the gaps of sales that were split over venues; absent where none was. */
  readonly routingGap?: number;
}

/** The larger of two gaps, as a field; none where both are absent. */
export const largerGap = (...gaps: readonly (number | undefined)[]): { readonly routingGap?: number } => {
  const known = gaps.filter((gap) => gap !== undefined);
  return known.length === 0 ? {} : { routingGap: Math.max(...known) };
};

/** All parts that sell one asset for one other. */
interface Flow<N> {
  readonly hop: Hop;
  readonly parts: readonly Part<N>[];
  readonly units: N;
  readonly valueUsd: N;
}

/** A pair by the ids of its assets, whatever their places in the file. */
const nameOf = <N>({ scenario }: World<N>, { assetIn, bought }: Hop): string =>
  `${at(scenario.assets, assetIn).id}>${at(scenario.assets, bought).id}`;

/**
 * Sells parts together: opposite flows meet at the price before the venues move, the rest goes to the venues in falling order of
 * value, and every part of a flow gets the same average price. Changes venue states.
 */
export function tradeFlows<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  parts: readonly Part<N>[],
): FlowsTraded<N> {
  const { n } = world;
  const byPair = new Map<number, Part<N>[]>();
  for (const part of parts) {
    const together = byPair.get(part.hop.pair);
    if (together === undefined) byPair.set(part.hop.pair, [part]);
    else together.push(part);
  }
  const flows: Flow<N>[] = [];
  for (const together of byPair.values()) {
    const { hop } = at(together, 0);
    const sum = running(n);
    for (const part of together) n.accumulate(sum, part.units);
    const units = totalOfRunning(n, sum);
    if (!isPositive(n, units)) continue;
    flows.push({ hop, parts: together, units, valueUsd: n.mul(units, at(state.assets, hop.assetIn).marketUsd) });
  }
  flows.sort((a, b) => n.sign(n.sub(b.valueUsd, a.valueUsd)) || (nameOf(world, a.hop) < nameOf(world, b.hop) ? -1 : 1));
  const matched = matchOpposites(world, state, flows);
  const filled: PartFilled<N>[] = [];
  const traded = flows.map((flow) => fillFlow(world, state, books, flow, matched.get(flow.hop.pair), filled));
  return {
    filled,
    venueSales: traded.flatMap((each) => each.venueSales),
    unfilledUsd: traded.reduce((sum, each) => sum + each.unfilledUsd, 0),
    ...largerGap(...traded.map(({ routingGap }) => routingGap)),
  };
}

interface Match<N> {
  readonly units: N;
  readonly receivedUnits: N;
}

/** Opposite flows meet first, at the ratio of market prices before the round: the smaller whole, and no venue sees what they exchange. */
function matchOpposites<N>(world: World<N>, state: State<N>, flows: readonly Flow<N>[]): Map<number, Match<N>> {
  const { n } = world;
  const byKey = new Map(flows.map((flow) => [flow.hop.pair, flow]));
  const matched = new Map<number, Match<N>>();
  const unitsMet = (flow: Flow<N>, other: Flow<N>): N =>
    isPositive(n, n.sub(flow.valueUsd, other.valueUsd))
      ? n.min(flow.units, n.div(other.valueUsd, at(state.assets, flow.hop.assetIn).marketUsd))
      : flow.units;
  for (const flow of flows) {
    const { assetIn, bought } = flow.hop;
    const opposite = byKey.get(flow.hop.opposite);
    if (opposite === undefined || assetIn === bought) continue;
    if (!isPositive(n, n.min(flow.valueUsd, opposite.valueUsd))) continue;
    matched.set(flow.hop.pair, { units: unitsMet(flow, opposite), receivedUnits: unitsMet(opposite, flow) });
  }
  return matched;
}

/** Fills a flow: what each of its parts got is put with what others have. */
function fillFlow<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  flow: Flow<N>,
  match: Match<N> | undefined,
  filled: PartFilled<N>[],
): Omit<FlowsTraded<N>, "filled"> {
  const { n } = world;
  const { hop } = flow;
  const toVenues = n.sub(flow.units, match?.units ?? n.zero);
  if (hop.legs.length === 0 || !isPositive(n, toVenues)) {
    const received = hop.legs.length === 0 ? flow.units : (match?.receivedUnits ?? n.zero);
    shareOut(world, flow, n.zero, received, filled);
    return { venueSales: [], unfilledUsd: 0 };
  }
  const marketUsd = n.toNumber(at(state.assets, hop.assetIn).marketUsd);
  let largest = at(flow.parts, 0);
  for (const part of flow.parts) if (isPositive(n, n.sub(part.units, largest.units))) largest = part;
  const split = splitSale(n, saleLegs(world, state, hop), toVenues);
  const venueSales = hop.legs.map((leg, place): VenueSale<N> => {
    const { amountIn, fill } = at(split.legs, place);
    const taken = n.sub(amountIn, fill.unfilled);
    const { id } = at(world.scenario.venues, leg.venue);
    state.venues[leg.venue] = fill.after;
    books.trade(nodeKey("venue", id), hop.assetIn, taken, hop.bought, fill.out);
    return {
      venue: nodeKey("venue", id),
      asset: hop.assetIn,
      units: n.toNumber(taken),
      valueUsd: n.toNumber(taken) * marketUsd,
      unfilledUnits: n.toNumber(fill.unfilled),
      largest: largest.order,
    };
  });
  const received = n.add(split.out, match?.receivedUnits ?? n.zero);
  const soldUnits = n.toNumber(toVenues);
  shareOut(world, flow, split.unfilled, received, filled);
  const isTold = ({ units, unfilledUnits }: VenueSale<N>, place: number): boolean =>
    unfilledUnits > 0 ||
    (hasMoved(soldUnits, soldUnits - units) &&
      (hop.legs.length === 1 || showsIn(world, state, at(hop.legs, place), units)));
  return {
    venueSales: venueSales.filter(isTold),
    unfilledUsd: n.toNumber(split.unfilled) * marketUsd,
    ...largerGap(split.gap === undefined ? undefined : n.toNumber(split.gap)),
  };
}

/**
 * Whether a pool's balance shows what it has taken. Venues that an earlier sale has left at one price share the next by the last digits
 * of that price: what one of them takes then may be nothing but rounding.
 */
function showsIn<N>({ n, venues }: World<N>, state: State<N>, { venue, tokenIn }: Leg, units: number): boolean {
  const held = at(venues, venue).balances(at(state.venues, venue))?.[tokenIn];
  return held === undefined || hasMoved(n.toNumber(held), n.toNumber(held) - units);
}

/** Each part of what a flow sold, could not sell and received: of what is sold whole, every part to the last digit. */
function shareOut<N>({ n }: World<N>, flow: Flow<N>, unsold: N, received: N, filled: PartFilled<N>[]): void {
  for (const part of flow.parts) {
    const share = n.div(part.units, flow.units);
    const unsoldUnits = n.min(part.units, n.mul(share, unsold));
    const soldUnits = n.sub(part.units, unsoldUnits);
    filled.push({ part, soldUnits, unsoldUnits, receivedUnits: n.mul(share, received) });
  }
}
