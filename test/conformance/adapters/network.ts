import type { Adapters, MeasureAdapter, Outputs, Reader } from "../adapter.js";
import { clearing, recoveryDefaults, valuation } from "./network-clearing.js";
import { leverageRun, overlapShocks, overlaps, sellDown, vulnerability } from "./network-sales.js";
import { impactLinks, reconstruction, spreads, stressOfEach } from "./network-stress.js";

const inDoubles = (measure: (inputs: Reader<number>) => Outputs<number>): MeasureAdapter => ({ inDoubles: measure });

/** The models that network vectors name. */
export const networkAdapters: Adapters = {
  "eisenberg-noe": inDoubles(clearing),
  "rogers-veraart": inDoubles(clearing),
  "threshold-cascade": inDoubles(recoveryDefaults),
  "neva-fixed-point": inDoubles(valuation),
  debtrank: inDoubles(spreads),
  "debtrank+threshold": inDoubles(stressOfEach),
  "impact-susceptibility": inDoubles(impactLinks),
  "network-reconstruction": inDoubles(reconstruction),
  "greenwood-landier-thesmar": inDoubles(vulnerability),
  "cont-schaanning": inDoubles(sellDown),
  "overlapping-portfolio-cascade": inDoubles(overlapShocks),
  "indirect-contagion-index": inDoubles(overlaps),
  "leverage-threshold-fire-sale": inDoubles(leverageRun),
};
