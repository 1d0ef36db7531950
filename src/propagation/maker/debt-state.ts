import type { Vow } from "../../mechanics/cdp/maker/vow.js";

/** What a Maker market owes that no vault owes it any more, and the auctions that raise it. */
export interface DebtBooks<N> {
  vow: Vow<N>;
  /** Auctions that nobody has taken yet. */
  auctions: DebtAuctionsBegun<N>[];
  /** How many times auctions have begun. */
  begun: number;
}

/** Debt auctions that began together: they are alike. */
export interface DebtAuctionsBegun<N> {
  readonly number: number;
  lots: N;
  offeredUnits: N;
  startedSeconds: N;
}
