import type { Call } from "../../mechanics/lending/rule.js";
import type { NodeKey } from "../../model/network.js";
import type { Screened } from "../accounts/health.js";
import type { ClassState } from "../state.js";

/** Something that must or may be sold in this round. Assets are named by place. */
export type Order<N> =
  | OptionalOrder<N>
  | DeleverageOrder<N>
  | ActorSale<N>
  | HolderSale<N>
  | OutsideSale<N>
  | MakersHedge<N>
  | RedeemersTrade<N>;

/** What is only done if it pays. */
export type OptionalOrder<N> = LiquidationOrder<N> | OfferOrder<N>;

interface OrderBase<N> {
  readonly assetIn: number;
  /** What the seller wants for it. */
  readonly want: number;
  readonly units: N;
  readonly cause: number;
  /** Told once the order is settled. */
  readonly settled?: (soldUnits: N, receivedUnits: N) => void;
}

/** A liquidator's call: it is only made if selling the seizure pays for the repayment and the gas. */
export interface LiquidationOrder<N> extends OrderBase<N> {
  readonly kind: "liquidation";
  readonly screened: Screened<N>;
  /** Which part of the largest call was asked for, 0–1. */
  readonly share: N;
  readonly call: Call<N>;
}

/** A protocol offers collateral that it has seized, or tokens that it mints, at a price of its own: it is only bought if selling it pays for that and the gas. */
export interface OfferOrder<N> extends OrderBase<N> {
  readonly kind: "offer";
  readonly market: number;
  /** What is paid for one unit, in units of `want`. */
  readonly priceUnits: N;
  /** What is paid for all `units`, in units of `want`. */
  readonly paidUnits: N;
  /** What a purchase of all `units` leaves unpaid of the debt for good, in units of `want`. */
  readonly unpaidUnits: N;
  /** What a purchase pays back of debt that was booked as lost, in units of `want`. */
  readonly recoveredUnits?: N;
  /** Tells this offer from all others, in any round. */
  readonly name: string;
  /** Its place among the offers of a round. */
  readonly rank: number;
  /** Whose collateral it was, where that position still gains or loses by its sale. */
  readonly formerOwner?: number;
  /** Whose collateral it is until it is sold, where many share it: they gain or lose by the sale. */
  readonly owners?: readonly number[];
  /** The same offer for a share of these units, 0–1; undefined where the protocol does not sell such a part. */
  readonly part: (share: N) => OfferOrder<N> | undefined;
  /** Changes the protocol's books as a purchase of all `units` does. */
  readonly settle: () => void;
}

/** An actor sells a position's collateral to repay its debt. */
export interface DeleverageOrder<N> extends OrderBase<N> {
  readonly kind: "deleverage" | "stop-loss-position";
  readonly position: number;
  readonly actor: number;
}

/** An actor sells tokens it holds. */
export interface ActorSale<N> extends OrderBase<N> {
  readonly kind: "stop-loss" | "hedge" | "turned-away";
  readonly actor: number;
}

/** Holders of a claim that the scenario does not list sell what its issuer did not take back. */
export interface HolderSale<N> extends OrderBase<N> {
  readonly kind: "holder-sale";
  readonly issuer: number;
  /** Whose claims they are, by class where there are classes. */
  readonly sellers: readonly { readonly of: ClassState<N> | undefined; readonly units: N }[];
}

/** Somebody the scenario does not model sells, as a shock. */
export interface OutsideSale<N> extends OrderBase<N> {
  readonly kind: "outside-sale";
}

/** Makers of a perpetual trade on spot what they have taken over there. */
export interface MakersHedge<N> extends OrderBase<N> {
  readonly kind: "makers-hedge";
  readonly market: number;
}

/** Redeemers buy a stablecoin, or sell the collateral that it has brought them. */
export interface RedeemersTrade<N> extends OrderBase<N> {
  readonly kind: "redeemers-trade";
  readonly market: number;
}

/** What an order got. */
export interface Filled<N> {
  readonly order: Order<N>;
  readonly soldUnits: N;
  /** Units of `order.want`. */
  readonly receivedUnits: N;
  /** Sold over two hops: the asset between them, and how much of it no venue of the second hop took. */
  readonly between?: { readonly asset: number; readonly unsoldUnits: N };
}

export interface Declined<N> {
  readonly order: OptionalOrder<N>;
  readonly reason: string;
}

/** A venue that took part of a round's sales. */
export interface VenueSale<N> {
  readonly venue: NodeKey;
  readonly asset: number;
  readonly units: number;
  readonly valueUsd: number;
  readonly unfilledUnits: number;
  /** The largest order behind it. */
  readonly largest: Order<N>;
}

/** The position whose collateral an order sells; undefined where it sells somebody's tokens. */
export const positionOf = <N>(order: Order<N>): number | undefined =>
  order.kind === "liquidation" ? order.screened.position : "position" in order ? order.position : undefined;
