import { type Candidate, deleverage, deleveragingOrder } from "../mechanics/perps/deleveraging.js";
import { absolute, type PerpPosition } from "../mechanics/perps/margin.js";
import { type NodeKey, nodeKey } from "../model/network.js";
import type { PerpMarket } from "../model/scenario.js";
import { at, isZero } from "../numbers/arithmetic.js";
import type { BookFill } from "./perp-book.js";
import { settleClosing } from "./perp-settle.js";
import { depositUsd, markUsdOf, type OpenPerp, type PerpVenue } from "./perp-state.js";
import { causeOf } from "./policies.js";
import { logProtocolLoss } from "./protocol-loss.js";
import type { Recorder } from "./recorder.js";
import type { ReserveState, State } from "./state.js";
import type { World } from "./world.js";

/** One perpetual venue while it closes positions in a round. */
export interface PerpRound<N> {
  readonly world: World<N>;
  readonly state: State<N>;
  readonly recorder: Recorder<N>;
  readonly venue: PerpVenue<N>;
  readonly key: NodeKey;
  readonly marginAsset: number;
  readonly reservePlace: number;
  readonly reserve: ReserveState<N>;
  readonly markUsd: N;
  /** What the book or the pool took over, with the signs of the positions. */
  readonly taken: BookFill<N>[];
  /** Positions that were closed by force, and those closed against them. */
  readonly liquidated: Set<number>;
  readonly deleveraged: Set<number>;
  /** Positions that should have been closed and met nobody. */
  readonly waiting: Set<number>;
  closedUsd: number;
  /** The event of the first closing. */
  event?: number;
}

export function beginPerpRound<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  venue: PerpVenue<N>,
  market: PerpMarket,
): PerpRound<N> {
  const reservePlace = world.reserves.of(venue.market, market.margin);
  return {
    ...{ world, state, recorder, venue, reservePlace, reserve: at(state.reserves, reservePlace) },
    ...{ key: nodeKey("market", market.id), marginAsset: world.places.asset(market.margin) },
    markUsd: markUsdOf(world, state, venue.market),
    ...{ taken: [], liquidated: new Set(), deleveraged: new Set(), waiting: new Set(), closedUsd: 0 },
  };
}

export const idOf = <N>({ world }: PerpRound<N>, { position }: OpenPerp<N>): string =>
  at(world.scenario.positions, position).id;

/** A position as the rules of perpetuals read it. */
export const asPosition = <N>({ world, state }: PerpRound<N>, open: OpenPerp<N>): PerpPosition<N> => ({
  ...{ size: open.size, entryPriceUsd: open.entryPriceUsd },
  depositUsd: depositUsd(world, state, open),
});

/** Logs that a part of a position was closed by force, and by whom it was taken over. */
export function noteClosing<N>(
  round: PerpRound<N>,
  open: OpenPerp<N>,
  { size, priceUsd }: BookFill<N>,
  by: string,
): void {
  const { world, recorder, key } = round;
  const { n } = world;
  const id = idOf(round, open);
  const units = n.toNumber(absolute(n, size));
  const valueUsd = units * n.toNumber(round.markUsd);
  const side = n.sign(size) > 0 ? "long" : "short";
  const text = `${units.toPrecision(6)} ${side} of ${id} are closed at ${n.toNumber(priceUsd).toPrecision(6)} USD ${by}`;
  const event = recorder.log.add({
    ...{ kind: "liquidation", cause: causeOf(world, recorder.log, open.position), channel: "price", units, valueUsd },
    ...{ from: key, to: nodeKey("position", id), text },
  });
  round.event ??= event;
  round.closedUsd += valueUsd;
  round.liquidated.add(open.position);
  recorder.liquidated.add(open.position);
  if (isZero(n, open.size)) recorder.closedRound.set(open.position, round.state.round);
}

/** Closes a part of a position with the book. */
export function closeAtBook<N>(round: PerpRound<N>, open: OpenPerp<N>, fill: BookFill<N>, toFundUsd: N): void {
  settleClosing(round, open, { ...fill, toFundUsd });
  round.taken.push(fill);
  noteClosing(round, open, fill, "by the book");
}

/** Positions of a venue that are open, as candidates in the order in which they are closed against others. */
function inOrder<N>(round: PerpRound<N>): readonly Candidate<N>[] {
  const open = round.venue.accounts.filter(({ size }) => !isZero(round.world.n, size));
  const candidates = open.map((each) => ({ id: idOf(round, each), ...asPosition(round, each) }));
  return deleveragingOrder(round.world.n, candidates, round.markUsd);
}

/**
 * Closes listed positions of the other side at a price, in the venue's order, for `size` of a bankrupt one; what they do not take is
 * taken by traders that are not listed. Rule: `mechanics/perps/deleveraging.ts`.
 */
export function closeOpposites<N>(round: PerpRound<N>, size: N, priceUsd: N, bankrupt: string): void {
  const { world, venue } = round;
  const { n } = world;
  const byId = new Map(venue.accounts.map((open) => [idOf(round, open), open]));
  for (const closing of deleverage(n, size, inOrder(round), priceUsd).closings) {
    const open = byId.get(closing.id);
    if (open === undefined) continue;
    settleClosing(round, open, { size: closing.size, priceUsd, toFundUsd: n.zero });
    noteDeleveraged(round, open, { size: closing.size, priceUsd }, `against ${bankrupt}`);
  }
}

/** Logs that a part of a position was closed for another's sake. */
export function noteDeleveraged<N>(
  round: PerpRound<N>,
  open: OpenPerp<N>,
  { size, priceUsd }: BookFill<N>,
  why: string,
): void {
  const { world, recorder, key } = round;
  const { n } = world;
  const id = idOf(round, open);
  round.deleveraged.add(open.position);
  if (isZero(n, open.size)) recorder.closedRound.set(open.position, round.state.round);
  const units = n.toNumber(absolute(n, size));
  const valueUsd = units * n.toNumber(round.markUsd);
  const text = `${units.toPrecision(6)} of ${id} are closed at ${n.toNumber(priceUsd).toPrecision(6)} USD ${why}`;
  const to = nodeKey("position", id);
  recorder.log.add({ kind: "auto-deleveraging", from: key, to, channel: "claim", units, valueUsd, text });
}

/** Closes a bankrupt position, or what is left of it, against the other side at a price. */
export function deleverageAccount<N>(round: PerpRound<N>, open: OpenPerp<N>, priceUsd: N): void {
  const { n } = round.world;
  const { size } = open;
  settleClosing(round, open, { size, priceUsd, toFundUsd: n.zero });
  noteClosing(round, open, { size, priceUsd }, "against the other side");
  closeOpposites(round, size, priceUsd, idOf(round, open));
}

/** Notes what the venue itself loses by a position. */
export function noteVenueLoss<N>({ world, state, recorder }: PerpRound<N>, open: OpenPerp<N>, lossUsd: N): void {
  if (world.n.sign(lossUsd) > 0) logProtocolLoss(world, state, recorder, open.position, lossUsd);
}
