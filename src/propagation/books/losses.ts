import type { NodeKey } from "../../model/network.js";
import type { Channel } from "../../model/result.js";
import { type Arithmetic, at, isPositive, type Running, ratio, running } from "../../numbers/arithmetic.js";
import { beyondRounding } from "../accounts/cash.js";
import { optionLosses } from "../actors/options.js";
import { outsideWorthUsd } from "../claims/outside-holders.js";
import { inner, kept } from "../nested.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import type { Bearer } from "./bearers.js";
import { forEachExposure } from "./exposures.js";
import type { Worth } from "./valuation.js";
import { worthNow } from "./worth.js";

/** Loss that travelled along one edge, by channel. */
export interface Carried<N> {
  readonly from: NodeKey;
  readonly to: NodeKey;
  readonly channel: Channel;
  readonly firstRound: number;
  readonly lossUsd: Running<N>;
}

/** Edges that carried a loss, in the order in which they first did; and by channel, where from and where to. */
export interface CarriedBook<N> {
  readonly list: Carried<N>[];
  readonly of: Readonly<Record<Channel, Map<NodeKey, Map<NodeKey, Carried<N>>>>>;
}

/** Who has lost what so far. Amounts are USD at market prices; a gain is a negative loss. */
export interface LossBook<N> {
  /** What its sums are made in. */
  readonly n: Arithmetic<N>;
  readonly bearers: readonly Bearer[];
  /** By bearer, as last booked. */
  valuesUsd: readonly N[];
  readonly startValues: readonly N[];
  readonly byChannel: Readonly<Record<Channel, readonly Running<N>[]>>;
  /** Absent where nobody will ask which way losses went. */
  readonly carried?: CarriedBook<N>;
  /** At the last marking. */
  worth: Worth<N>;
  /** What a marking books that finds everything as it was. */
  readonly nothing: Marked<N>;
}

export function lossBook<N>(world: World<N>, state: State<N>): LossBook<N> {
  const { n, bearers } = world;
  const worth = worthNow(world, state);
  const empty = (): Running<N>[] => bearers.map(() => running(n));
  return {
    n,
    bearers,
    worth,
    valuesUsd: worth.valuesUsd,
    startValues: worth.valuesUsd,
    byChannel: { direct: empty(), price: empty(), claim: empty(), run: empty() },
    ...(world.keeps === "everything" ? { carried: noneCarried<N>() } : {}),
    nothing: { totalUsd: n.zero, lossUsd: bearers.map(() => n.zero) },
  };
}

const noneCarried = <N>(): CarriedBook<N> => ({
  list: [],
  of: { direct: new Map(), price: new Map(), claim: new Map(), run: new Map() },
});

/** Notes that a loss travelled along an edge; one below the last digits of the `wholeUsd` that bears it does not make an edge of its own. */
export function carry<N>(
  { n, carried }: Pick<LossBook<N>, "n" | "carried">,
  round: number,
  from: NodeKey,
  to: NodeKey,
  channel: Channel,
  lossUsd: N,
  wholeUsd: N = n.zero,
): void {
  if (carried === undefined) return;
  const { list, of } = carried;
  const ways = inner(of[channel], from);
  const sizeUsd = n.max(lossUsd, n.sub(n.zero, lossUsd));
  if (!ways.has(to) && !isPositive(n, beyondRounding(n, sizeUsd, wholeUsd))) return;
  const edge = kept(ways, to, () => {
    const first: Carried<N> = { from, to, channel, firstRound: round, lossUsd: running(n) };
    list.push(first);
    return first;
  });
  n.accumulate(edge.lossUsd, lossUsd);
}

/** What a marking booked. */
export interface Marked<N> {
  readonly totalUsd: N;
  /** By bearer. */
  readonly lossUsd: readonly N[];
}

/**
 * Values every bearer anew and books the change to one channel, less claims that outside holders have bought meanwhile. `source` names where a bearer's loss came from; without it the
 * loss is carried from the assets whose prices moved, in proportion to what each took from the bearer.
 */
export function mark<N>(
  world: World<N>,
  state: State<N>,
  book: LossBook<N>,
  channel: Channel,
  source?: (bearer: Bearer) => NodeKey | undefined,
): Marked<N> {
  const { n } = world;
  const now = worthNow(world, state);
  if (now === book.worth) return book.nothing;
  const before = book.valuesUsd;
  const moved = now.pricesUsd.map((priceUsd, asset) => n.sub(at(book.worth.pricesUsd, asset), priceUsd));
  const lossUsd = book.bearers.map((bearer, b) => {
    const [hadUsd, hasUsd] = [at(before, b), at(now.valuesUsd, b)];
    const bought = n.sub(at(now.outside, b), at(book.worth.outside, b));
    const lost = n.sub(n.add(hadUsd, paidForUsd(world, state, bearer, bought)), hasUsd);
    if (n.sign(lost) === 0) return n.zero;
    n.accumulate(at(book.byChannel[channel], b), lost);
    if (book.carried === undefined) return lost;
    const wholeUsd = n.max(n.max(hadUsd, hasUsd), at(book.startValues, b));
    const from = source?.(bearer);
    if (from !== undefined) carry(book, state.round, from, bearer.key, channel, lost, wholeUsd);
    else if (source === undefined && isPositive(n, lost))
      carryFromAssets(world, state, book, bearer, channel, moved, lost, wholeUsd);
    return lost;
  });
  book.worth = now;
  book.valuesUsd = now.valuesUsd;
  return { totalUsd: n.total(lossUsd), lossUsd };
}

function carryFromAssets<N>(
  world: World<N>,
  state: State<N>,
  book: LossBook<N>,
  bearer: Bearer,
  channel: Channel,
  moved: readonly N[],
  lossUsd: N,
  wholeUsd: N,
): void {
  const { n } = world;
  const parts: { asset: number; partUsd: N }[] = [];
  forEachExposure(world, state, bearer, (asset, units) => {
    const partUsd = n.mul(units, at(moved, asset));
    if (isPositive(n, partUsd)) parts.push({ asset, partUsd });
  });
  if (bearer.kind === "actor")
    parts.push(
      ...optionLosses(world, state, bearer.place, book.worth.pricesUsd).filter(({ partUsd }) => isPositive(n, partUsd)),
    );
  const allUsd = n.total(parts.map(({ partUsd }) => partUsd));
  for (const { asset, partUsd } of parts) {
    const from = at(world.keys.assets, asset);
    carry(book, state.round, from, bearer.key, channel, n.mul(lossUsd, ratio(n, partUsd, allUsd, n.zero)), wholeUsd);
  }
}

/** Takes the values as they are without booking a loss: after withdrawals and interest, which are not losses. */
export function rebase<N>(world: World<N>, state: State<N>, book: LossBook<N>): void {
  book.worth = worthNow(world, state);
  book.valuesUsd = book.worth.valuesUsd;
}

/**
 * Claims that outside holders have `bought` since the last marking, at what they are worth: a sale of claims moves value between the
 * scenario and those who buy them, which is neither loss nor gain of theirs. Negative where they have sold.
 */
function paidForUsd<N>(world: World<N>, state: State<N>, bearer: Bearer, bought: N): N {
  const { n } = world;
  return n.sign(bought) === 0 ? n.zero : n.mul(bought, outsideWorthUsd(world, state, bearer));
}

/** Moves part of what was just booked for a bearer to another channel. */
export function shift<N>(
  world: World<N>,
  book: LossBook<N>,
  bearer: number,
  from: Channel,
  to: Channel,
  lossUsd: N,
): void {
  world.n.accumulate(at(book.byChannel[from], bearer), world.n.sub(world.n.zero, lossUsd));
  world.n.accumulate(at(book.byChannel[to], bearer), lossUsd);
}
