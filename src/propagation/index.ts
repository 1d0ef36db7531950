export { liquidatableAtOpening, type OpeningConflict, openingConflicts } from "./opening-conflicts.js";
export { type SimulateOptions, simulate } from "./simulate.js";
