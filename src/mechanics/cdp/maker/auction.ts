import { type Arithmetic, isPositive } from "../../../numbers/arithmetic.js";
import { type PriceCurve, priceOnCurve, relativePrice } from "./price-curve.js";
import { type Take, take } from "./take.js";

/** How a kind of collateral is auctioned. */
export interface AuctionTerms<N> {
  readonly curve: PriceCurve<N>;
  /** Starting price over the oracle's. */
  readonly buf: N;
  readonly tailSeconds: N;
  /** Share of the starting price below which an auction has to be reset. */
  readonly cusp: N;
  /** The least DAI that a part sale may leave to be raised: dust·chop. */
  readonly chostDai: N;
  /** What a keeper gets for starting or resetting an auction: tip + chip·tab. */
  readonly tipDai: N;
  readonly chip: N;
}

/** One auction; nothing in it changes but by `takeFrom` and `redo`. */
export interface Auction<N> {
  readonly tabDai: N;
  readonly lot: N;
  readonly top: N;
  /** When it began or was last reset, on the run's clock. */
  readonly startedSeconds: N;
}

/** An auction begun or reset, and what the keeper gets for it out of the surplus. */
export interface Started<N> {
  readonly auction: Auction<N>;
  readonly rewardDai: N;
}

/** What there is to sell, at which oracle price (par already divided out), and when. */
export interface StartInputs<N> {
  readonly tabDai: N;
  readonly lot: N;
  readonly feedDai: N;
  readonly nowSeconds: N;
}

/** An auction from feed·buf down. Source: dss src/clip.sol, kick. */
export const startAuction = <N>(n: Arithmetic<N>, terms: AuctionTerms<N>, start: StartInputs<N>): Started<N> => ({
  auction: {
    tabDai: start.tabDai,
    lot: start.lot,
    top: n.mul(start.feedDai, terms.buf),
    startedSeconds: start.nowSeconds,
  },
  rewardDai: n.add(terms.tipDai, n.mul(terms.chip, start.tabDai)),
});

/** DAI for a unit of collateral now. */
export const priceAt = <N>(n: Arithmetic<N>, terms: AuctionTerms<N>, auction: Auction<N>, nowSeconds: N): N =>
  priceOnCurve(n, terms.curve, auction.top, n.sub(nowSeconds, auction.startedSeconds));

/** Whether t > tail or price/top < cusp, both strictly: nobody may buy before a reset. Source: dss src/clip.sol, status. */
export function needsRedo<N>(n: Arithmetic<N>, terms: AuctionTerms<N>, auction: Auction<N>, nowSeconds: N): boolean {
  const elapsedSeconds = n.sub(nowSeconds, auction.startedSeconds);
  return n.less(terms.tailSeconds, elapsedSeconds) || n.less(relativePrice(n, terms.curve, elapsedSeconds), terms.cusp);
}

/**
 * The auction begun again at the newest feed; undefined where it need not be. The keeper is rewarded only where tab and lot·feed are
 * both at least chost. Source: dss src/clip.sol, redo.
 */
export function redo<N>(
  n: Arithmetic<N>,
  terms: AuctionTerms<N>,
  auction: Auction<N>,
  now: { readonly feedDai: N; readonly nowSeconds: N },
): Started<N> | undefined {
  if (!needsRedo(n, terms, auction, now.nowSeconds)) return undefined;
  const again = startAuction(n, terms, { tabDai: auction.tabDai, lot: auction.lot, ...now });
  const pays = (valueDai: N): boolean => !n.less(valueDai, terms.chostDai);
  const isWorthIt = pays(auction.tabDai) && pays(n.mul(auction.lot, now.feedDai));
  return isWorthIt ? again : { auction: again.auction, rewardDai: n.zero };
}

export interface TakeFrom<N> extends Take<N> {
  readonly price: N;
  /** The auction that goes on; undefined once it has ended. */
  readonly auction: Auction<N> | undefined;
}

/** A purchase of up to `amount` now; undefined where the auction must be reset first or sells no such part. Formulas: `take.ts`. */
export function takeFrom<N>(
  n: Arithmetic<N>,
  terms: AuctionTerms<N>,
  auction: Auction<N>,
  bid: { readonly amount: N; readonly nowSeconds: N },
): TakeFrom<N> | undefined {
  if (!isPositive(n, bid.amount) || needsRedo(n, terms, auction, bid.nowSeconds)) return undefined;
  const price = priceAt(n, terms, auction, bid.nowSeconds);
  const { tabDai, lot } = auction;
  const taken = take(n, { tabDai, lot, price, amount: bid.amount, chostDai: terms.chostDai });
  if (taken === undefined) return undefined;
  const goesOn = { ...auction, tabDai: taken.tabLeftDai, lot: taken.lotLeft };
  return { ...taken, price, auction: taken.auctionEnds ? undefined : goesOn };
}
