import { clearingLossUsd } from "../measures/exposures/clearing-findings.js";
import type { Exposures } from "../measures/exposures/exposures.js";
import { weightsOf } from "../measures/exposures/stress-findings.js";
import { clearingVector, EISENBERG_NOE } from "../measures/systemic/clearing-vector.js";
import { debtRank, singleHitDebtRank } from "../measures/systemic/debtrank.js";
import { cappedImpacts, impactMatrix } from "../measures/systemic/impacts.js";
import { columnTotals } from "../measures/systemic/matrix-algebra.js";
import { thresholdCascade } from "../measures/systemic/threshold-cascade.js";
import { neumaierTotal } from "../numbers/sums.js";

/** What others lose, in USD, by each classical measure, when some nodes fail. */
export interface FailureLosses {
  readonly debtRank2015Usd: number;
  readonly debtRank2012Usd: number;
  readonly thresholdUsd: number;
  readonly clearingUsd: number;
}

/**
 * Losses of all other nodes when those at `places` lose everything: h = 1 for DebtRank, a loss of the whole buffer for the threshold
 * cascade, nothing to pay with for clearing. USD, by what is owned outside the network. Throws ConvergenceError.
 */
export function lossesWhenFailing(exposures: Exposures, places: ReadonlySet<number>): FailureLosses {
  const { exposuresUsd, buffersUsd, before, passThrough } = exposures;
  const weights = weightsOf(exposures);
  const ofOthers = (values: Float64Array): number =>
    neumaierTotal([...values].map((value, i) => (places.has(i) ? 0 : value)));
  const inUsd = (stress: Float64Array): number => ofOthers(stress.map((share, i) => share * (weights[i] ?? 0)));
  const impacts = impactMatrix(exposuresUsd, buffersUsd);
  const failed = Float64Array.from(buffersUsd, (_, i) => (places.has(i) ? 1 : 0));
  const threshold = thresholdCascade({
    liabilitiesUsd: exposuresUsd,
    buffersUsd,
    lossUsd: buffersUsd.map((buffer, i) => (places.has(i) ? Math.max(0, buffer) : 0)),
  });
  const claimsUsd = columnTotals(before.liabilitiesUsd);
  const penniless = before.externalAssetsUsd.map((assets, i) => (places.has(i) ? -(claimsUsd[i] ?? 0) : assets));
  const terms = { ...EISENBERG_NOE, costFree: passThrough };
  const paid = clearingVector({ ...before, externalAssetsUsd: penniless }, terms);
  // What does not add up at the start already, and is nobody's loss by this failure.
  const anyway = clearingLossUsd(exposures, clearingVector(before, terms));
  return {
    debtRank2015Usd: inUsd(debtRank(impacts, failed).final),
    debtRank2012Usd: inUsd(singleHitDebtRank(cappedImpacts(impacts), failed).final),
    thresholdUsd: inUsd(threshold.stress),
    clearingUsd: ofOthers(clearingLossUsd(exposures, paid).map((loss, i) => loss - (anyway[i] ?? 0))),
  };
}
