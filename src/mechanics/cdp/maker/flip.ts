import { type Arithmetic, isPositive, isZero } from "../../../numbers/arithmetic.js";
import type { Bark } from "./dog.js";
import { debtOf, type Urn } from "./vat.js";

/** Maker's English auctions, used until 2021. */
export interface FlipTerms<N> {
  /** 1 + the least raise: 1.03 for 3 %. */
  readonly beg: N;
  /** How long a bid stands before it wins. */
  readonly ttlSeconds: N;
  /** How long an auction runs at most. */
  readonly tauSeconds: N;
}

/** One auction: bids first raise DAI for the whole lot, up to the tab, then lower the lot for the tab. */
export interface FlipAuction<N> {
  readonly tabDai: N;
  readonly lot: N;
  readonly bidDai: N;
  readonly endsSeconds: N;
  /** When the highest bid wins; undefined before the first bid. */
  readonly bidWinsSeconds: N | undefined;
}

/**
 * What one bite of an unsafe vault puts up for auction: lot = min(ink, lump), art·lot/ink of its debt. A large vault is bitten many
 * times. Source: dss src/cat.sol, bite (as of early 2020).
 */
export function bite<N>(
  n: Arithmetic<N>,
  urn: Urn<N>,
  terms: { readonly rate: N; readonly chop: N; readonly lump: N },
): Bark<N> | undefined {
  if (!isPositive(n, urn.ink) || !isPositive(n, urn.art)) return undefined;
  const lot = n.min(urn.ink, terms.lump);
  const isWhole = isZero(n, n.sub(urn.ink, lot));
  const dart = isWhole ? urn.art : n.div(n.mul(lot, urn.art), urn.ink);
  const dueDai = debtOf(n, { ink: lot, art: dart }, terms.rate);
  return { dart, lot, dueDai, tabDai: n.mul(dueDai, terms.chop) };
}

export const startFlip = <N>(
  n: Arithmetic<N>,
  terms: FlipTerms<N>,
  start: { readonly tabDai: N; readonly lot: N; readonly nowSeconds: N },
): FlipAuction<N> => ({
  tabDai: start.tabDai,
  lot: start.lot,
  bidDai: n.zero,
  endsSeconds: n.add(start.nowSeconds, terms.tauSeconds),
  bidWinsSeconds: undefined,
});

/** Whether bids are taken: before the end, and before the highest bid has won, both strictly. */
const isOpen = <N>(n: Arithmetic<N>, { bidWinsSeconds, endsSeconds }: FlipAuction<N>, nowSeconds: N): boolean =>
  n.less(nowSeconds, endsSeconds) && (bidWinsSeconds === undefined || n.less(nowSeconds, bidWinsSeconds));

/**
 * The auction with a higher bid for the whole lot: over the last, at most the tab, and at least beg times the last unless it is the
 * tab. The system gets the difference. Undefined where the bid is refused. Source: dss src/flip.sol, tend.
 */
export function raiseBid<N>(
  n: Arithmetic<N>,
  terms: FlipTerms<N>,
  auction: FlipAuction<N>,
  bid: { readonly bidDai: N; readonly nowSeconds: N },
): FlipAuction<N> | undefined {
  const { bidDai, nowSeconds } = bid;
  if (!isOpen(n, auction, nowSeconds) || n.less(auction.tabDai, bidDai)) return undefined;
  if (!isPositive(n, n.sub(bidDai, auction.bidDai))) return undefined;
  const isTab = isZero(n, n.sub(auction.tabDai, bidDai));
  if (!isTab && n.less(bidDai, n.mul(terms.beg, auction.bidDai))) return undefined;
  return { ...auction, bidDai, bidWinsSeconds: n.add(nowSeconds, terms.ttlSeconds) };
}

/**
 * The auction with a smaller lot for the tab: lot·beg at most the last lot. What is forgone returns to the vault. Undefined where the
 * bid is refused. Source: dss src/flip.sol, dent.
 */
export function lowerLot<N>(
  n: Arithmetic<N>,
  terms: FlipTerms<N>,
  auction: FlipAuction<N>,
  bid: { readonly lot: N; readonly nowSeconds: N },
): FlipAuction<N> | undefined {
  const { lot, nowSeconds } = bid;
  const isRaised = isZero(n, n.sub(auction.tabDai, auction.bidDai));
  if (!isRaised || !isOpen(n, auction, nowSeconds) || n.less(auction.lot, n.mul(terms.beg, lot))) return undefined;
  return { ...auction, lot, bidWinsSeconds: n.add(nowSeconds, terms.ttlSeconds) };
}

/**
 * Whether the highest bid has won: it has stood its time, or the auction has ended, both strictly. A bid of next to nothing wins
 * just so where nobody else bids; the loss is due − bid. Source: dss src/flip.sol, deal.
 */
export const isWon = <N>(n: Arithmetic<N>, auction: FlipAuction<N>, nowSeconds: N): boolean =>
  auction.bidWinsSeconds !== undefined &&
  (n.less(auction.bidWinsSeconds, nowSeconds) || n.less(auction.endsSeconds, nowSeconds));

/** The auction again, for as long, where it has ended without a bid; undefined otherwise. Source: dss src/flip.sol, tick. */
export function restartFlip<N>(
  n: Arithmetic<N>,
  terms: FlipTerms<N>,
  auction: FlipAuction<N>,
  nowSeconds: N,
): FlipAuction<N> | undefined {
  if (auction.bidWinsSeconds !== undefined || !n.less(auction.endsSeconds, nowSeconds)) return undefined;
  return { ...auction, endsSeconds: n.add(nowSeconds, terms.tauSeconds) };
}
