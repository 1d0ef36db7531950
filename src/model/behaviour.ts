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
    };

export type RunTrigger =
  | { readonly kind: "round"; readonly round: number }
  | { readonly kind: "price-below"; readonly asset: Id; readonly priceUsd: Literal }
  | { readonly kind: "utilisation-above"; readonly utilisation: Literal };

/** Owns positions or tokens and may act by itself. */
export interface Actor {
  readonly id: Id;
  readonly holdings: readonly Balance[];
  readonly policies: readonly Policy[];
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
  | { readonly kind: "deleverage"; readonly whenHealthBelow: Literal; readonly toHealth: Literal };
