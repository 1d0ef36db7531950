import { bidDown, raiseOffer } from "../../mechanics/cdp/maker/flop.js";
import { heal, releaseQueued, settleDebtAuction, startDebtAuctions } from "../../mechanics/cdp/maker/vow.js";
import { nodeKey } from "../../model/network.js";
import type { DebtAuction, MakerMarket } from "../../model/scenario.js";
import { isPositive } from "../../numbers/arithmetic.js";
import type { Recorder } from "../books/recorder.js";
import { creditProtocol } from "../protocols/protocol-funds.js";
import type { State } from "../state.js";
import { pays } from "../trading/accept.js";
import type { OfferOrder } from "../trading/order.js";
import { findRoute } from "../trading/routes.js";
import type { World } from "../world.js";
import type { DebtAuctionsBegun, DebtBooks } from "./debt-state.js";
import { nowSeconds, partsOf } from "./maker-parts.js";

/**
 * New governance tokens for the stablecoin that a market is short of: whole lots of `sumpUnits`, as many as can be sold, for as few
 * tokens as still pay whoever sells them on. Rules: `mechanics/cdp/maker/vow.ts`, `flop.ts`.
 */
export function debtAuctionOffers<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  market: MakerMarket,
): OfferOrder<N>[] {
  const books = state.debtBooks.get(world.places.market(market.id));
  const { debtAuction } = market;
  if (books === undefined || debtAuction === undefined) return [];
  begin(world, state, recorder, market, books, debtAuction);
  for (const each of books.auctions) restart(world, state, recorder, market, each, debtAuction);
  return books.auctions.flatMap((each) => offerOf(world, state, recorder, market, books, each, debtAuction));
}

/** Frees debt that has waited, cancels surplus against it, and begins auctions for whole lots of the rest. */
function begin<N>(
  world: World<N>,
  state: State<N>,
  { log }: Recorder<N>,
  { id, dai, collateral }: MakerMarket,
  books: DebtBooks<N>,
  { token, sumpUnits, dumpUnits, waitSeconds }: DebtAuction,
): void {
  const { n } = world;
  const clock = { nowSeconds: nowSeconds(world, state), waitSeconds: n.parse(waitSeconds) };
  const { vow, lots } = startDebtAuctions(n, heal(n, releaseQueued(n, books.vow, clock)), n.parse(sumpUnits));
  books.vow = vow;
  if (!isPositive(n, lots)) return;
  books.begun += 1;
  const offeredUnits = n.parse(dumpUnits);
  books.auctions.push({ number: books.begun, lots, offeredUnits, startedSeconds: clock.nowSeconds });
  const [from, to] = [nodeKey("market", id), nodeKey("asset", token)];
  const text = `${id} begins ${n.toNumber(lots)} auctions of new ${token} for ${sumpUnits} ${dai} each`;
  const cause = log.latest(from) || log.latest(nodeKey("asset", collateral));
  log.add({ kind: "debt-auction", cause, from, to, asset: token, text });
}

/** Auctions that nobody has bid in for longer than `tauSeconds` begin again with a larger offer. */
function restart<N>(
  world: World<N>,
  state: State<N>,
  { log }: Recorder<N>,
  { id }: MakerMarket,
  auction: DebtAuctionsBegun<N>,
  { token, pad, tauSeconds }: DebtAuction,
): void {
  const { n } = world;
  const now = nowSeconds(world, state);
  if (!n.less(n.add(auction.startedSeconds, n.parse(tauSeconds)), now)) return;
  auction.offeredUnits = raiseOffer(n, n.parse(pad), auction.offeredUnits);
  auction.startedSeconds = now;
  const text = `Nobody has bid in debt auctions of ${id}: each offers ${n.toNumber(auction.offeredUnits).toPrecision(6)} ${token} now`;
  log.add({ kind: "auction-reset", from: nodeKey("market", id), to: nodeKey("asset", token), asset: token, text });
}

/** What bidders take of auctions that began together: one lot at the first offer where nobody would take any. */
function offerOf<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  market: MakerMarket,
  books: DebtBooks<N>,
  auction: DebtAuctionsBegun<N>,
  terms: DebtAuction,
): OfferOrder<N> {
  const { n } = world;
  const { place, dai, daiAsset, key } = partsOf(world, state, market);
  const assetIn = world.places.asset(terms.token);
  const offer = (lots: N, mkr: N): OfferOrder<N> => {
    const paidUnits = n.mul(lots, n.parse(terms.sumpUnits));
    return {
      ...{ kind: "offer", market: place, assetIn, want: daiAsset, units: n.mul(lots, mkr) },
      ...{
        priceUnits: n.div(n.parse(terms.sumpUnits), mkr),
        paidUnits,
        unpaidUnits: n.zero,
        recoveredUnits: paidUnits,
      },
      ...{ name: `${market.id} debt ${auction.number}`, rank: world.positions.count + auction.number },
      cause: recorder.log.latest(key),
      part: (share) => {
        const fewer = n.floor(n.mul(share, lots));
        return isPositive(n, fewer) ? offer(fewer, mkr) : undefined;
      },
      settle: () => {
        dai.cash = n.add(dai.cash, paidUnits);
        creditProtocol(n, dai, paidUnits);
        books.vow = settleDebtAuction(n, books.vow, paidUnits);
        auction.lots = n.sub(auction.lots, lots);
        if (!isPositive(n, auction.lots)) books.auctions = books.auctions.filter((each) => each !== auction);
      },
    };
  };
  const route = findRoute(world, state, assetIn, daiAsset);
  if (route === undefined) return offer(n.one, auction.offeredUnits);
  const isTaken = (lots: N, mkr: N): boolean => {
    const order = offer(lots, mkr);
    return pays(world, state, route, order.units, order);
  };
  let [taken, tooMany] = [0, n.toNumber(auction.lots) + 1];
  while (tooMany - taken > 1) {
    const middle = Math.floor((taken + tooMany) / 2);
    if (isTaken(n.fromNumber(middle), auction.offeredUnits)) taken = middle;
    else tooMany = middle;
  }
  const lots = n.fromNumber(Math.max(taken, 1));
  const mkr = bidDown(n, n.parse(terms.beg), auction.offeredUnits, (fewer) => isTaken(lots, fewer));
  return offer(lots, mkr ?? auction.offeredUnits);
}
