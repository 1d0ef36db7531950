import { nodeKey } from "../../model/network.js";
import type { Literal } from "../../model/scenario.js";
import { type Arithmetic, at } from "../../numbers/arithmetic.js";
import { decideLess, lift, type Sides } from "../../numbers/decide.js";
import { decimal } from "../../numbers/decimal.js";
import type { EventLog } from "../books/log.js";
import { outsideUsd } from "../prices/prices.js";
import type { State } from "../state.js";
import type { World } from "../world.js";

/** What the next unit of each token of a venue fetches in its quote; 1 for the quote. */
function tokenPrices<N>(world: World<N>, state: State<N>, venue: number): readonly N[] {
  const { n, pricing } = world;
  const quote = at(pricing.quote, venue);
  const outside = outsideUsd(world, state, venue);
  return at(pricing.tokens, venue).map((_, token) =>
    token === quote ? n.one : at(world.venues, venue).marginalPrice(at(state.venues, venue), token, quote, outside),
  );
}

/** Lets breakers look at their venues for the first time, before anything has happened. */
export function openBreakers<N>(world: World<N>, state: State<N>): void {
  for (const shock of world.scenario.shocks) {
    if (shock.kind !== "circuit-breaker") continue;
    const venue = world.places.venue(shock.venue);
    state.controls.pricesSeen.set(venue, tokenPrices(world, state, venue));
  }
}

/**
 * Opens the venues whose time is up, and closes those where |p − p₀| > move·p₀ for some token, p₀ the price at the last look, one round
 * ago: a breaker looks after the news of a round and before its sales. A venue that opens is not closed again in that round.
 */
export function watchVenues<N>(world: World<N>, state: State<N>, log: EventLog): void {
  const { closed, pricesSeen } = state.controls;
  const before = new Map(pricesSeen);
  const opening = new Set([...closed].filter(([, round]) => round <= state.round).map(([venue]) => venue));
  for (const venue of opening) {
    closed.delete(venue);
    const key = nodeKey("venue", at(world.scenario.venues, venue).id);
    log.add({ kind: "intervention", from: key, to: key, text: `${key.slice("venue:".length)} opens again` });
  }
  for (const venue of before.keys()) pricesSeen.set(venue, tokenPrices(world, state, venue));
  for (const shock of world.scenario.shocks) {
    if (shock.kind !== "circuit-breaker" || shock.round > state.round) continue;
    const venue = world.places.venue(shock.venue);
    if (closed.has(venue) || opening.has(venue)) continue;
    const now = pricesSeen.get(venue) ?? [];
    const moved = (before.get(venue) ?? []).some((old, token) => hasLeft(world, old, at(now, token), shock.move));
    if (!moved) continue;
    closed.set(venue, state.round + shock.rounds);
    const key = nodeKey("venue", shock.venue);
    const text = `${shock.venue} closes until round ${state.round + shock.rounds}: a price there has moved by more than its breaker allows`;
    log.add({ kind: "intervention", cause: causeOfMove(world, log, venue), from: key, to: key, text });
  }
}

/** Whether |now − old| > move·old, strictly. */
function hasLeft<N>(world: World<N>, old: N, now: N, move: Literal): boolean {
  const { n } = world;
  const sides = <M>(m: Arithmetic<M>, was: M, is: M): Sides<M> => ({
    left: m.mul(m.parse(move), was),
    right: m.max(m.sub(is, was), m.sub(was, is)),
  });
  return decideLess(n, sides(n, old, now), () => sides(decimal, lift(n, old), lift(n, now)), world.ties);
}

/** The latest thing that happened to a venue or to an asset that it trades. */
function causeOfMove<N>(world: World<N>, log: EventLog, venue: number): number {
  const assets = at(world.pricing.tokens, venue).map((asset) => nodeKey("asset", at(world.scenario.assets, asset).id));
  return Math.max(...[nodeKey("venue", at(world.scenario.venues, venue).id), ...assets].map((key) => log.latest(key)));
}
