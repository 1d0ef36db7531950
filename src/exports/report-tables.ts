import type { Report } from "../model/report.js";
import type { LossByChannel } from "../model/result.js";
import { csv } from "./csv.js";

const LOSS_HEADINGS = ["directLossUsd", "priceLossUsd", "claimLossUsd", "runLossUsd"] as const;

const lossCells = ({ direct, price, claim, run }: LossByChannel) => ({
  directLossUsd: direct,
  priceLossUsd: price,
  claimLossUsd: claim,
  runLossUsd: run,
});

/** rounds.csv: one round a line. */
export const roundsCsv = (report: Report): string =>
  csv(
    [
      "round",
      "seconds",
      "liquidatedUsd",
      "liquidatedUsdPerSecond",
      "cumulativeLiquidatedUsd",
      "soldUsd",
      "badDebtUsd",
      "withdrawnUsd",
      "failed",
      ...LOSS_HEADINGS,
    ],
    report.rounds.map(({ lossUsd, ...measures }) => ({ ...measures, ...lossCells(lossUsd) })),
  );

/** nodes.csv: one node a line; `lossShare` and `failedRound` are empty where there is none. */
export const nodesCsv = (report: Report): string =>
  csv(
    [
      "key",
      "startUsd",
      "endUsd",
      ...LOSS_HEADINGS,
      "totalLossUsd",
      "lossShare",
      "failedRound",
      "liquidatedUsd",
      "badDebtUsd",
    ],
    report.nodes.map(({ lossUsd, ...measures }) => ({ ...measures, ...lossCells(lossUsd) })),
  );

/** transmissions.csv: loss that passed from one node to another by one channel, over the whole run. */
export const transmissionsCsv = (report: Report): string =>
  csv(["from", "to", "channel", "firstRound", "lossUsd"], report.transmissions);
