export { comparisonCsv, comparisonJson } from "./comparison.js";
export { eventsParquet } from "./events-parquet.js";
export { dataFiles } from "./files.js";
export { gexf } from "./gexf.js";
export { graphml } from "./graphml.js";
export { hasManyEvents } from "./many-events.js";
export { ResultFormatError, readResult } from "./reading.js";
export { nodesCsv, roundsCsv, transmissionsCsv } from "./report-tables.js";
export { RESULT_FORMAT, resultJson, type StoredResult } from "./result-json.js";
export { depositorsCsv, eventsCsv, pricesCsv, reservesCsv, vaultsCsv } from "./run-tables.js";
export { drawsCsv, drawsParquet, sampleJson } from "./samples.js";
export {
  backtestCsv,
  criticalCsv,
  distancesCsv,
  greeksCsv,
  jumpsCsv,
  loopsCsv,
  ordersCsv,
  type StudyName,
  studyJson,
} from "./studies.js";
