import { dataFiles, type StoredResult } from "../exports/index.js";
import type { Report } from "../model/report.js";
import type { CompletedRun } from "../model/result.js";
import { drawings } from "./drawings.js";
import { reportText } from "./report-text.js";
import type { ResultFiles } from "./results-folder.js";

/** All that a run leaves in its folder. */
export async function resultFiles(run: CompletedRun, report: Report, version: string): Promise<ResultFiles> {
  const stored: StoredResult = { version, result: run.result, report, shape: run.shape };
  return new Map<string, string | Uint8Array>([
    ["report.txt", `${reportText(run, report, version, "aligned")}\n`],
    ...(await drawings(stored)),
    ...dataFiles(stored),
  ]);
}
