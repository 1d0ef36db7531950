export { liquidatableAtOpening } from "./liquidatable-at-opening.js";
export { type Prepared, prepare, type RunTotals } from "./prepare.js";
export { type OpeningConflict, openingConflicts } from "./prices/opening-conflicts.js";
export { type SimulateOptions, simulate } from "./simulate.js";
