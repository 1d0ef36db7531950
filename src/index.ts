/**
 * Spillover as a library: scenario file → checked scenario → run → report → figures and files.
 *
 * `readScenario` → `simulate` → `measure` → `contagionMap` → `toSvg`. Every stage takes plain, readonly data and returns such.
 */
export { type BacktestOptions, backtest, rebalancers } from "./experiments/backtest.js";
export { type CompareOptions, compareScenarios, type NamedScenario } from "./experiments/compare.js";
export { type CriticalOptions, studyTipping } from "./experiments/critical.js";
export { directShock } from "./experiments/direct-shock.js";
export { exposuresOf } from "./experiments/exposures-of.js";
export { studyLoops } from "./experiments/loops.js";
export { marketDepths } from "./experiments/market-depth.js";
export { type MonteCarloOptions, monteCarlo, type Sampler, sampler, sampleSummary } from "./experiments/monte-carlo.js";
export { networkDeltas } from "./experiments/network-delta.js";
export { type OrderOptions, orderSpread } from "./experiments/orders.js";
export { type PriceChanges, priceChanges, SamplingError } from "./experiments/price-draws.js";
export { type RankOptions, rankScenario } from "./experiments/rank.js";
export { roundMap } from "./experiments/round-map.js";
export { type SensitivityOptions, studySensitivity } from "./experiments/sensitivity.js";
export { allFamilies, type Family, fallsOf, feltAssets, lossesOf } from "./experiments/shock-families.js";
export { targetsOf } from "./experiments/targets.js";
export { evenGrid, findThreshold, type Tips } from "./experiments/threshold.js";
export {
  comparisonCsv,
  comparisonJson,
  dataFiles,
  eventsCsv,
  eventsParquet,
  gexf,
  graphml,
  nodesCsv,
  pricesCsv,
  ResultFormatError,
  readResult,
  reservesCsv,
  resultJson,
  roundsCsv,
  type StoredResult,
  transmissionsCsv,
  vaultsCsv,
} from "./exports/index.js";
export {
  backtestFigure,
  compareFigure,
  contagionMap,
  criticalFigure,
  drawContagionMap,
  greeksFigure,
  loopsFigure,
  type MapOptions,
  type Metadata,
  ordersFigure,
  roundsFigure,
  type Scene,
  sampleFigure,
  toPdf,
  toPng,
  toSvg,
} from "./figures/index.js";
export { type LayoutOptions, layOut } from "./layout/lay-out.js";
export type { MapLayout } from "./layout/map-layout.js";
export type { AssetHoldings, Exposures } from "./measures/exposures/exposures.js";
export type { Finding, NodeScore } from "./measures/exposures/findings.js";
export { type GivenNetwork, type GivenNode, givenExposures } from "./measures/exposures/given-exposures.js";
export { type NetworkReport, networkReport } from "./measures/exposures/network-report.js";
export {
  type DirectShock,
  type ScenarioExposureOptions,
  scenarioExposures,
} from "./measures/exposures/scenario-exposures.js";
export type { NetworkSettings } from "./measures/exposures/settings.js";
export { measure } from "./measures/index.js";
export { midRanks, rankCorrelation } from "./measures/rank-correlation.js";
export { expectedShortfall, proportion, quantileOf, standardError } from "./measures/sample-statistics.js";
export {
  type Cascade,
  type ClearingTerms,
  type ClearingVector,
  type Communicability,
  type Conventions,
  type Convergence,
  ConvergenceError,
  cappedImpacts,
  clearingVector,
  communicability,
  criticality,
  type Diffusion,
  type Draws,
  type DynamicClearing,
  debtRank,
  debtRankRounds,
  defaultProbability,
  deleveragingRounds,
  dynamicClearing,
  EISENBERG_NOE,
  type Entries,
  ExposureError,
  type ExposureNetwork,
  equityAtFaceUsd,
  exposureNetwork,
  type FireSaleRun,
  type FireSaleVulnerability,
  failureLinks,
  fireSaleVulnerability,
  fromRows,
  type IndirectContagion,
  impactFor,
  impactMatrix,
  indirectContagion,
  initialStress,
  type LeverageConstrained,
  type Limits,
  leverageFireSale,
  liquidityWeightedOverlap,
  type MaximumEntropy,
  type MinimumDensity,
  marketDepth,
  maximumEntropy,
  maximumEntropyRows,
  minimumDensity,
  type NetworkValue,
  networkValuation,
  type OverlapCascade,
  type OverlapShock,
  obligationsUsd,
  overlapCascade,
  type Period,
  type Perron,
  type Portfolios,
  perron,
  ReconstructionError,
  recoveryCascade,
  type SaleBank,
  type SaleRounds,
  type SaleRules,
  type SparseMatrix,
  type SpectralRadius,
  type Stress,
  type StressSummary,
  singleHitDebtRank,
  sparseMatrix,
  spectralRadius,
  stressSummary,
  systemicExtent,
  type ThresholdCascade,
  type ThresholdShock,
  thresholdCascade,
  toRows,
  type Valuation,
} from "./measures/systemic/index.js";
export { ClearingError } from "./mechanics/claims/clearing.js";
export type { CustomRules } from "./mechanics/lending/index.js";
export type { Account, Call, Health, Holding, LendingRule, LendingTerms } from "./mechanics/lending/rule.js";
export type { BacktestPath, BacktestRow, BacktestRun, BacktestStudy } from "./model/backtest.js";
export type { ComparedRun, Comparison, PricePath } from "./model/comparison.js";
export type { LoopStudy } from "./model/loop-study.js";
export type { NetworkEdge, NetworkNode, NetworkShape, NodeKey, NodeKind, Relation } from "./model/network.js";
export type { OrderSpread } from "./model/order-spread.js";
export {
  type AccountColumns,
  type PackedText,
  type Population,
  type SlotColumns,
  unpackText,
} from "./model/population.js";
export type { RankColumn, RankCorrelation, Ranking, SystemicRanking } from "./model/ranking.js";
export type { NodeMeasures, Report, RoundMeasures, Totals, Transmission, VaultMeasures } from "./model/report.js";
export type {
  Audit,
  Channel,
  ClosestCall,
  CompletedRun,
  Event,
  EventKind,
  EventSummary,
  LossByChannel,
  NodeOutcome,
  Provenance,
  ReserveState,
  Result,
  Round,
  Stop,
  VaultOutcome,
} from "./model/result.js";
export type {
  Chance,
  Correlation,
  Distribution,
  MeasureSummary,
  SampledRun,
  SampleMeasure,
  SampleSummary,
  SamplingPlan,
} from "./model/sampling.js";
export type {
  Actor,
  Asset,
  Balance,
  Clock,
  CustomMarket,
  Id,
  Intervention,
  Issuer,
  Liquidators,
  Literal,
  Market,
  MarketKind,
  Oracle,
  OracleFault,
  OracleKind,
  Policy,
  Position,
  RateModel,
  Run,
  RunTrigger,
  Scenario,
  Sequencing,
  Shock,
  ShockKind,
  Source,
  Variant,
  Vault,
  Venue,
  VenueKind,
} from "./model/scenario.js";
export type { Factor, SensitivityStudy, Target } from "./model/sensitivity.js";
export type { Response, RoundMap, ShockFamily, Threshold, TippingStudy } from "./model/tipping.js";
export {
  type AssetReach,
  type DependencyCycle,
  type DependencyCycles,
  type DependencyGraph,
  dependencyCycles,
  dependencyGraph,
  type Inspection,
  inspectNetwork,
  type LoopedPosition,
  loopedPositions,
  networkShape,
  type Reach,
  type ReachedNode,
  reach,
} from "./network/index.js";
export { scenarioHash } from "./network/scenario-hash.js";
export type { Arithmetic } from "./numbers/arithmetic.js";
export { BandsError } from "./propagation/bands/open-bands.js";
export { LedgerError } from "./propagation/books/ledger.js";
export {
  liquidatableAtOpening,
  type OpeningConflict,
  openingConflicts,
  type SimulateOptions,
  simulate,
} from "./propagation/index.js";
export { PriceCycleError } from "./propagation/prices/pricing.js";
export { SettlementError } from "./propagation/trading/settle.js";
export {
  type AccountTable,
  type AccountTableOptions,
  type Change,
  formatIssue,
  keepTables,
  parseScenario,
  parseShockArgument,
  type ReadOptions,
  type ReadTableOptions,
  readAccountTable,
  readPath,
  readScenario,
  ScenarioError,
  type ScenarioFiles,
  type ScenarioIssue,
  scenarioJsonSchema,
  TableError,
  type TableMistake,
  type TableMistakes,
  type TableReader,
} from "./scenario/index.js";
