import type { EventSummary } from "../../model/result.js";
import type { Scenario } from "../../model/scenario.js";
import { FAILURE_CONVENTION } from "../accounts/failures.js";

/** Rules of reading that every result depends on. */
const CONVENTIONS: readonly string[] = [
  "Positions are judged at oracle prices; losses, shortfalls and values are at market prices.",
  "A borrower loses at most its equity; debt beyond its collateral is a shortfall until its market books it as bad debt, and a loss of lenders from then on.",
  "Losses are marked to market and net of later gains; interest and withdrawals are not losses.",
  "What liquidity providers and liquidators gain or lose is not counted as a loss: a pool's value at the start and the end is among the nodes.",
  "Channels: direct is the shock itself, a sale's part of the price moves of its round included; price is forced sales, their penalties and arbitrage; claim is net asset values, bad debt and write-offs; run is what those who stayed bear for those who left.",
  "Claims held outside the scenario are valued at net asset value, listed positions at market price.",
  FAILURE_CONVENTION,
];

/** Rules of reading that a scenario's result depends on, rows of its tables that were left out among them. */
export const conventionsOf = ({ populations = [] }: Scenario, log?: EventSummary): readonly string[] => [
  ...CONVENTIONS,
  ...populations.flatMap(({ id, leftOut }) =>
    leftOut === undefined
      ? []
      : [
          `Of the table of ${id}, ${leftOut.rows} rows could not be read and are left out, first ${leftOut.first[0] ?? ""}.`,
        ],
  ),
  ...(log === undefined
    ? []
    : [
        `The log had reached ${log.limit} events in round ${log.aggregatedFrom}: from then on events of accounts of populations are put together by round, kind, nodes and asset, with the cause of the first.`,
      ]),
];
