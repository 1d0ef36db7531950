import type { Conventions } from "../systemic/conventions.js";
import { type Convergence, ConvergenceError, finite } from "../systemic/convergence.js";
import { debtRank } from "../systemic/debtrank.js";
import { impactMatrix, initialStress } from "../systemic/impacts.js";
import { ReconstructionError } from "../systemic/margins.js";
import { columnTotals, fromRows, rowTotals } from "../systemic/matrix-algebra.js";
import { maximumEntropy, maximumEntropyRows } from "../systemic/maximum-entropy.js";
import { minimumDensity } from "../systemic/minimum-density.js";
import { type SparseMatrix, transposed } from "../systemic/sparse-matrix.js";
import { stressSummary } from "../systemic/stress-summary.js";
import type { Exposures } from "./exposures.js";
import { type Findings, finding, inapplicable, together } from "./findings.js";
import { DEFAULT_SETTINGS, type NetworkSettings } from "./settings.js";
import { weightsOf } from "./stress-findings.js";

/** Above these many nodes that lend or borrow, reconstruction takes too long to wait for. */
const MOST_FOR_ENTROPY = 1000;
const MOST_FOR_DENSITY = 60;

/** Totals that only one matrix has, such as those of a star, are approached without end. */
const MOST_SWEEPS = 10_000;

interface Guess {
  readonly measure: string;
  readonly conventions: Conventions;
  readonly convergence: Convergence;
  /** Entry (j, i): exposure of i to j. */
  readonly exposuresUsd: SparseMatrix;
}

/** How dense the network is, and what would be guessed of it, and of DebtRank on it, from every node's totals alone. */
export function structureFindings(exposures: Exposures, settings: NetworkSettings): Findings {
  const size = exposures.names.length;
  const links = exposures.exposuresUsd.value.length;
  const known = {
    measure: "structure",
    conventions: { model: "Exposures as given", rule: "links are pairs with an exposure; density over n·(n − 1)" },
    convergence: finite(0),
  };
  return together([
    {
      findings: [
        finding(known, "nodes", "count", size),
        finding(known, "links", "count", links),
        finding(known, "density", "share", size > 1 ? links / (size * (size - 1)) : 0),
      ],
      scores: [],
    },
    guessed("reconstruction-maximum-entropy", exposures, MOST_FOR_ENTROPY, () => {
      const found = maximumEntropy(columnTotals(exposures.exposuresUsd), rowTotals(exposures.exposuresUsd), {
        maximumIterations: MOST_SWEEPS,
      });
      return { ...found, exposuresUsd: transposed(fromRows(maximumEntropyRows(found))) };
    }),
    guessed("reconstruction-minimum-density", exposures, MOST_FOR_DENSITY, () => {
      const { seed } = { ...DEFAULT_SETTINGS, ...settings };
      const margins = [columnTotals(exposures.exposuresUsd), rowTotals(exposures.exposuresUsd)] as const;
      const found = minimumDensity(...margins, { seed });
      return { ...found, exposuresUsd: transposed(found.claimsUsd) };
    }),
  ]);
}

function guessed(measure: string, exposures: Exposures, most: number, guess: () => Omit<Guess, "measure">): Findings {
  if (exposures.names.length > most) return inapplicable(measure, `${exposures.names.length} nodes, more than ${most}`);
  try {
    return compared({ measure, ...guess() }, exposures);
  } catch (error) {
    if (error instanceof ReconstructionError || error instanceof ConvergenceError)
      return inapplicable(measure, error.message);
    throw error;
  }
}

function compared({ measure, conventions, convergence, exposuresUsd }: Guess, exposures: Exposures): Findings {
  const measured = { measure, conventions, convergence };
  const { buffersUsd, lossUsd } = exposures;
  const weights = weightsOf(exposures);
  const stress = debtRank(impactMatrix(exposuresUsd, buffersUsd), initialStress(lossUsd, buffersUsd));
  return {
    findings: [
      finding(measured, "links", "count", exposuresUsd.value.length),
      finding(
        measured,
        "loss added by the network (DebtRank 2015)",
        "USD",
        stressSummary(stress, weights, weights).additionalLossUsd,
      ),
    ],
    scores: [],
  };
}
