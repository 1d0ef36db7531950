import type { Id, Literal } from "./amounts.js";

/** How an auction's price falls from its start; `cut` is what is kept: 0.99 for steps of 1 %. */
export type AuctionCurve =
  | { readonly kind: "linear"; readonly tauSeconds: Literal }
  | { readonly kind: "stairstep"; readonly cut: Literal; readonly stepSeconds: Literal }
  | { readonly kind: "exponential"; readonly cut: Literal };

export interface DutchAuction {
  readonly curve: AuctionCurve;
  /** Starting price over the oracle's. */
  readonly startFactor: Literal;
  /** An auction older than this, or with a price below this share of its start, begins again. */
  readonly tailSeconds: Literal;
  readonly cusp: Literal;
  /** What starting or resetting an auction is rewarded with: a fixed amount and a share of what is to be raised. */
  readonly tipUnits: Literal;
  readonly chip: Literal;
}

/** New governance tokens are sold for what seized collateral has not raised, in lots that go to whoever takes the fewest. */
export interface DebtAuction {
  /** The governance token. */
  readonly token: Id;
  /** Stablecoin that each lot raises. */
  readonly sumpUnits: Literal;
  /** Tokens that a lot offers at first. */
  readonly dumpUnits: Literal;
  /** A bid asks for the last one's tokens divided by this or fewer: 1.03 for 3 %. */
  readonly beg: Literal;
  /** What the offer is multiplied by when nobody has bid for so long. */
  readonly pad: Literal;
  readonly tauSeconds: Literal;
  /** How long the debt of a seized vault waits before lots are sold for it. */
  readonly waitSeconds: Literal;
}

/** One kind of collateral against which a stablecoin is minted; unsafe vaults are auctioned over time: Maker. */
export interface MakerMarket {
  readonly id: Id;
  readonly source?: Id;
  readonly kind: "maker";
  readonly collateral: Id;
  readonly oracle: Id;
  readonly dai: Id;
  readonly daiOracle: Id;
  /** Least collateral per debt: 1.5 for 150 %. */
  readonly liquidationRatio: Literal;
  readonly liquidationPenalty: Literal;
  /** The least debt of a vault. */
  readonly dustUnits: Literal;
  /** The most that auctions may be raising at once. */
  readonly holeUnits: Literal;
  /** What the system owns at the start: losses fall on it first. */
  readonly surplusUnits: Literal;
  readonly otherBorrowedUnits: Literal;
  readonly auction: DutchAuction;
  /** Absent: what the surplus does not cover stays a deficit. */
  readonly debtAuction?: DebtAuction;
}
