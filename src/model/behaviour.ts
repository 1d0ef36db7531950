import type { Balance, Id, Literal } from "./amounts.js";

/** Withdrawals by people, stated as behaviour. */
export type Run =
  /** What they leave behind, by round: the observed path of a total. */
  | { readonly kind: "path"; readonly totalUnits: readonly { readonly round: number; readonly units: Literal }[] }
  /** From `fromRound` on, this share of what they still hold asks to leave each round; `stayShare` of the start never does. */
  | {
      readonly kind: "proportional";
      readonly trigger: RunTrigger;
      readonly sharePerRound: Literal;
      readonly stayShare: Literal;
    }
  /** Several sorts of people with news and speed of their own. Who began to ask in an earlier round is paid first. */
  | { readonly kind: "classes"; readonly classes: readonly DepositorClass[] };

/** Depositors, or holders of a claim, that act alike. */
export interface DepositorClass {
  readonly name: string;
  /** Their share of what is owned by depositors that the scenario does not list, at the start. */
  readonly share: Literal;
  readonly trigger: RunTrigger;
  /** Rounds by which their news is old: they act on what the trigger saw that many rounds ago. */
  readonly delayRounds: number;
  /** As in a proportional run, of what this class holds. */
  readonly sharePerRound: Literal;
  readonly stayShare: Literal;
}

export type RunTrigger =
  | { readonly kind: "round"; readonly round: number }
  | { readonly kind: "price-below"; readonly asset: Id; readonly priceUsd: Literal }
  | { readonly kind: "utilisation-above"; readonly utilisation: Literal }
  /** What backs a claim is worth less than this share of its start: assets over shares, a reserve's cover, net asset value. */
  | { readonly kind: "value-below"; readonly share: Literal };

/** Owns positions or tokens and may act by itself. */
export interface Actor {
  readonly id: Id;
  readonly holdings: readonly Balance[];
  readonly policies: readonly Policy[];
  readonly options?: readonly OptionHolding[];
}

/** European options on one asset, settled in cash, that an actor has bought (units over 0) or written (under 0). */
export interface OptionHolding {
  readonly underlying: Id;
  readonly right: "call" | "put";
  readonly strikeUsd: Literal;
  /** Counted from round 0. */
  readonly expiryDays: Literal;
  /** Options on one unit of the underlying each. */
  readonly units: Literal;
  /** Of a year's log return; it stays what it is. */
  readonly volatility: Literal;
  /** Continuous, per year: of money, and of what the underlying itself yields. */
  readonly rate: Literal;
  readonly yieldRate: Literal;
  /** The actor on the other side; absent: somebody outside the scenario. */
  readonly counterparty?: Id;
}

export type Policy =
  /** Sells this share of the held asset, once, when its market price is at or below the trigger. Proceeds in `into`. */
  | {
      readonly kind: "stop-loss";
      readonly asset: Id;
      readonly priceUsd: Literal;
      readonly share: Literal;
      readonly into: Id;
    }
  /** Sells collateral and repays, in every position owned, when health falls below `whenHealthBelow`, to reach `toHealth`. */
  | ({ readonly kind: "deleverage"; readonly whenHealthBelow: Literal; readonly toHealth: Literal } & Rebalancing)
  /** Trades the underlying of its options, out of what it holds, as soon as its delta is off by more than `bandUnits`. */
  | ({
      readonly kind: "delta-hedge";
      readonly underlying: Id;
      readonly into: Id;
      readonly bandUnits: Literal;
    } & Rebalancing)
  | RedeemPolicy;

/** How often somebody looks. */
export interface Rebalancing {
  /** Acts only in rounds that this divides: 0, k, 2k, … Absent: every round. */
  readonly everyRounds?: number;
}

/** Gives a claim that it holds back to the issuer, by the issuer's gate and in order of arrival. */
export interface RedeemPolicy {
  readonly kind: "redeem";
  /** A claim on an issuer that redeems. */
  readonly asset: Id;
  readonly trigger: RunTrigger;
  /** Rounds by which its news is old. */
  readonly delayRounds: number;
  /** Of what it still holds. */
  readonly sharePerRound: Literal;
  /** What it does with claims that it asked to redeem in vain. Absent: it waits. */
  readonly elseSell?: ElseSell;
}

/** A share of what could not be redeemed in a round is sold on venues in the same round. */
export interface ElseSell {
  readonly share: Literal;
  readonly into: Id;
}
