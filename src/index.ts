/**
 * Spillover as a library: scenario file → checked scenario → run → report → figures and files.
 *
 * `readScenario` → `simulate` → `measure` → `contagionMap` → `toSvg`. Every stage takes plain, readonly data and returns such.
 */
export { type CompareOptions, compareScenarios, type NamedScenario } from "./experiments/compare.js";
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
  compareFigure,
  contagionMap,
  drawContagionMap,
  type MapOptions,
  type Metadata,
  roundsFigure,
  type Scene,
  toPdf,
  toPng,
  toSvg,
} from "./figures/index.js";
export { type LayoutOptions, layOut } from "./layout/lay-out.js";
export type { MapLayout } from "./layout/map-layout.js";
export { measure } from "./measures/index.js";
export { ClearingError } from "./mechanics/claims/clearing.js";
export type { CustomRules } from "./mechanics/lending/index.js";
export type { Account, Call, Health, Holding, LendingRule, LendingTerms } from "./mechanics/lending/rule.js";
export type { ComparedRun, Comparison, PricePath } from "./model/comparison.js";
export type { NetworkEdge, NetworkNode, NetworkShape, NodeKey, NodeKind, Relation } from "./model/network.js";
export {
  type AccountColumns,
  type PackedText,
  type Population,
  type SlotColumns,
  unpackText,
} from "./model/population.js";
export type { NodeMeasures, Report, RoundMeasures, Totals, Transmission, VaultMeasures } from "./model/report.js";
export type {
  Audit,
  Channel,
  ClosestCall,
  CompletedRun,
  Event,
  EventKind,
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
export {
  liquidatableAtOpening,
  type OpeningConflict,
  openingConflicts,
  type SimulateOptions,
  simulate,
} from "./propagation/index.js";
export { LedgerError } from "./propagation/ledger.js";
export { BandsError } from "./propagation/open-bands.js";
export { PriceCycleError } from "./propagation/pricing.js";
export { SettlementError } from "./propagation/settle.js";
export {
  type AccountTable,
  type AccountTableOptions,
  type Change,
  formatIssue,
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
} from "./scenario/index.js";
