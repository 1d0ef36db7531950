import { forEachEntry } from "../systemic/matrix-algebra.js";
import { clearingFindings } from "./clearing-findings.js";
import type { Exposures } from "./exposures.js";
import { type Finding, type NodeScore, together } from "./findings.js";
import { saleFindings } from "./sale-findings.js";
import { DEFAULT_SETTINGS, type NetworkSettings } from "./settings.js";
import { stressFindings } from "./stress-findings.js";
import { structureFindings } from "./structure-findings.js";

/** Everything that is measured on one exposure network. Lists of values follow the order of `names`. */
export interface NetworkReport {
  readonly names: readonly string[];
  readonly conventions: readonly string[];
  readonly settings: NetworkSettings;
  /** What `creditor` loses when all of `debtor` is lost, in USD; both by their place in `names`. */
  readonly exposures: readonly { readonly debtor: number; readonly creditor: number; readonly usd: number }[];
  readonly findings: readonly Finding[];
  readonly scores: readonly NodeScore[];
}

/**
 * All classical measures that apply to an exposure network, each with its conventions, tolerance, residual and iterations.
 *
 * Those that do not apply are listed with the reason. USD. Throws ConvergenceError.
 */
export function networkReport(exposures: Exposures, settings: NetworkSettings = {}): NetworkReport {
  const { assetsUsd, buffersUsd, lossUsd, ownedOutsideUsd } = exposures;
  const balance = (quantity: string, values: Float64Array): NodeScore => ({
    measure: "balance",
    quantity,
    unit: "USD",
    values: [...values],
  });
  const { findings, scores } = together([
    stressFindings(exposures),
    clearingFindings(exposures, settings),
    saleFindings(exposures, settings),
    structureFindings(exposures, settings),
  ]);
  const links: { debtor: number; creditor: number; usd: number }[] = [];
  forEachEntry(exposures.exposuresUsd, (usd, debtor, creditor) => links.push({ debtor, creditor, usd }));
  return {
    names: exposures.names,
    conventions: exposures.conventions,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    exposures: links,
    findings,
    scores: [
      balance("assets", assetsUsd),
      balance("buffer", buffersUsd),
      balance("owned outside", ownedOutsideUsd),
      balance("direct loss", lossUsd),
      ...scores,
    ],
  };
}
