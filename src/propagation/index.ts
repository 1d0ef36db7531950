export { liquidatableAtOpening, type OpeningConflict, openingConflicts } from "./opening-conflicts.js";
export { type Prepared, prepare, type RunTotals } from "./prepare.js";
export { type SimulateOptions, simulate } from "./simulate.js";
