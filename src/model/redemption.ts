import type { Id, Literal } from "./amounts.js";
import type { ElseSell, Run } from "./behaviour.js";

/** How an issuer takes its claims back: the claim is burned, and tokens leave its balance sheet for whoever gave it back. */
export interface Redemption {
  /** Until an intervention changes it. Absent: open. */
  readonly gate?: Gate;
  /** What a claim is redeemed at: its net asset value, or `parUsd` for as long as there is something to pay with. */
  readonly at: "nav" | "par";
  /** Tokens of the issuer's holdings that it pays in: the first until it is used up, then the next. */
  readonly paysIn: readonly Id[];
  /** Behaviour of holders that the scenario does not list. */
  readonly run?: Run;
  /** What those holders do with claims that they asked to redeem in vain. Absent: they wait. */
  readonly elseSell?: ElseSell;
}

export type Gate =
  | { readonly kind: "open" }
  | { readonly kind: "paused" }
  /** Burned at once and priced then, paid `days` later; no more than the capacity is taken back a day. */
  | { readonly kind: "queue"; readonly days: Literal; readonly capacityUnitsPerDay?: Literal };
