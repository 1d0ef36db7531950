import type { NodeKey } from "../../model/network.js";
import type { Channel } from "../../model/result.js";
import {
  type Arithmetic,
  at,
  isPositive,
  positivePart,
  type Running,
  ratio,
  running,
} from "../../numbers/arithmetic.js";
import { beyondRounding } from "../accounts/cash.js";
import { groupValuesUsd } from "../accounts/group-values.js";
import { optionLosses, optionsUsd } from "../actors/options.js";
import { outsideHolding, outsideUnits, outsideWorthUsd } from "../claims/outside-holders.js";
import { inner, kept } from "../nested.js";
import { marketPrices } from "../prices/prices.js";
import type { IssuerState, State } from "../state.js";
import type { World } from "../world.js";
import { type Bearer, forEachExposure } from "./bearers.js";
import { areSameInputs, worthInputs } from "./worth-inputs.js";

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
  readonly values: N[];
  readonly startValues: readonly N[];
  readonly byChannel: Readonly<Record<Channel, readonly Running<N>[]>>;
  /** Absent where nobody will ask which way losses went. */
  readonly carried?: CarriedBook<N>;
  /** What went into `values` and `outside`: while it is the very same, so are they. */
  inputs: readonly unknown[] | undefined;
  /** What a marking books that finds everything as it was. */
  readonly nothing: Marked<N>;
  /** By bearer, the claims on it that outside holders own. */
  outside: readonly N[];
  pricesUsd: N[];
}

/**
 * What a bearer's owners hold: its exposures at market prices, never below zero, since a borrower walks away from debt that its
 * collateral does not cover. An actor: its tokens and its options, below zero where it has written more than it owns. An issuer: its claims outside the scenario and its debts to outsiders, at what they recover.
 */
export function valueUsd<N>(world: World<N>, state: State<N>, bearer: Bearer): N {
  const { n } = world;
  if (bearer.kind === "issuer") return issuerValueUsd(world, state, bearer.place, at(state.issuers, bearer.place));
  const parts: N[] = [];
  forEachExposure(world, state, bearer, (asset, units) => parts.push(n.mul(units, at(state.assets, asset).marketUsd)));
  if (bearer.kind === "actor") return n.total([...parts, optionsUsd(world, state, bearer.place)]);
  return positivePart(n, n.total(parts));
}

/** The value of every bearer, in order; accounts of a group count as `valueUsd` counts a position, each by itself. */
export function valuesUsd<N>(world: World<N>, state: State<N>, bearers: readonly Bearer[]): N[] {
  const groups = groupValuesUsd(world, state);
  return bearers.map((bearer) => (bearer.kind === "group" ? at(groups, bearer.place) : valueUsd(world, state, bearer)));
}

/** An issuer's claims held outside the scenario, and its debts to outsiders, at a net asset value and at what is paid of each. */
export function issuerValueUsd<N>(
  world: World<N>,
  state: State<N>,
  place: number,
  { navUsd, paid }: Pick<IssuerState<N>, "navUsd" | "paid">,
): N {
  const { n, scenario } = world;
  const { liabilities } = at(scenario.issuers, place);
  const { queue, proceedsUsd } = at(state.issuers, place);
  const outside = outsideUnits(world, state, place);
  const queuedUsd = queue.flatMap(({ asset, units, actor }) =>
    actor === undefined ? [n.mul(units, at(state.assets, asset).marketUsd)] : [],
  );
  const owed = liabilities.flatMap(({ to, valueUsd: debt }, k) =>
    scenario.issuers.some((issuer) => issuer.id === to) ? [] : [n.mul(n.parse(debt), at(paid, k))],
  );
  return n.total([n.mul(outside, navUsd), ...owed, ...queuedUsd, proceedsUsd]);
}

export function lossBook<N>(world: World<N>, state: State<N>): LossBook<N> {
  const { n, bearers } = world;
  const values = valuesUsd(world, state, bearers);
  const empty = (): Running<N>[] => bearers.map(() => running(n));
  return {
    n,
    bearers,
    values,
    startValues: [...values],
    byChannel: { direct: empty(), price: empty(), claim: empty(), run: empty() },
    ...(world.keeps === "everything" ? { carried: noneCarried<N>() } : {}),
    inputs: worthInputs(world, state),
    nothing: { totalUsd: n.zero, lossUsd: bearers.map(() => n.zero) },
    outside: outsideHoldings(world, state, bearers),
    pricesUsd: marketPrices(state),
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
  const inputs = worthInputs(world, state);
  if (areSameInputs(inputs, book.inputs)) return book.nothing;
  book.inputs = inputs;
  const moved = state.assets.map(({ marketUsd }, asset) => n.sub(at(book.pricesUsd, asset), marketUsd));
  const values = valuesUsd(world, state, book.bearers);
  const outside = outsideHoldings(world, state, book.bearers);
  const lossUsd = book.bearers.map((bearer, b) => {
    const now = at(values, b);
    const before = at(book.values, b);
    const lost = n.sub(
      n.add(before, paidForUsd(world, state, bearer, n.sub(at(outside, b), at(book.outside, b)))),
      now,
    );
    const wholeUsd = n.max(n.max(before, now), at(book.startValues, b));
    book.values[b] = now;
    if (n.sign(lost) === 0) return n.zero;
    n.accumulate(at(book.byChannel[channel], b), lost);
    const from = source?.(bearer);
    if (from !== undefined) carry(book, state.round, from, bearer.key, channel, lost, wholeUsd);
    else if (source === undefined && book.carried !== undefined && isPositive(n, lost))
      carryFromAssets(world, state, book, bearer, channel, moved, lost, wholeUsd);
    return lost;
  });
  book.pricesUsd = marketPrices(state);
  book.outside = outside;
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
      ...optionLosses(world, state, bearer.place, book.pricesUsd).filter(({ partUsd }) => isPositive(n, partUsd)),
    );
  const allUsd = n.total(parts.map(({ partUsd }) => partUsd));
  for (const { asset, partUsd } of parts) {
    const from = at(world.keys.assets, asset);
    carry(book, state.round, from, bearer.key, channel, n.mul(lossUsd, ratio(n, partUsd, allUsd, n.zero)), wholeUsd);
  }
}

/** Takes the values as they are without booking a loss: after withdrawals and interest, which are not losses. */
export function rebase<N>(world: World<N>, state: State<N>, book: LossBook<N>): void {
  const inputs = worthInputs(world, state);
  if (areSameInputs(inputs, book.inputs)) return;
  book.inputs = inputs;
  valuesUsd(world, state, book.bearers).forEach((now, b) => {
    book.values[b] = now;
  });
  book.pricesUsd = marketPrices(state);
  book.outside = outsideHoldings(world, state, book.bearers);
}

/** By bearer, the claims on it that outside holders own. */
const outsideHoldings = <N>(world: World<N>, state: State<N>, bearers: readonly Bearer[]): N[] =>
  bearers.map((bearer) => outsideHolding(world, state, bearer));

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
