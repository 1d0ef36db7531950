import type { ComparedRun, Comparison } from "../model/comparison.js";
import type { Id } from "../model/scenario.js";
import { type Cell, csv } from "./csv.js";

/** What `compare.json` calls itself; the number rises when an older reader would go wrong. */
export const COMPARISON_FORMAT = "spillover-comparison/1";

/** compare.json: every run with its provenance, totals and price paths. */
export const comparisonJson = (comparison: Comparison, version: string): string =>
  `${JSON.stringify({ format: COMPARISON_FORMAT, version, ...comparison }, undefined, 2)}\n`;

const rowOf = ({ name, provenance, stop, totals, worstVault, prices }: ComparedRun): Readonly<Record<string, Cell>> => {
  const { lossUsd, beforeGains: _, ...measures } = totals;
  return {
    run: name,
    title: provenance.title,
    variant: provenance.variant,
    scenarioHash: provenance.scenarioHash,
    stopReason: stop.reason,
    stopRound: stop.round,
    ...measures,
    directLossUsd: lossUsd.direct,
    priceLossUsd: lossUsd.price,
    claimLossUsd: lossUsd.claim,
    runLossUsd: lossUsd.run,
    worstVault: worstVault?.id,
    worstVaultWriteDown: worstVault?.writeDown,
    ...Object.fromEntries(prices.map(({ asset, marketUsd }) => [finalPrice(asset), marketUsd.at(-1)])),
  };
};

const finalPrice = (asset: Id): string => `finalPriceUsd:${asset}`;

/** compare.csv: one run a line; the final price of every asset of any run has a column, empty for runs without it. */
export function comparisonCsv(comparison: Comparison): string {
  const assets = new Set(comparison.runs.flatMap(({ prices }) => prices.map(({ asset }) => asset)));
  return csv<string>(
    [
      "run",
      "title",
      "variant",
      "scenarioHash",
      "stopReason",
      "stopRound",
      "totalLossUsd",
      "directLossUsd",
      "priceLossUsd",
      "claimLossUsd",
      "runLossUsd",
      "amplification",
      "liquidations",
      "liquidatedUsd",
      "soldUsd",
      "badDebtUsd",
      "withdrawnUsd",
      "unmetWithdrawalsUsd",
      "depth",
      "breadth",
      "loopsUnwound",
      "worstVault",
      "worstVaultWriteDown",
      ...[...assets].map(finalPrice),
    ],
    comparison.runs.map(rowOf),
  );
}
