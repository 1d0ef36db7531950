import type { Arithmetic } from "../../numbers/arithmetic.js";
import type { Bands } from "../cdp/llamma/amm.js";

/** An asset, as its index in scenario order. */
export type AssetIndex = number;

/** Units of one asset in an account, with the price at which the market's oracle judges them. */
export interface Holding<N> {
  readonly asset: AssetIndex;
  readonly units: N;
  readonly oraclePriceUsd: N;
}

/** One borrower's account in one market, as the market sees it. */
export interface Account<N> {
  readonly collateral: readonly Holding<N>[];
  readonly debt: readonly Holding<N>[];
  readonly eMode?: string;
  /** The round, for terms that change in time. Absent: round 0. */
  readonly round?: number;
  /** Where the collateral lies in price bands of its market's pool: they, and the price in the debt's units that the pool goes by. */
  readonly bands?: { readonly bands: Bands<N>; readonly oraclePrice: N };
}

/** What the collateral may back, and what is owed. */
export interface Health<N> {
  readonly capacityUsd: N;
  readonly debtUsd: N;
}

/** The collateral and the debt that a call is made on. */
export interface Pair {
  readonly collateralAsset: AssetIndex;
  readonly debtAsset: AssetIndex;
}

/** One liquidation call, in units. */
export interface Call<N> extends Pair {
  readonly repaidUnits: N;
  /** All that leaves the account: to the liquidator and to the protocol. */
  readonly seizedUnits: N;
  /** The protocol's part of `seizedUnits`. */
  readonly protocolFeeUnits: N;
  /**
   * Where the collateral lies in price bands: the share of them that leaves, and what of the debt's asset leaves with it beside
   * `seizedUnits`: towards the debt, beyond `repaidUnits`, and to the liquidator.
   */
  readonly fromBands?: { readonly removed: N; readonly usedUnits: N; readonly excessUnits: N };
}

/** The rules of one market in one number system. */
export interface LendingTerms<N> {
  health(account: Account<N>): Health<N>;
  /**
   * Whether health is a weighted ratio: capacity a sum over collateral of value × a weight that depends on asset, e-mode and round
   * alone, debt the value owed. It lets a run leave out accounts that cannot be near the threshold; absent, all are judged.
   */
  readonly isWeighted?: true;
  /** Whether debt equal to capacity can be liquidated already. */
  readonly equalityLiquidates: boolean;
  /**
   * The largest call the market admits on a liquidatable account, on the given pair or else on the largest collateral against the
   * largest debt, by value; undefined when it admits none. `share` asks for that part of the largest call, 0–1.
   */
  call(account: Account<N>, share: N, pair?: Pair): Call<N> | undefined;
  /**
   * What happens to debt once no collateral is left: booked as a deficit of the reserve that cuts no supply claim, cut
   * from what suppliers own, or left on the books.
   */
  readonly badDebt: "deficit" | "socialised" | "stays";
}

/** A protocol's lending rule: reads a market of its kind in any number system. One file each; see `index.ts`. */
export interface LendingRule<Market extends { readonly kind: string }> {
  readonly kind: Market["kind"];
  terms<N>(n: Arithmetic<N>, market: Market, assetIndex: (id: string) => AssetIndex): LendingTerms<N>;
}
