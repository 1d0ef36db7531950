export { defaultProbability } from "./black-cox.js";
export type { Cascade } from "./cascade.js";
export { type ClearingTerms, type ClearingVector, clearingVector, EISENBERG_NOE } from "./clearing-vector.js";
export { type Communicability, communicability, type Diffusion, failureLinks } from "./communicability.js";
export { deleveragingRounds, type LeverageConstrained, marketDepth, type SaleRounds } from "./cont-schaanning.js";
export type { Conventions } from "./conventions.js";
export { type Convergence, ConvergenceError, type Limits } from "./convergence.js";
export { debtRank, debtRankRounds, type Stress, singleHitDebtRank } from "./debtrank.js";
export { type DynamicClearing, dynamicClearing, type Period } from "./dynamic-clearing.js";
export {
  ExposureError,
  type ExposureNetwork,
  equityAtFaceUsd,
  exposureNetwork,
  obligationsUsd,
} from "./exposure-network.js";
export { type FireSaleVulnerability, fireSaleVulnerability, type Portfolios } from "./greenwood-landier-thesmar.js";
export { cappedImpacts, criticality, impactMatrix, initialStress } from "./impacts.js";
export { type FireSaleRun, impactFor, leverageFireSale, type SaleBank, type SaleRules } from "./leverage-fire-sale.js";
export { type IndirectContagion, indirectContagion, liquidityWeightedOverlap } from "./liquidity-weighted-overlap.js";
export { ReconstructionError } from "./margins.js";
export { fromRows, toRows } from "./matrix-algebra.js";
export { type MaximumEntropy, maximumEntropy, maximumEntropyRows } from "./maximum-entropy.js";
export { type Draws, type MinimumDensity, minimumDensity } from "./minimum-density.js";
export { type NetworkValue, networkValuation } from "./network-valuation.js";
export { type OverlapCascade, type OverlapShock, overlapCascade } from "./overlapping-portfolios.js";
export { type Perron, perron, type SpectralRadius, spectralRadius } from "./perron.js";
export { recoveryCascade } from "./recovery-cascade.js";
export { type Entries, type SparseMatrix, sparseMatrix } from "./sparse-matrix.js";
export { type StressSummary, stressSummary, systemicExtent } from "./stress-summary.js";
export { type ThresholdCascade, type ThresholdShock, thresholdCascade } from "./threshold-cascade.js";
export type { Valuation } from "./valuation.js";
