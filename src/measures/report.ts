import type { NetworkShape } from "../model/network.js";
import type { Report } from "../model/report.js";
import type { Result } from "../model/result.js";
import { nodeMeasures } from "./nodes.js";
import { roundMeasures } from "./rounds.js";
import { shortfalls } from "./shortfalls.js";
import { totals } from "./totals.js";
import { vaultMeasures } from "./vaults.js";

/** The numbers that a reader asks a run for, in doubles with compensated totals; lists follow the order of the scenario. */
export const measure = (shape: NetworkShape, result: Result): Report => ({
  totals: totals(shape, result),
  rounds: roundMeasures(result),
  nodes: nodeMeasures(shape, result),
  transmissions: result.transmissions,
  vaults: vaultMeasures(result),
  shortfalls: shortfalls(result),
});
