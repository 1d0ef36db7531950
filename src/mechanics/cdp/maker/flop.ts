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
