import { gexf } from "./gexf.js";
import { graphml } from "./graphml.js";
import { nodesCsv, roundsCsv, transmissionsCsv } from "./report-tables.js";
import { resultJson, type StoredResult } from "./result-json.js";
import { depositorsCsv, eventsCsv, pricesCsv, reservesCsv, vaultsCsv } from "./run-tables.js";

/** Every data file of a results folder: its text by its name. */
export function dataFiles(stored: StoredResult): ReadonlyMap<string, string> {
  const { result, report, shape } = stored;
  const depositors = depositorsCsv(result);
  return new Map([
    ["result.json", resultJson(stored)],
    ["rounds.csv", roundsCsv(report)],
    ["nodes.csv", nodesCsv(report)],
    ["transmissions.csv", transmissionsCsv(report)],
    ["events.csv", eventsCsv(result)],
    ["prices.csv", pricesCsv(result)],
    ["vaults.csv", vaultsCsv(result)],
    ["reserves.csv", reservesCsv(result)],
    ...(depositors === undefined ? [] : ([["depositors.csv", depositors]] as const)),
    ["graph.graphml", graphml(shape, report)],
    ["graph.gexf", gexf(shape, report)],
  ]);
}
