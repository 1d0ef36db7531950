import { FAILURE_CONVENTION } from "./failures.js";

/** Rules of reading that every result depends on. */
export const CONVENTIONS: readonly string[] = [
  "Positions are judged at oracle prices; losses, shortfalls and values are at market prices.",
  "A borrower loses at most its equity; debt beyond its collateral is a shortfall until its market books it as bad debt, and a loss of lenders from then on.",
  "Losses are marked to market and net of later gains; interest and withdrawals are not losses.",
  "What liquidity providers and liquidators gain or lose is not counted as a loss: a pool's value at the start and the end is among the nodes.",
  "Channels: direct is the shock itself, a sale's part of the price moves of its round included; price is forced sales, their penalties and arbitrage; claim is net asset values, bad debt and write-offs; run is what those who stayed bear for those who left.",
  "Claims held outside the scenario are valued at net asset value, listed positions at market price.",
  FAILURE_CONVENTION,
];
