export { type Prepared, prepare, type RunTotals } from "./prepare.js";
export { liquidatableAtOpening, type OpeningConflict, openingConflicts } from "./prices/opening-conflicts.js";
export { type SimulateOptions, simulate } from "./simulate.js";
