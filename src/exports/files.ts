import { gexf } from "./gexf.js";
import { graphml } from "./graphml.js";
import { nodesCsv, roundsCsv, transmissionsCsv } from "./report-tables.js";
import { resultJson, type StoredResult } from "./result-json.js";
import { depositorsCsv, eventsCsv, pricesCsv, reservesCsv, vaultsCsv } from "./run-tables.js";

/** Every data file of a results folder: its text by its name. */
export const dataFiles = (stored: StoredResult): ReadonlyMap<string, string> => new Map(eachDataFile(stored));

/** The same, name and text, of which each is made when it is asked for: together they are large. */
export function* eachDataFile(stored: StoredResult): Generator<readonly [string, string]> {
  const { result, report, shape } = stored;
  yield ["result.json", resultJson(stored)];
  yield ["rounds.csv", roundsCsv(report)];
  yield ["nodes.csv", nodesCsv(report)];
  yield ["transmissions.csv", transmissionsCsv(report)];
  yield ["events.csv", eventsCsv(result)];
  yield ["prices.csv", pricesCsv(result)];
  yield ["vaults.csv", vaultsCsv(result)];
  yield ["reserves.csv", reservesCsv(result)];
  const depositors = depositorsCsv(result);
  if (depositors !== undefined) yield ["depositors.csv", depositors];
  yield ["graph.graphml", graphml(shape, report)];
  yield ["graph.gexf", gexf(shape, report)];
}
