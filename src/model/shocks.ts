import type { Id, Literal } from "./amounts.js";
import type { Gate } from "./redemption.js";

/** Something that happens at a round: to prices and balances, to an oracle, or by a decision of those who run a protocol. */
export type Shock =
  /** Moves the reference price of an asset to `priceUsd`, or by `change` (−0.4 for −40 %) of its price at that moment. */
  | (ShockBase & { readonly kind: "price"; readonly asset: Id; readonly change?: Literal; readonly priceUsd?: Literal })
  /** Prices by round, linear in between. */
  | (ShockBase & {
      readonly kind: "price-path";
      readonly asset: Id;
      readonly path: readonly { readonly round: number; readonly priceUsd: Literal }[];
    })
  /** Somebody outside sells this much on the asset's venues. */
  | (ShockBase & { readonly kind: "sale"; readonly asset: Id; readonly units: Literal; readonly into: Id })
  /** External assets of an issuer are gone. */
  | (ShockBase & { readonly kind: "issuer-loss"; readonly issuer: Id; readonly valueUsd: Literal })
  /** A vault's curator removes a market and writes its position there down to nothing. */
  | (ShockBase & { readonly kind: "vault-write-off"; readonly vault: Id; readonly market: Id })
  | OracleFaultShock
  | Intervention;

/** An oracle reports wrongly, from `round` to `toRound`, both included; without `toRound`, for good. */
export type OracleFaultShock = ShockBase & {
  readonly kind: "oracle-fault";
  readonly oracle: Id;
  readonly toRound?: number;
  readonly fault: OracleFault;
};

export type OracleFault =
  /** Stands at what it last reported. */
  | { readonly kind: "freeze" }
  /** Stands still, and the markets that judge by it notice: until it is over they neither liquidate nor pay anything out. */
  | { readonly kind: "stale-pause" }
  /** Reports no less than this. */
  | { readonly kind: "floor"; readonly floorUsd: Literal }
  /** Is made to report this. */
  | { readonly kind: "price"; readonly priceUsd: Literal };

/** What those who run a protocol or a venue decide at a round. */
export type Intervention =
  /** New terms from this round on: of a reserve, of an e-mode, or of an isolated market (`lltv`). */
  | (ShockBase & {
      readonly kind: "set-terms";
      readonly market: Id;
      readonly asset?: Id;
      readonly eMode?: Id;
      readonly liquidationThreshold?: Literal;
      readonly liquidationBonus?: Literal;
      readonly lltv?: Literal;
    })
  /** A paused market neither liquidates nor pays anything out. */
  | (ShockBase & { readonly kind: "pause" | "unpause"; readonly market: Id })
  /** A market judges an asset by another oracle from this round on. */
  | (ShockBase & { readonly kind: "oracle-switch"; readonly market: Id; readonly asset: Id; readonly oracle: Id })
  | CapitalInjection
  /** Closes a venue for `rounds` rounds whenever a price there has moved by more than `move` since the round before. */
  | (ShockBase & {
      readonly kind: "circuit-breaker";
      readonly venue: Id;
      readonly move: Literal;
      readonly rounds: number;
    })
  /** From this round on an issuer's redemption stands otherwise. */
  | (ShockBase & { readonly kind: "redemption-gate"; readonly issuer: Id; readonly gate: Gate })
  /** Ends new supply or borrowing. Nobody in a run takes up new debt, so that this is noted and changes nothing. */
  | (ShockBase & {
      readonly kind: "freeze" | "cap-to-zero" | "ltv-to-zero";
      readonly market: Id;
      readonly asset?: Id;
    });

/**
 * Somebody outside pays into a reserve (its deficit first, then its cash), into a vault (what it lost first, then idle money), or
 * into an issuer (external assets, USD).
 */
export type CapitalInjection = ShockBase & {
  readonly kind: "capital-injection";
  readonly units: Literal;
  readonly into: { readonly market: Id; readonly asset: Id } | { readonly vault: Id } | { readonly issuer: Id };
};

interface ShockBase {
  readonly round: number;
  readonly source?: Id;
}
export type ShockKind = Shock["kind"];
