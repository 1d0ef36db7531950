import type { AuctionTerms } from "../../mechanics/cdp/maker/auction.js";
import type { PriceCurve } from "../../mechanics/cdp/maker/price-curve.js";
import { payReward } from "../../mechanics/cdp/maker/vow.js";
import { nodeKey } from "../../model/network.js";
import type { AuctionCurve, MakerMarket } from "../../model/scenario.js";
import { type Arithmetic, at } from "../../numbers/arithmetic.js";
import type { Recorder } from "../books/recorder.js";
import { chargeProtocol } from "../protocols/protocol-funds.js";
import type { RunningAuction, State } from "../state.js";
import type { World } from "../world.js";
import { enter } from "./debt-books.js";

function priceCurve<N>(n: Arithmetic<N>, curve: AuctionCurve): PriceCurve<N> {
  switch (curve.kind) {
    case "linear":
      return { kind: "linear", tauSeconds: n.parse(curve.tauSeconds) };
    case "stairstep":
      return { kind: "stairstep", cut: n.parse(curve.cut), stepSeconds: n.parse(curve.stepSeconds) };
    case "exponential":
      return { kind: "exponential", cut: n.parse(curve.cut) };
  }
}

/** 1 + penalty. */
export const chopOf = <N>(n: Arithmetic<N>, market: MakerMarket): N => n.add(n.one, n.parse(market.liquidationPenalty));

/** How a market auctions, in one number system. */
export function auctionTerms<N>(n: Arithmetic<N>, market: MakerMarket): AuctionTerms<N> {
  const { curve, startFactor, tailSeconds, cusp, tipUnits, chip } = market.auction;
  return {
    ...{ curve: priceCurve(n, curve), buf: n.parse(startFactor), tailSeconds: n.parse(tailSeconds) },
    ...{ cusp: n.parse(cusp), tipDai: n.parse(tipUnits), chip: n.parse(chip) },
    chostDai: n.mul(n.parse(market.dustUnits), chopOf(n, market)),
  };
}

/** The reserves of a market, what it calls them, and its oracle's price now. */
export function partsOf<N>(world: World<N>, state: State<N>, market: MakerMarket) {
  const { reserves, places } = world;
  const place = places.market(market.id);
  const [daiPlace, heldPlace] = [reserves.of(place, market.dai), reserves.of(place, market.collateral)];
  return {
    ...{ place, daiPlace, heldPlace, key: nodeKey("market", market.id) },
    ...{ dai: at(state.reserves, daiPlace), held: at(state.reserves, heldPlace) },
    ...{ daiAsset: places.asset(market.dai), heldAsset: places.asset(market.collateral) },
    feedDai: at(state.oracles, at(reserves.list, heldPlace).oracle).priceUsd,
  };
}

/** The auctions of a market. */
export const running = <N>(state: State<N>, place: number): RunningAuction<N>[] =>
  [...state.auctions.values()].flat().filter(({ market }) => market === place);

/** The run's clock. */
export const nowSeconds = <N>({ n, secondsPerRound }: World<N>, state: State<N>): N =>
  n.mul(n.fromNumber(state.round), secondsPerRound);

/** A keeper's reward: new DAI, at the system's cost. */
export function payKeeper<N>(
  world: World<N>,
  state: State<N>,
  recorder: Recorder<N>,
  market: MakerMarket,
  rewardDai: N,
): void {
  const { n } = world;
  const { dai, daiPlace, key } = partsOf(world, state, market);
  dai.supplied = n.add(dai.supplied, rewardDai);
  chargeProtocol(n, dai, rewardDai);
  enter(world, state, market, (vow) => payReward(n, vow, rewardDai));
  recorder.books.supply(key, "liquidators", daiPlace, n.div(rewardDai, dai.supplyIndex));
}
