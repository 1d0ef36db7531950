import { startAuction } from "../../mechanics/cdp/maker/auction.js";
import { bark } from "../../mechanics/cdp/maker/dog.js";
import { queueDebt } from "../../mechanics/cdp/maker/vow.js";
import type { MakerMarket } from "../../model/scenario.js";
import { at, positivePart } from "../../numbers/arithmetic.js";
import { findSlot, reduceSlot, slotUnits } from "../accounts/account.js";
import { beyondRounding } from "../accounts/cash.js";
import type { Screened } from "../accounts/health.js";
import { who } from "../accounts/who.js";
import type { Recorder } from "../books/recorder.js";
import { decided } from "../decided.js";
import type { Seizure } from "../protocols/seizure.js";
import type { State } from "../state.js";
import type { World } from "../world.js";
import { enter } from "./debt-books.js";
import { auctionTerms, chopOf, nowSeconds, partsOf, payKeeper, running } from "./maker-parts.js";

/**
 * Seizes an unsafe vault, or the part that the hole leaves room for, and begins to auction it; undefined where there is no room. The
 * debt waits for what the auction raises. Rules: `mechanics/cdp/maker/dog.ts`, `auction.ts`.
 */
export function seizeVault<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  market: MakerMarket,
  { position }: Screened<N>,
): Seizure<N> | undefined {
  const { n } = world;
  const { place, dai, daiPlace, heldPlace, daiAsset, heldAsset, feedDai, key } = partsOf(world, state, market);
  const held = findSlot(world, position, "collateral", heldAsset);
  const owed = findSlot(world, position, "debt", daiAsset);
  if (held === undefined || owed === undefined) return undefined;
  const [ink, art] = [slotUnits(world, state, "collateral", held), slotUnits(world, state, "debt", owed)];
  const raisingDai = n.total(running(state, place).map(({ auction }) => auction.tabDai));
  const seized = decided(world, (m, of) => {
    const holes = [{ limitDai: m.parse(market.holeUnits), raisingDai: of(raisingDai) }] as const;
    const [rate, chop, dustDai] = [m.one, chopOf(m, market), m.parse(market.dustUnits)];
    const barked = bark(m, { ink: of(ink), art: of(art) }, { rate, chop, dustDai, holes: [...holes] });
    return barked && { lot: barked.lot, dueDai: barked.dueDai, tabDai: barked.tabDai };
  });
  if (seized === undefined) return undefined;
  const { lot, dueDai, tabDai } = seized;
  const owner = who(world, position).key;
  recorder.books.supply(owner, key, heldPlace, reduceSlot(world, state, "collateral", held, lot));
  recorder.books.debt(owner, key, daiPlace, reduceSlot(world, state, "debt", owed, dueDai));
  dai.borrowed = beyondRounding(n, n.sub(dai.borrowed, dueDai), dai.supplied);
  dai.onAuction = n.add(dai.onAuction, dueDai);
  const atSeconds = nowSeconds(world, state);
  enter(world, state, market, (vow) => queueDebt(n, vow, { dai: dueDai, atSeconds }));
  const start = { tabDai, lot, feedDai, nowSeconds: atSeconds };
  const { auction, rewardDai } = startAuction(n, auctionTerms(n, market), start);
  const others = state.auctions.get(position) ?? [];
  const number = recorder.log.count;
  state.auctions.set(position, [...others, { market: place, position, number, auction, dueUnits: dueDai }]);
  payKeeper(world, state, recorder, market, rewardDai);
  const usd = (asset: number, units: N): N => n.mul(units, at(state.assets, asset).marketUsd);
  const seizedUsd = usd(heldAsset, lot);
  const equityUsd = positivePart(n, n.sub(seizedUsd, usd(daiAsset, dueDai)));
  return {
    ...{ position, seizedUsd, shortUsd: n.zero },
    penaltyUsd: n.min(equityUsd, usd(daiAsset, n.sub(tabDai, dueDai))),
    text: `${n.toNumber(lot).toPrecision(6)} ${market.collateral}, to raise ${n.toNumber(tabDai).toPrecision(6)} ${market.dai}`,
  };
}
