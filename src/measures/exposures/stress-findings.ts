import { communicability, failureLinks } from "../systemic/communicability.js";
import { debtRank, singleHitDebtRank } from "../systemic/debtrank.js";
import { cappedImpacts, criticality, impactMatrix, initialStress } from "../systemic/impacts.js";
import { spectralRadius } from "../systemic/perron.js";
import { stressSummary, systemicExtent } from "../systemic/stress-summary.js";
import { thresholdCascade } from "../systemic/threshold-cascade.js";
import type { Exposures } from "./exposures.js";
import { type Findings, finding, inapplicable, type Measured, together } from "./findings.js";

/** Above this many nodes, one matrix exponential per node takes too long to wait for. */
const MOST_FOR_WALKS = 2000;

/** DebtRank in both versions, threshold cascade, criticality, spectral radius, and the walks along which failures spread. */
export function stressFindings(exposures: Exposures): Findings {
  const { exposuresUsd, buffersUsd, lossUsd, names } = exposures;
  const impacts = impactMatrix(exposuresUsd, buffersUsd);
  const initial = initialStress(lossUsd, buffersUsd);
  const { radius, convergence } = spectralRadius(impacts);
  const radiusOf = {
    measure: "spectral-radius",
    conventions: {
      model: "Spectral radius of W, Bardoscia et al. 2015",
      rule: "largest eigenvalue; from 1 on any shock makes some node default",
    },
    convergence,
  };
  return together([
    ranked("debtrank-2015", exposures, debtRank(impacts, initial)),
    ranked("debtrank-2012", exposures, singleHitDebtRank(cappedImpacts(impacts), initial)),
    thresholds(exposures),
    { findings: [finding(radiusOf, "spectral radius", "ratio", radius)], scores: [] },
    {
      findings: [],
      scores: [{ measure: "criticality", quantity: "criticality", unit: "ratio", values: [...criticality(impacts)] }],
    },
    names.length > MOST_FOR_WALKS
      ? inapplicable("communicability", `${names.length} nodes, more than ${MOST_FOR_WALKS}`)
      : walks(exposures),
  ]);
}

function ranked(measure: string, exposures: Exposures, stress: ReturnType<typeof debtRank>): Findings {
  const measured = { measure, conventions: stress.conventions, convergence: stress.convergence };
  const weights = weightsOf(exposures);
  const summary = stressSummary(stress, weights, weights);
  return {
    findings: [
      finding(measured, "stress by the shock itself", "share", summary.originalStress),
      finding(measured, "stress added by the network", "share", summary.additionalStress),
      finding(measured, "loss by the shock itself", "USD", summary.originalLossUsd),
      finding(measured, "loss added by the network", "USD", summary.additionalLossUsd),
      finding(measured, "amplification", "ratio", summary.amplification),
      finding(measured, "defaults added", "count", summary.additionalDefaults),
    ],
    scores: [{ measure, quantity: "stress", unit: "share", values: [...stress.final] }],
  };
}

/** By what is owned outside; by buffers where nobody outside owns anything. */
export const weightsOf = ({ ownedOutsideUsd, buffersUsd }: Exposures): Float64Array =>
  ownedOutsideUsd.some((owned) => owned > 0) ? ownedOutsideUsd : buffersUsd.map((buffer) => Math.max(0, buffer));

function thresholds({ exposuresUsd, buffersUsd, lossUsd, names }: Exposures): Findings {
  const cascade = thresholdCascade({ liabilitiesUsd: exposuresUsd, buffersUsd, lossUsd });
  const measured: Measured = {
    measure: "threshold-cascade",
    conventions: cascade.conventions,
    convergence: cascade.convergence,
  };
  const defaults = cascade.defaultRound.filter((round) => round >= 0).length;
  return {
    findings: [
      finding(measured, "defaults", "count", defaults),
      finding(measured, "rounds", "count", cascade.depth),
      finding(measured, "extent of the systemic event", "share", systemicExtent(defaults, names.length)),
    ],
    scores: [
      { measure: measured.measure, quantity: "stress", unit: "share", values: [...cascade.stress] },
      {
        measure: measured.measure,
        quantity: "round of default",
        unit: "count",
        values: [...cascade.defaultRound].map((round) => (round >= 0 ? round : undefined)),
      },
    ],
  };
}

function walks({ exposuresUsd, buffersUsd }: Exposures): Findings {
  const found = communicability(failureLinks(exposuresUsd, buffersUsd));
  const measured = { measure: "communicability", conventions: found.conventions, convergence: found.convergence };
  const { measure } = measured;
  return {
    findings: [finding(measured, "fluidity", "ratio", found.fluidity)],
    scores: [
      { measure, quantity: "susceptibility", unit: "ratio", values: [...found.susceptibility] },
      { measure, quantity: "diffusion", unit: "ratio", values: found.diffusion.map(({ total }) => total) },
      { measure, quantity: "diffusion started", unit: "ratio", values: found.diffusion.map(({ start }) => start) },
      {
        measure,
        quantity: "diffusion passed on",
        unit: "ratio",
        values: found.diffusion.map(({ intermediate }) => intermediate),
      },
    ],
  };
}
