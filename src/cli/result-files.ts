import { eachDataFile } from "../exports/files.js";
import { hasManyEvents } from "../exports/many-events.js";
import type { CompletedRun } from "../model/result.js";
import { type Drawn, drawings } from "./drawings.js";
import { reportText } from "./report-text.js";
import type { ResultFile } from "./results-folder.js";

/** Forms in which the log of events is kept. */
export const EVENT_FORMATS = ["csv", "parquet"] as const;
export type EventFormat = (typeof EVENT_FORMATS)[number];

/**
 * All that a run leaves in its folder, file by file as they are asked for; events as Parquet, too, where that is asked for or there are
 * many.
 */
export async function* resultFiles(drawn: Drawn, format?: EventFormat): AsyncGenerator<ResultFile> {
  const { run, report, version } = drawn;
  yield ["report.txt", `${reportText(run, report, version, "aligned")}\n`];
  yield ["scenario.json", `${JSON.stringify(run.scenario, undefined, 2)}\n`];
  yield* await drawings(drawn);
  if (format === "parquet" || hasManyEvents(run.result)) yield await parquet(run);
  yield* eachDataFile({ version, result: run.result, report, shape: run.shape });
}

/** What writes Parquet is loaded by the runs that need it. */
async function parquet({ result }: CompletedRun): Promise<readonly [string, Uint8Array]> {
  const { eventsParquet } = await import("../exports/events-parquet.js");
  return ["events.parquet", eventsParquet(result)];
}
