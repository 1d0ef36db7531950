import { absolute, type PerpPosition } from "../../mechanics/perps/margin.js";
import { type NodeKey, nodeKey } from "../../model/network.js";
import type { PerpMarket } from "../../model/scenario.js";
import { at, isZero } from "../../numbers/arithmetic.js";
import { causeOf } from "../actors/policies.js";
import type { Recorder } from "../books/recorder.js";
import { logProtocolLoss } from "../protocols/protocol-loss.js";
import type { ReserveState, State } from "../state.js";
import type { World } from "../world.js";
import type { BookFill } from "./perp-book.js";
import { depositUsd, markUsdOf } from "./perp-state.js";
import type { OpenPerp, PerpVenue } from "./perp-venue.js";

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

/** Notes what the venue itself loses by a position. */
export function noteVenueLoss<N>({ world, state, recorder }: PerpRound<N>, open: OpenPerp<N>, lossUsd: N): void {
  if (world.n.sign(lossUsd) > 0) logProtocolLoss(world, state, recorder, open.position, lossUsd);
}
