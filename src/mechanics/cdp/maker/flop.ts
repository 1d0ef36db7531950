import type { Arithmetic } from "../../../numbers/arithmetic.js";

/** A debt auction: bidders offer to take ever less MKR for the same DAI. */
export interface DebtAuctionTerms<N> {
  /** DAI that each auction raises. */
  readonly sumpDai: N;
  /** MKR that the first bid may ask for. */
  readonly dumpMkr: N;
  /** Factor by which the offer grows when an auction ends without a bid. */
  readonly pad: N;
}

export interface DebtAuctionResult<N> {
  readonly mintedMkr: N;
  /** Auctions that ended without a bid before. */
  readonly restarts: number;
}

/** Restarts after which an auction counts as failed: 1.5¹⁰⁰ is 4·10¹⁷. */
const MOST_RESTARTS = 100;

/**
 * MKR minted by one debt auction whose bidders value MKR at `mkrPriceDai` and bid until none gains: sump/price, once the offer
 * dump·pad^k has grown to at least that; undefined where it never does. Source: dss src/flop.sol, dent and tick.
 */
export function mintForDebt<N>(
  n: Arithmetic<N>,
  terms: DebtAuctionTerms<N>,
  mkrPriceDai: N,
): DebtAuctionResult<N> | undefined {
  let offeredMkr = terms.dumpMkr;
  for (let restarts = 0; restarts <= MOST_RESTARTS; restarts += 1) {
    const worthDai = n.mul(offeredMkr, mkrPriceDai);
    if (!n.less(worthDai, terms.sumpDai)) return { mintedMkr: n.div(terms.sumpDai, mkrPriceDai), restarts };
    offeredMkr = n.mul(offeredMkr, terms.pad);
  }
  return undefined;
}

/**
 * MKR for which one debt auction goes: the offer, divided by `beg` for as long as a bid for what is left still pays; undefined where
 * not even the offer does. Source: dss src/flop.sol, dent (beg·lot ≤ the lot bid before).
 */
export function bidDown<N>(n: Arithmetic<N>, beg: N, offeredMkr: N, pays: (mkr: N) => boolean): N | undefined {
  if (!pays(offeredMkr)) return undefined;
  let lowestMkr = offeredMkr;
  for (let mkr = n.div(lowestMkr, beg); pays(mkr); mkr = n.div(mkr, beg)) lowestMkr = mkr;
  return lowestMkr;
}

/** The offer of an auction that has ended without a bid. Source: dss src/flop.sol, tick. */
export const raiseOffer = <N>(n: Arithmetic<N>, pad: N, offeredMkr: N): N => n.mul(offeredMkr, pad);
