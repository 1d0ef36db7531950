import { payInOrderOfArrival } from "../../mechanics/vaults/arrivals.js";
import { nodeKey } from "../../model/network.js";
import type { Gate, Issuer, Redemption } from "../../model/scenario.js";
import { at, isPositive, ratio } from "../../numbers/arithmetic.js";
import { beyondRounding } from "../accounts/cash.js";
import { isNews } from "../books/log.js";
import { mark } from "../books/losses.js";
import type { Recorder } from "../books/recorder.js";
import type { State } from "../state.js";
import type { Order } from "../trading/order.js";
import type { World } from "../world.js";
import { type TakeBackAsk, takeBackAsks } from "./take-back-asks.js";
import { giveBack, payDue, takeOut } from "./take-back-settle.js";

/** What issuers took back in a round, and what those sell whom they turned away. */
export interface TakenBack<N> {
  readonly withdrawnUsd: number;
  readonly unmetUsd: number;
  readonly sales: readonly Order<N>[];
}

/**
 * Issuers pay what is due, and take claims back as far as their gate and what they pay in allow: who began to ask first is served
 * first. What is paid beyond net asset value is a gain of those who leave; the others will find less.
 */
export function takeClaimsBack<N>(world: World<N>, state: State<N>, recorder: Recorder<N>): TakenBack<N> {
  const { scenario } = world;
  const served = scenario.issuers.flatMap((issuer, i) => {
    const { redemption } = issuer;
    if (redemption === undefined) return [];
    const isPaid = payDue(world, state, recorder, i);
    const asks = takeBackAsks(world, state, i, redemption);
    if (asks.length === 0) return isPaid ? [{ withdrawnUsd: 0, unmetUsd: 0, sales: [] }] : [];
    return [serve(world, state, recorder, i, issuer, redemption, asks)];
  });
  if (served.length > 0) {
    const marked = mark(world, state, recorder.losses, "claim", () => undefined);
    recorder.lossesOfRound.claim.push(marked.totalUsd);
  }
  return {
    withdrawnUsd: served.reduce((sum, each) => sum + each.withdrawnUsd, 0),
    unmetUsd: served.reduce((sum, each) => sum + each.unmetUsd, 0),
    sales: served.flatMap(({ sales }) => sales),
  };
}

/** Claims that a gate lets through in one round; undefined: any number. */
function throughGate<N>({ n, secondsPerRound }: World<N>, gate: Gate | undefined): N | undefined {
  if (gate?.kind === "paused") return n.zero;
  if (gate?.kind !== "queue" || gate.capacityUnitsPerDay === undefined) return undefined;
  return n.div(n.mul(n.parse(gate.capacityUnitsPerDay), secondsPerRound), n.parse("86400"));
}

function serve<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  place: number,
  issuer: Issuer,
  redemption: Redemption,
  asks: readonly TakeBackAsk<N>[],
): TakenBack<N> {
  const { n, scenario, places } = world;
  const books = at(state.issuers, place);
  const claim = scenario.assets.findIndex((asset) => asset.issuer === issuer.id);
  const asked = n.total(asks.map(({ units }) => units));
  const priceUsd = redemption.at === "par" && issuer.parUsd !== undefined ? n.parse(issuer.parUsd) : books.navUsd;
  const payableUsd = n.total(
    issuer.holdings.flatMap(({ asset }, h) =>
      redemption.paysIn.includes(asset)
        ? [n.mul(at(books.holdings, h), at(state.assets, places.asset(asset)).marketUsd)]
        : [],
    ),
  );
  const payable = ratio(n, beyondRounding(n, payableUsd, n.mul(books.supply, priceUsd)), priceUsd, n.zero);
  const admitted = throughGate(world, books.gate) ?? asked;
  const taken = n.min(asked, n.min(payable, admitted));
  const paidUsd = n.mul(taken, priceUsd);
  const cause = log(world, recorder, place, claim, taken, n.sub(asked, taken), paidUsd);
  const basket = takeOut(world, state, place, redemption.paysIn, paidUsd);
  const payments = payInOrderOfArrival(n, asks, taken);
  books.supply = n.sub(books.supply, taken);
  books.overpaidUsd = n.add(books.overpaidUsd, n.sub(paidUsd, n.mul(taken, books.navUsd)));
  asks.forEach((ask, k) => {
    const units = at(payments, k);
    const share = ratio(n, units, taken, n.zero);
    const paid = basket.map(({ asset, units: all }) => ({ asset, units: n.mul(share, all) }));
    giveBack(world, state, recorder.books, { issuer: place, claim, ask, units, paid, priceUsd });
  });
  return {
    withdrawnUsd: n.toNumber(paidUsd),
    unmetUsd: n.toNumber(n.mul(n.sub(asked, taken), priceUsd)),
    sales: turnedAway(world, place, claim, asks, payments, cause),
  };
}

/** Sales of those who could not give back all they offered: one of each actor, one of all other holders together. */
function turnedAway<N>(
  { n, places }: World<N>,
  issuer: number,
  assetIn: number,
  asks: readonly TakeBackAsk<N>[],
  payments: readonly N[],
  cause: number,
): readonly Order<N>[] {
  const parts = asks.flatMap(({ units, elseSell, actor, of }, k) => {
    if (elseSell === undefined) return [];
    const sold = n.mul(n.parse(elseSell.share), n.sub(units, at(payments, k)));
    return isPositive(n, sold) ? [{ want: places.asset(elseSell.into), units: sold, actor, of }] : [];
  });
  const ofActors = parts.flatMap(({ want, units, actor }): Order<N>[] =>
    actor === undefined ? [] : [{ kind: "turned-away", assetIn, want, units, cause, actor }],
  );
  const sellers = parts.filter(({ actor }) => actor === undefined);
  const [first] = sellers;
  if (first === undefined) return ofActors;
  const units = n.total(sellers.map((each) => each.units));
  return [...ofActors, { kind: "holder-sale", assetIn, want: first.want, units, cause, issuer, sellers }];
}

function log<N>(
  { n, scenario }: World<N>,
  recorder: Recorder<N>,
  issuer: number,
  claim: number,
  taken: N,
  unmet: N,
  paidUsd: N,
): number {
  const { id } = at(scenario.issuers, issuer);
  const asset = at(scenario.assets, claim).id;
  const [key, claimKey] = [nodeKey("issuer", id), nodeKey("asset", asset)];
  const [units, valueUsd] = [n.toNumber(taken), n.toNumber(paidUsd)];
  const refused = isPositive(n, unmet) ? `; ${Math.round(n.toNumber(unmet))} more are offered in vain` : "";
  return recorder.log.add({
    ...{ kind: "withdrawal", cause: Math.max(...[key, claimKey].map((node) => recorder.log.latest(node, isNews))) },
    ...{ from: key, to: key, channel: "run", asset, units, valueUsd },
    text: `${id} takes ${Math.round(units)} ${asset} back for ${Math.round(valueUsd)} USD${refused}`,
  });
}
