import type { Auction } from "../mechanics/cdp/maker/auction.js";
import type { OracleState } from "../mechanics/oracles/rule.js";
import type { RateState } from "../mechanics/rates/rule.js";
import type { VenueState } from "../mechanics/venues/rule.js";
import type { NodeKey } from "../model/network.js";
import type { Gate } from "../model/scenario.js";
import type { Column } from "../numbers/arithmetic.js";
import type { GroupSums } from "./accounts/group-sums.js";
import type { BandMarket } from "./bands/band-pool.js";
import type { Valuation, Worth } from "./books/valuation.js";
import type { Liquity } from "./liquity/liquity-state.js";
import type { DebtBooks } from "./maker/debt-state.js";
import type { Controls } from "./news/controls.js";
import type { Perps } from "./perps/perp-venue.js";
import type { Screens } from "./screen/screen.js";

/** Everything that changes while a run goes on. Indices follow the scenario. */
export interface State<N> {
  round: number;
  readonly assets: AssetState<N>[];
  readonly venues: VenueState<N>[];
  readonly oracles: { state: OracleState<N>; priceUsd: N }[];
  readonly reserves: ReserveState<N>[];
  /** Positions' collateral and debt by slot, scaled: units = scaled × index of the reserve. */
  readonly collateral: Column<N>;
  readonly debt: Column<N>;
  readonly vaults: VaultState<N>[];
  /** Auctions by the position whose collateral they sell. */
  readonly auctions: Map<number, RunningAuction<N>[]>;
  /** What Maker's markets owe that no vault owes them, where they hold debt auctions, by place. */
  readonly debtBooks: Map<number, DebtBooks<N>>;
  /** Liquity markets, by place. */
  readonly liquity: Map<number, Liquity<N>>;
  /** Markets whose collateral lies in price bands, by place. */
  readonly bands: Map<number, BandMarket<N>>;
  readonly perps: Perps<N>;
  readonly issuers: IssuerState<N>[];
  readonly actors: ActorState<N>[];
  /** Runs whose trigger has gone off, by whose they are: the round in which the news reaches them. */
  readonly runsStarted: Map<string, number>;
  /** Depositors by class, where a run is stated so. */
  readonly depositors: Map<string, Depositors<N>>;
  /** Supply claims that are slashed for bad debt, in that order. */
  readonly stakes: readonly Stake<N>[];
  /** Value of one option, USD, by number: those whose time is up. */
  readonly settledOptions: Map<number, N>;
  /** Pauses and closed venues. */
  readonly controls: Controls<N>;
  /** What groups of accounts hold and owe together. */
  groups: GroupSums<N>;
  /** How often a balance of an account of a population has changed in this run. */
  accountChanges: number;
  /** What they were last valued at, and what all bearers were; absent: never. */
  valued?: Valuation<N>;
  worth?: Worth<N>;
  /** Scaled units that accounts of populations have posted in each reserve. */
  readonly pledged: Column<N>;
  screens: Screens;
  /** Slots of populations that have changed in this run, with what they held at the start. */
  readonly changed: Readonly<Record<"collateral" | "debt", Map<number, N>>>;
}

export interface AssetState<N> {
  /** What outsiders pay when no forced sale is in the way: in USD, or in the anchor's price where the asset tracks one. */
  ratio: N;
  referenceUsd: N;
  /** What the next unit sold would fetch. */
  marketUsd: N;
  /** Market price at the end of the round before. */
  heldUsd: N;
  /** Market price when claims last followed their net asset values, and what news has multiplied it by since. */
  followedUsd: N;
  news: N;
  /** Net asset value of a claim. */
  navUsd?: N;
  /** A price shock has put this claim's price out of reach of its net asset value. */
  quoted: boolean;
}

export interface ReserveState<N> {
  /** All supply claims, in units. */
  supplied: N;
  borrowed: N;
  cash: N;
  /** Bad debt that nobody's claim has been cut for. */
  deficit: N;
  /** Debt of seized vaults that auctions are to repay. */
  onAuction: N;
  /** The protocol's own: fees and reserve factor. */
  treasury: N;
  supplyIndex: N;
  debtIndex: N;
  /** Scaled claims that their owners have written off. */
  abandoned: N;
  /** Scaled claims of lenders that the scenario does not list: now, and at the start. */
  others: N;
  readonly othersAtStart: N;
  /** Supply claims and the protocol's own at the start. */
  readonly owedAtStart: N;
  rate?: RateState<N>;
}

/** Collateral seized from one position that a market is auctioning. */
export interface RunningAuction<N> {
  readonly market: number;
  readonly position: number;
  /** Counts the auctions of a run. */
  readonly number: number;
  auction: Auction<N>;
  /** The debt that is still to be repaid; what the auction raises beyond it is penalty. */
  dueUnits: N;
}

export interface VaultState<N> {
  idle: N;
  /** Scaled supply claims by place in the withdraw queue. */
  readonly places: { readonly reserve: number; scaled: N }[];
  shares: N;
  readonly sharesAtStart: N;
  readonly assetsAtStart: N;
  /** Bad debt suffered but not passed on to the share price. */
  lost: N;
  withdrawn: N;
  /** Asked for and not paid, in the latest round. */
  unmet: N;
}

export interface IssuerState<N> {
  externalUsd: N;
  navUsd: N;
  /** Share paid of all its debts together, and of each. */
  recovery: N;
  paid: readonly N[];
  /** External assets lost to shocks and not yet seen in the net asset value. */
  unseenLossUsd: N;
  /** Tokens held, in the order of the scenario's list, and claims in existence. */
  readonly holdings: N[];
  supply: N;
  /** Claims that people own whom the scenario does not list: neither in its nodes nor in its pools. */
  others: N;
  othersAtStart: N;
  navAtStart: N;
  gate?: Gate;
  /** Taken back and not yet paid. */
  queue: readonly Ticket<N>[];
  /** Paid in this round for claims beyond their net asset value. */
  overpaidUsd: N;
  /** What other holders have got for claims in this round. */
  proceedsUsd: N;
}

/** Tokens that an issuer owes for claims it has taken back, from a round on; without an actor, to other holders. */
export interface Ticket<N> {
  readonly dueRound: number;
  readonly asset: number;
  readonly units: N;
  readonly actor?: number;
}

/** Scaled supply claims of an actor that stand behind a reserve. */
export interface Stake<N> {
  readonly actor: number;
  readonly reserve: number;
  scaled: N;
}

/** The classes of depositors of one vault, reserve or issuer. */
export interface Depositors<N> {
  readonly node: NodeKey;
  /** What claims are paid out in; of an issuer the claim itself. */
  readonly asset: number;
  readonly kind: "vault" | "reserve" | "issuer";
  readonly place: number;
  readonly classes: readonly ClassState<N>[];
}

/** One class: vault shares, scaled supply claims or claim tokens that it holds, and what it has got for others. */
export interface ClassState<N> {
  readonly name: string;
  claims: N;
  readonly claimsAtStart: N;
  readonly startUsd: N;
  paidUsd: N;
  arrivedRound?: number;
}

export interface ActorState<N> {
  /** Units by asset. */
  readonly holdings: N[];
  /** Stop-losses that have gone off, by place in the list of policies. */
  readonly triggered: Set<number>;
}
