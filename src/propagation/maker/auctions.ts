import { type Auction, priceAt, redo, takeFrom } from "../../mechanics/cdp/maker/auction.js";
import { addSurplus } from "../../mechanics/cdp/maker/vow.js";
import { nodeKey } from "../../model/network.js";
import type { MakerMarket } from "../../model/scenario.js";
import { isPositive, isZero, ratio } from "../../numbers/arithmetic.js";
import { creditSlot, findSlot } from "../accounts/account.js";
import { who } from "../accounts/who.js";
import type { Recorder } from "../books/recorder.js";
import { decided } from "../decided.js";
import { chargeProtocol, creditProtocol } from "../protocols/protocol-funds.js";
import type { RunningAuction, State } from "../state.js";
import type { OfferOrder } from "../trading/order.js";
import type { World } from "../world.js";
import { enter } from "./debt-books.js";
import { auctionTerms, nowSeconds, partsOf, payKeeper, running } from "./maker-parts.js";

/** Begins auctions again that are too old or too cheap, at the newest price. */
function resetAuctions<N>(world: World<N>, state: State<N>, recorder: Recorder<N>, market: MakerMarket): void {
  const { place, key, feedDai } = partsOf(world, state, market);
  const clockSeconds = nowSeconds(world, state);
  for (const each of running(state, place)) {
    const { tabDai, lot, top, startedSeconds } = each.auction;
    const again = decided(world, (m, of) => {
      const auction = { tabDai: of(tabDai), lot: of(lot), top: of(top), startedSeconds: of(startedSeconds) };
      const now = { feedDai: of(feedDai), nowSeconds: of(clockSeconds) };
      const restarted = redo(m, auctionTerms(m, market), auction, now);
      return restarted && { top: restarted.auction.top, rewardDai: restarted.rewardDai };
    });
    if (again === undefined) continue;
    each.auction = { ...each.auction, top: again.top, startedSeconds: clockSeconds };
    payKeeper(world, state, recorder, market, again.rewardDai);
    const { id } = who(world, each.position);
    const text = `The auction of what ${id} had posted begins again at ${world.n.toNumber(again.top).toPrecision(6)} ${market.dai}`;
    recorder.log.add({ kind: "auction-reset", from: key, to: nodeKey("position", id), text });
  }
}

/** What auctions sell now at their price of the clock; those that are due are reset first. Rules: `mechanics/cdp/maker/take.ts`. */
export function auctionOffers<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  market: MakerMarket,
): OfferOrder<N>[] {
  resetAuctions(world, state, recorder, market);
  return running(state, world.places.market(market.id)).flatMap((each) => {
    const offer = auctionOffer(world, state, recorder, market, each, world.n.one);
    return offer === undefined ? [] : [offer];
  });
}

function auctionOffer<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  market: MakerMarket,
  each: RunningAuction<N>,
  share: N,
): OfferOrder<N> | undefined {
  const { n } = world;
  const now = nowSeconds(world, state);
  const { auction, dueUnits, position, number } = each;
  const taken = decided(world, (m, of) => {
    const terms = auctionTerms(m, market);
    const { tabDai, lot, top, startedSeconds } = auction;
    const offered: Auction<typeof m.one> = {
      ...{ tabDai: of(tabDai), lot: of(lot), top: of(top), startedSeconds: of(startedSeconds) },
    };
    const price = priceAt(m, terms, offered, of(now));
    const most = m.min(offered.lot, ratio(m, offered.tabDai, price, offered.lot));
    const isWhole = isZero(m, m.sub(of(share), m.one));
    const amount = isWhole ? offered.lot : m.mul(of(share), most);
    const took = takeFrom(m, terms, offered, { amount, nowSeconds: of(now) });
    if (took === undefined) return undefined;
    const { paidDai, got, tabLeftDai, lotLeft, returnedToVault } = took;
    return { price, paidDai, got, tabLeftDai, lotLeft, returnedToVault };
  });
  if (taken === undefined || !isPositive(n, taken.got)) return undefined;
  const { place, dai, held, heldPlace, daiAsset, heldAsset, key } = partsOf(world, state, market);
  const repaidUnits = n.min(taken.paidDai, dueUnits);
  const dueLeft = n.sub(dueUnits, repaidUnits);
  const isOver = isZero(n, taken.lotLeft);
  const owner = who(world, position).key;
  return {
    ...{ kind: "offer", market: place, assetIn: heldAsset, want: daiAsset },
    ...{ units: taken.got, priceUnits: taken.price, paidUnits: taken.paidDai },
    ...{ unpaidUnits: isOver && isPositive(n, taken.tabLeftDai) ? dueLeft : n.zero, formerOwner: position },
    ...{ name: `${market.id} ${number}`, rank: position, cause: recorder.log.latest(owner) },
    part: (smaller) =>
      isPositive(n, smaller) ? auctionOffer(world, state, recorder, market, each, n.mul(share, smaller)) : undefined,
    settle: () => {
      held.supplied = n.max(n.sub(held.supplied, taken.got), n.zero);
      held.cash = n.max(n.sub(held.cash, taken.got), n.zero);
      dai.cash = n.add(dai.cash, taken.paidDai);
      creditProtocol(n, dai, n.sub(taken.paidDai, repaidUnits));
      enter(world, state, market, (vow) => addSurplus(n, vow, taken.paidDai));
      const settledDai = isOver ? dueUnits : repaidUnits;
      dai.onAuction = n.max(n.sub(dai.onAuction, settledDai), n.zero);
      if (isOver) chargeProtocol(n, dai, dueLeft);
      each.dueUnits = dueLeft;
      each.auction = { ...auction, tabDai: taken.tabLeftDai, lot: taken.lotLeft };
      const slot = findSlot(world, position, "collateral", heldAsset);
      if (slot !== undefined && isPositive(n, taken.returnedToVault)) {
        const scaled = n.div(taken.returnedToVault, held.supplyIndex);
        creditSlot(world, state, "collateral", slot, scaled);
        recorder.books.supply(key, owner, heldPlace, scaled);
      }
      if (!isOver) return;
      const left = (state.auctions.get(position) ?? []).filter((other) => other !== each);
      if (left.length === 0) state.auctions.delete(position);
      else state.auctions.set(position, left);
    },
  };
}
