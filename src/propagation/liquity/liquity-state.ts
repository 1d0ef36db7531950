import type { StakedTrove } from "../../mechanics/cdp/liquity/redistribution.js";

/** What a Liquity market keeps beside its reserves. */
export interface Liquity<N> {
  /** Its accounts, in scenario order. */
  readonly positions: readonly number[];
  /** Troves that are not listed, as one. */
  unlisted: StakedTrove<N>;
  /** By account: its stake, with the collateral at which it was set. */
  readonly stakes: Map<number, { readonly stake: N; readonly collateral: N }>;
  /** All stakes and all collateral after the latest liquidation. */
  snapshot: { readonly stakes: N; readonly collateral: N };
  deposits: N;
  /** Collateral that depositors have gained and not sold, and all that they ever gained. */
  gains: N;
  gained: N;
  isShutDown: boolean;
  /** As the latest redemption left it, at that time by the run's clock. */
  baseRate: N;
  redeemedSeconds: N;
  /** Stablecoin that redeemers have bought in this round. */
  bought: N;
  /** Redeemed collateral that is to be sold. */
  toSell: N;
}
