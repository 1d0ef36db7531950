import { type NodeKey, nodeKey } from "../../model/network.js";
import type { Literal } from "../../model/scenario.js";
import { at, isPositive, positivePart, ratio } from "../../numbers/arithmetic.js";
import type { Account, Books } from "../books/books.js";
import type { Recorder } from "../books/recorder.js";
import { takeFrom } from "../runs/depositors.js";
import type { State, Ticket } from "../state.js";
import type { Filled, HolderSale } from "../trading/order.js";
import type { World } from "../world.js";
import type { TakeBackAsk } from "./take-back-asks.js";

/** Units of one token. */
interface Amount<N> {
  readonly asset: number;
  readonly units: N;
}

/** One claimant's part of a redemption. */
export interface GivenBack<N> {
  readonly issuer: number;
  readonly claim: number;
  readonly ask: TakeBackAsk<N>;
  /** Claims that are taken back, what is paid for them, and what one is priced at. */
  readonly units: N;
  readonly paid: readonly Amount<N>[];
  readonly priceUsd: N;
}

const accountOf = <N>({ scenario }: World<N>, actor: number | undefined): Account =>
  actor === undefined ? "outside" : nodeKey("actor", at(scenario.actors, actor).id);

const issuerKey = <N>({ scenario }: World<N>, issuer: number): NodeKey =>
  nodeKey("issuer", at(scenario.issuers, issuer).id);

/** Takes tokens of a value off an issuer's sheet, at market prices: all of the first, then of the next. */
export function takeOut<N>(
  world: World<N>,
  state: State<N>,
  issuer: number,
  paysIn: readonly string[],
  valueUsd: N,
): readonly Amount<N>[] {
  const { n, places, scenario } = world;
  const { holdings } = at(state.issuers, issuer);
  let leftUsd = valueUsd;
  return paysIn.map((id) => {
    const h = at(scenario.issuers, issuer).holdings.findIndex(({ asset }) => asset === id);
    const asset = places.asset(id);
    const { marketUsd } = at(state.assets, asset);
    const units = n.min(at(holdings, h), ratio(n, leftUsd, marketUsd, n.zero));
    holdings[h] = n.sub(at(holdings, h), units);
    leftUsd = positivePart(n, n.sub(leftUsd, n.mul(units, marketUsd)));
    return { asset, units };
  });
}

/** How many rounds some days last, rounded up; in decimal, so that 22 rounds are not 22.000000000000004. */
function wholeRounds<N>({ exact: { n }, scenario }: World<N>, days: Literal): number {
  const rounds = n.div(n.mul(n.parse(days), n.parse("86400")), n.parse(scenario.clock.secondsPerRound));
  return -n.toNumber(n.floor(n.sub(n.zero, rounds)));
}

/** Burns claims and pays for them, now or after the days of the queue. */
export function giveBack<N>(world: World<N>, state: State<N>, books: Books<N>, given: GivenBack<N>): void {
  const { n } = world;
  const { issuer: place, claim, ask, units, paid, priceUsd } = given;
  const { actor, of } = ask;
  const issuer = at(state.issuers, place);
  if (actor === undefined) issuer.others = positivePart(n, n.sub(issuer.others, units));
  else {
    const { holdings } = at(state.actors, actor);
    holdings[claim] = positivePart(n, n.sub(at(holdings, claim), units));
    books.token(accountOf(world, actor), "outside", claim, units);
  }
  if (of !== undefined) takeFrom(world, of, units, n.mul(units, priceUsd));
  const dueRound = state.round + (issuer.gate?.kind === "queue" ? wholeRounds(world, issuer.gate.days) : 0);
  for (const { asset, units: owed } of paid) {
    if (!isPositive(n, owed)) continue;
    const ticket = { dueRound, asset, units: owed, ...(actor === undefined ? {} : { actor }) };
    if (dueRound > state.round) issuer.queue = [...issuer.queue, ticket];
    else pay(world, state, books, place, ticket);
  }
}

function pay<N>(world: World<N>, state: State<N>, books: Books<N>, place: number, ticket: Ticket<N>): void {
  const { n } = world;
  const { asset, units, actor } = ticket;
  books.token(issuerKey(world, place), accountOf(world, actor), asset, units);
  if (actor === undefined) {
    const issuer = at(state.issuers, place);
    issuer.proceedsUsd = n.add(issuer.proceedsUsd, n.mul(units, at(state.assets, asset).marketUsd));
    return;
  }
  const { holdings } = at(state.actors, actor);
  holdings[asset] = n.add(at(holdings, asset), units);
}

/** Pays whoever has waited long enough; whether anybody was paid. */
export function payDue<N>(world: World<N>, state: State<N>, { books, log }: Recorder<N>, place: number): boolean {
  const { n, scenario } = world;
  const issuer = at(state.issuers, place);
  const due = issuer.queue.filter(({ dueRound }) => dueRound <= state.round);
  if (due.length === 0) return false;
  issuer.queue = issuer.queue.filter(({ dueRound }) => dueRound > state.round);
  for (const ticket of due) pay(world, state, books, place, ticket);
  const valueUsd = n.toNumber(n.total(due.map(({ asset, units }) => n.mul(units, at(state.assets, asset).marketUsd))));
  const key = issuerKey(world, place);
  const text = `${at(scenario.issuers, place).id} pays ${Math.round(valueUsd)} USD for claims taken back before`;
  log.add({ kind: "withdrawal", from: key, to: key, channel: "run", valueUsd, text });
  return true;
}

/** Other holders have sold claims: what they got is theirs, at the prices before the sale. */
export function settleHolderSale<N>(
  world: World<N>,
  state: State<N>,
  books: Books<N>,
  { issuer: place, sellers, assetIn, want, units }: HolderSale<N>,
  { soldUnits, receivedUnits }: Filled<N>,
): void {
  const { n } = world;
  const issuer = at(state.issuers, place);
  const gotUsd = n.mul(receivedUnits, at(state.assets, want).marketUsd);
  issuer.others = positivePart(n, n.sub(issuer.others, soldUnits));
  issuer.proceedsUsd = n.add(issuer.proceedsUsd, gotUsd);
  for (const { of, units: own } of sellers) {
    const share = ratio(n, own, units, n.zero);
    if (of !== undefined) takeFrom(world, of, n.mul(share, soldUnits), n.mul(share, gotUsd));
  }
  books.token("outside", "sales", assetIn, soldUnits);
  books.token("sales", "outside", want, receivedUnits);
}

/** What other holders have got for their claims leaves with them. */
export function leaveWithProceeds<N>({ n }: World<N>, state: State<N>): void {
  for (const issuer of state.issuers) issuer.proceedsUsd = n.zero;
}
