import { dataFiles } from "../exports/index.js";
import { type Drawn, drawings } from "./drawings.js";
import { reportText } from "./report-text.js";
import type { ResultFiles } from "./results-folder.js";

/** All that a run leaves in its folder. */
export async function resultFiles(drawn: Drawn): Promise<ResultFiles> {
  const { run, report, version } = drawn;
  return new Map<string, string | Uint8Array>([
    ["report.txt", `${reportText(run, report, version, "aligned")}\n`],
    ["scenario.json", `${JSON.stringify(run.scenario, undefined, 2)}\n`],
    ...(await drawings(drawn)),
    ...dataFiles({ version, result: run.result, report, shape: run.shape }),
  ]);
}
