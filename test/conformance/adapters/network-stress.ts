import { communicability, failureLinks } from "../../../src/measures/systemic/communicability.js";
import { debtRank, debtRankRounds, singleHitDebtRank } from "../../../src/measures/systemic/debtrank.js";
import { cappedImpacts, criticality, impactMatrix } from "../../../src/measures/systemic/impacts.js";
import { fromRows, mapped, toRows } from "../../../src/measures/systemic/matrix-algebra.js";
import { maximumEntropy, maximumEntropyRows } from "../../../src/measures/systemic/maximum-entropy.js";
import { transposed } from "../../../src/measures/systemic/sparse-matrix.js";
import { stressSummary } from "../../../src/measures/systemic/stress-summary.js";
import { thresholdCascade } from "../../../src/measures/systemic/threshold-cascade.js";
import { InputError, type Outputs, type Reader } from "../adapter.js";
import { column, expectWord, list, owedByClaims, skip } from "./network-inputs.js";

export function spreads(inputs: Reader<number>): Outputs<number> {
  const equity = column(inputs, "initial_equity");
  const initial = column(inputs, "h0");
  skip(inputs, "note");
  const liabilitiesUsd = inputs.keys().includes("W")
    ? mapped(transposed(fromRows(inputs.matrix("W"))), (relative, _, i) => relative * (equity[i] ?? 0))
    : owedByClaims(inputs, "exposures_asset_matrix");
  const impacts = impactMatrix(liabilitiesUsd, equity);
  const { final } = debtRank(impacts, initial);
  const rounds = debtRankRounds(impacts, initial);
  const lossUsd = initial.map((share, i) => share * (equity[i] ?? 0));
  return {
    h_final_2015: list(final),
    equity: list(final).map((loss, i) => (equity[i] ?? 0) * (1 - loss)),
    h_final_2012_single_hit: list(singleHitDebtRank(cappedImpacts(impacts), initial).final),
    h_first_steps_2015: Array.from({ length: 5 }, () => list(rounds.next().value.stress)),
    threshold_model: list(thresholdCascade({ liabilitiesUsd, buffersUsd: equity, lossUsd }).stress),
  };
}

export function stressOfEach(inputs: Reader<number>): Outputs<number> {
  const liabilitiesUsd = owedByClaims(inputs, "exposures_asset_matrix");
  const buffersUsd = column(inputs, "buffer");
  const weights = column(inputs, "weights");
  skip(inputs, "note");
  expectWord(inputs, "shock", "each node in turn, h0=1");
  const impacts = impactMatrix(liabilitiesUsd, buffersUsd);
  const rank = (run: ReturnType<typeof debtRank>) => stressSummary(run, weights, buffersUsd).additionalStress;
  const scenario = (shocked: number): Outputs<number> => {
    const initial = buffersUsd.map((_, i) => (i === shocked ? 1 : 0));
    const lossUsd = buffersUsd.map((buffer, i) => (i === shocked ? buffer : 0));
    const differential = debtRank(impacts, initial);
    const singleHit = singleHitDebtRank(cappedImpacts(impacts), initial);
    const { defaultRound, depth } = thresholdCascade({ liabilitiesUsd, buffersUsd, lossUsd });
    return {
      h_2015: list(differential.final),
      debtrank_2015: rank(differential),
      h_2012_battiston_capped_W: list(singleHit.final),
      debtrank_2012: rank(singleHit),
      h_2012_nrm_uncapped_W: list(singleHitDebtRank(impacts, initial).final),
      threshold_defaulted: list(defaultRound).map((round) => round >= 0),
      threshold_round: list(defaultRound),
      cascade_depth: depth,
    };
  };
  return { scenarios: Object.fromEntries(inputs.words("ids").map((id, i) => [id, scenario(i)])) };
}

export function impactLinks(inputs: Reader<number>): Outputs<number> {
  const liabilitiesUsd = owedByClaims(inputs, "exposures_asset_matrix");
  const buffersUsd = column(inputs, "buffer");
  if (!inputs.flag("binary")) throw new InputError("only binary links are known");
  skip(inputs, "definition");
  const impacts = impactMatrix(liabilitiesUsd, buffersUsd);
  const { susceptibility, fluidity, diffusion } = communicability(failureLinks(liabilitiesUsd, buffersUsd));
  const ids = inputs.words("ids");
  return {
    impact_matrix: toRows(impacts),
    susceptibility: list(susceptibility),
    fluidity,
    diffusion: diffusion.map((each, v) => ({ vertex: ids[v], ...each })),
    criticality: list(criticality(impacts)),
  };
}

export function reconstruction(inputs: Reader<number>): Outputs<number> {
  const estimate = maximumEntropy(column(inputs, "assets"), column(inputs, "liabilities"));
  return { maximum_entropy_matrix: maximumEntropyRows(estimate) };
}
