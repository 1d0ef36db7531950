import { nodeKey } from "../../model/network.js";
import type { Literal, Shock } from "../../model/scenario.js";
import { type Arithmetic, at, isZero } from "../../numbers/arithmetic.js";
import type { Books } from "../books/books.js";
import type { EventLog } from "../books/log.js";
import { hasMoved } from "../prices/moved.js";
import { moveReferences } from "../prices/prices.js";
import type { State } from "../state.js";
import type { OutsideSale } from "../trading/order.js";
import type { World } from "../world.js";

type PathShock = Extract<Shock, { readonly kind: "price-path" }>;

/** The price a path states for a round, linear between its points; undefined before the first and after the last. */
export function pathPrice<N>(n: Arithmetic<N>, path: PathShock["path"], round: number): N | undefined {
  const after = path.findIndex((point) => point.round >= round);
  const next = path[after];
  if (next === undefined) return undefined;
  if (next.round === round) return n.parse(next.priceUsd);
  const before = path[after - 1];
  if (before === undefined) return undefined;
  return interpolate(n, before.round, n.parse(before.priceUsd), next.round, n.parse(next.priceUsd), round);
}

/** Straight line through two points, at a round between them. */
export function interpolate<N>(n: Arithmetic<N>, fromRound: number, from: N, toRound: number, to: N, round: number): N {
  const share = n.div(n.fromNumber(round - fromRound), n.fromNumber(toRound - fromRound));
  return n.add(from, n.mul(share, n.sub(to, from)));
}

/** The last round in which a shock still does something; for an oracle's fault the one in which it is over. */
export function lastRound(shock: Shock): number {
  if (shock.kind === "price-path") return Math.max(...shock.path.map(({ round }) => round));
  return shock.kind === "oracle-fault" && shock.toRound !== undefined ? shock.toRound + 1 : shock.round;
}

const percent = (factor: number): string => `${((factor - 1) * 100).toFixed(1)} %`;

/** What a price shock makes of a reference price now; undefined when it is not due. */
function target<N>(n: Arithmetic<N>, shock: Shock, round: number, referenceUsd: N): N | undefined {
  if (shock.kind === "price-path") return pathPrice(n, shock.path, round);
  if (shock.kind !== "price" || shock.round !== round) return undefined;
  const parse = (literal: Literal): N => n.parse(literal);
  if (shock.priceUsd !== undefined) return parse(shock.priceUsd);
  return shock.change === undefined ? undefined : n.mul(referenceUsd, n.add(n.one, parse(shock.change)));
}

/**
 * Moves the prices that are shocked in this round. An asset that tracks another has moved with it already when its own shock is
 * applied, so that a stated price is the price it ends at.
 */
export function applyPriceShocks<N>(world: World<N>, state: State<N>, books: Books<N>, log: EventLog): void {
  const { n, scenario, pricing } = world;
  const own = new Map<number, N>();
  const full = new Map<number, N>();
  for (const place of pricing.order) {
    const anchor = at(pricing.anchor, place);
    const inherited = (anchor === undefined ? undefined : full.get(anchor)) ?? n.one;
    const factor = shockFactor(world, state, log, place, inherited);
    if (factor !== undefined) own.set(place, factor);
    full.set(place, n.mul(inherited, factor ?? n.one));
  }
  for (const shock of scenario.shocks) {
    const isPrice = shock.kind === "price" || shock.kind === "price-path";
    if (isPrice && shock.round <= state.round) at(state.assets, world.places.asset(shock.asset)).quoted = true;
  }
  if (own.size === 0) return;
  const before = state.assets.map(({ marketUsd }) => n.toNumber(marketUsd));
  moveReferences(world, state, books, own);
  logFollowers(world, state, log, before, own);
}

/** Logs the assets that moved because what they track, or are priced in, was shocked. */
function logFollowers<N>(
  world: World<N>,
  state: State<N>,
  log: EventLog,
  before: readonly number[],
  own: ReadonlyMap<number, N>,
): void {
  const { n, scenario, pricing } = world;
  for (const place of pricing.order) {
    const [fromUsd, toUsd] = [at(before, place), n.toNumber(at(state.assets, place).marketUsd)];
    if (own.has(place) || !hasMoved(fromUsd, toUsd)) continue;
    const { id } = at(scenario.assets, place);
    const key = nodeKey("asset", id);
    const moveOf = (asset: number): number =>
      Math.abs(n.toNumber(at(state.assets, asset).marketUsd) / at(before, asset) - 1);
    const quotes = at(pricing.pricedAt, place).map((leg) => at(at(pricing.tokens, leg.venue), leg.tokenOut));
    const quote = quotes.reduce((most, each) => (moveOf(each) > moveOf(most) ? each : most), quotes[0] ?? place);
    const from = nodeKey("asset", at(scenario.assets, at(pricing.anchor, place) ?? quote).id);
    const text = (): string =>
      `${id} follows ${from.slice("asset:".length)} to ${toUsd.toPrecision(6)} USD (was ${fromUsd.toPrecision(6)})`;
    log.add({ kind: "price-move", from, to: key, channel: "direct", asset: id, text });
  }
}

/** What this round's shocks multiply the price of one asset by, beyond what it inherits from its anchor. */
function shockFactor<N>(world: World<N>, state: State<N>, log: EventLog, place: number, inherited: N): N | undefined {
  const { n, scenario } = world;
  const { id } = at(scenario.assets, place);
  const startUsd = n.mul(at(state.assets, place).referenceUsd, inherited);
  if (isZero(n, startUsd)) return undefined;
  let nowUsd = startUsd;
  for (const shock of scenario.shocks) {
    if ((shock.kind !== "price" && shock.kind !== "price-path") || shock.asset !== id) continue;
    const toUsd = target(n, shock, state.round, nowUsd);
    if (toUsd === undefined || isZero(n, n.sub(toUsd, nowUsd))) continue;
    const key = nodeKey("asset", id);
    const moved = n.toNumber(n.div(toUsd, nowUsd));
    const text = (): string =>
      `Shock: the price of ${id} moves by ${percent(moved)} to ${n.toNumber(toUsd).toPrecision(6)} USD`;
    log.add({ kind: "shock", cause: 0, from: key, to: key, channel: "direct", asset: id, text });
    nowUsd = toUsd;
    if (isZero(n, nowUsd)) break;
  }
  return isZero(n, n.sub(nowUsd, startUsd)) ? undefined : n.div(nowUsd, startUsd);
}

/** Writes off external assets of issuers; their claims feel it when they are next cleared. */
export function applyIssuerLosses<N>(world: World<N>, state: State<N>, log: EventLog): void {
  const { n } = world;
  for (const shock of world.scenario.shocks) {
    if (shock.kind !== "issuer-loss" || shock.round !== state.round) continue;
    const issuer = at(state.issuers, world.places.issuer(shock.issuer));
    const lossUsd = n.min(n.parse(shock.valueUsd), issuer.externalUsd);
    issuer.externalUsd = n.sub(issuer.externalUsd, lossUsd);
    issuer.unseenLossUsd = n.add(issuer.unseenLossUsd, lossUsd);
    const key = nodeKey("issuer", shock.issuer);
    const valueUsd = n.toNumber(lossUsd);
    const text = `Shock: ${shock.issuer} loses external assets of ${Math.round(valueUsd)} USD`;
    log.add({ kind: "shock", cause: 0, from: key, to: key, channel: "direct", valueUsd, text });
  }
}

/** Sales by outsiders that are due now. */
export function shockSales<N>(world: World<N>, state: State<N>, log: EventLog): OutsideSale<N>[] {
  const { n } = world;
  return world.scenario.shocks.flatMap((shock) => {
    if (shock.kind !== "sale" || shock.round !== state.round) return [];
    const assetIn = world.places.asset(shock.asset);
    const units = n.parse(shock.units);
    const key = nodeKey("asset", shock.asset);
    const valueUsd = n.toNumber(n.mul(units, at(state.assets, assetIn).marketUsd));
    const text = `Shock: ${shock.units} ${shock.asset} are sold into ${shock.into}`;
    const cause = log.add({
      kind: "shock",
      cause: 0,
      from: key,
      to: key,
      channel: "direct",
      asset: shock.asset,
      units: n.toNumber(units),
      valueUsd,
      text,
    });
    return [{ kind: "outside-sale", assetIn, want: world.places.asset(shock.into), units, cause }];
  });
}
